/** Checks a rule set without any person: finds everything that is wrong with it, and where. */
import { GreengateError } from '../../errors.ts'
import { compileRuleSet, type CompiledRuleSet } from '../compile.ts'
import { RuleSetFault } from '../fault.ts'
import type { Bases } from '../resolve.ts'
import { engineVersion } from '../resolve.ts'
import type { RuleSet, Waiver } from '../rule-set.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { checkBase, checkOverlay } from './check-base.ts'
import { checkFuture } from './check-future.ts'
import { checkMeaning } from './check-meaning.ts'
import { checkMembers } from './check-members.ts'
import { checkRules } from './check-rules.ts'
import { checkUse } from './check-use.ts'
import type { CheckReport, Finding } from './finding.ts'
import { Notes } from './notes.ts'
import { membersOf } from './outline.ts'
import { checkWaivers, waive } from './waive.ts'

type Members = Readonly<Record<string, unknown>>

/** Deepest nesting, that of every signed document. */
const maxDepth = 64

/**
 * Finds everything that is wrong with a rule set and can be found without a person (docs/rules.md 9). Never
 * throws, whatever the JSON.
 *
 * @param value - The rule set as JSON, as it is signed.
 * @param vocabulary - The fact types it is judged with.
 * @param bases - Finds the bases of an overlay.
 *
 * @example
 * ```ts
 * import { checkRuleSet, type Vocabulary } from 'greengate/rules'
 *
 * const mayBePublished = (json: unknown, types: Vocabulary): boolean =>
 *   checkRuleSet(json, types).findings.every(({ severity }) => severity === 'warning')
 * ```
 */
export function checkRuleSet(
  value: unknown,
  vocabulary: Vocabulary,
  bases: Bases = () => undefined,
): CheckReport {
  const notes = new Notes()
  const members = membersOf(value)
  if (members === undefined || isDeeperThan(value, maxDepth)) {
    const what = members === undefined ? 'must be an object' : 'is nested too deep'
    notes.add('malformed', '', what)
  } else if (Number.isSafeInteger(members['engine']) && members['engine'] !== engineVersion) {
    // A set for another engine may have members that this one does not know.
    const suggestion = String(engineVersion)
    notes.add('engine', 'engine', 'is another engine than this', { suggestion })
  } else {
    return checkSet(members, vocabulary, bases, notes)
  }
  return { findings: notes.findings, waived: [], exemptions: [] }
}

function checkSet(
  members: Members,
  vocabulary: Vocabulary,
  bases: Bases,
  notes: Notes,
): CheckReport {
  checkMembers(members, notes)
  const isOverlay = Object.hasOwn(members, 'extends')
  const isNamed = !notes.findings.some(({ at }) => at.startsWith('extends'))
  const base = isOverlay && isNamed ? checkBase(members, bases, notes) : undefined
  const place = { set: tablesOf(members, base), vocabulary, asked: new Map<string, number>() }
  if (Object.hasOwn(members, 'rules')) {
    // Names of an unknown base would all be unknown.
    if (!isOverlay || base !== undefined)
      checkRules(members['rules'], isOverlay ? 0 : 1, place, notes)
  }
  const waivers = notes.hasErrors ? [] : ((members['waivers'] ?? []) as readonly Waiver[])
  checkWaivers(waivers, notes)
  const exemptions = exemptionsIn(members['rules'])
  if (base !== undefined && !notes.hasErrors) checkOverlay(members, bases, notes)
  const compiled = notes.hasErrors ? undefined : compiledOf(members, vocabulary, bases, notes)
  if (compiled === undefined) {
    const findings = numbered(notes.findings, members['rules'])
    return { findings, waived: [], exemptions }
  }
  const { set } = compiled
  const placeOf = (no: number): string => {
    const i = ((members['rules'] ?? []) as RuleSet['rules']).findIndex((rule) => rule.no === no)
    // A rule of the base is no part of this document.
    return i < 0 ? 'extends' : `rules[${String(i)}]`
  }
  checkUse(set, members, notes)
  checkFuture(compiled, vocabulary, placeOf, notes)
  checkMeaning(compiled, vocabulary, placeOf, notes)
  return { ...waive(set, waivers, notes), exemptions }
}

/** The tables that conditions name, as far as they have their form. */
function tablesOf(
  members: Members,
  base: RuleSet | undefined,
): Pick<RuleSet, 'parameters' | 'valueSets'> {
  const parameters = Object.entries(membersOf(members['parameters']) ?? {}).map(([name, item]) => {
    const { value, unit } = membersOf(item) ?? {}
    const known = typeof value === 'number' ? value : 0
    return [name, { value: known, ...(typeof unit === 'string' ? { unit } : {}) }] as const
  })
  const valueSets = Object.entries(membersOf(members['valueSets']) ?? {}).map(([name, item]) => {
    return [name, Array.isArray(item) ? (item as string[]) : []] as const
  })
  return {
    parameters: { ...base?.parameters, ...Object.fromEntries(parameters) },
    valueSets: { ...base?.valueSets, ...Object.fromEntries(valueSets) },
  }
}

/** What the engine itself refuses is a finding, even where nothing above has found it. */
function compiledOf(
  members: Members,
  vocabulary: Vocabulary,
  bases: Bases,
  notes: Notes,
): CompiledRuleSet | undefined {
  try {
    return compileRuleSet(members, vocabulary, bases)
  } catch (fault) {
    if (!(fault instanceof GreengateError)) throw fault
    const at = fault instanceof RuleSetFault ? fault.at : ''
    const code = fault.code === 'ERR_RULE_SET_COST' ? 'cost' : 'malformed'
    notes.add(fault.code === 'ERR_RULE_SET_BASE' ? 'base' : code, at, fault.message)
    return undefined
  }
}

function exemptionsIn(rules: unknown): CheckReport['exemptions'] {
  if (!Array.isArray(rules)) return []
  return rules.flatMap((item, i) => {
    const rule = membersOf(item)
    const no = rule?.['no']
    if (rule === undefined || !Object.hasOwn(rule, 'unless') || typeof no !== 'number') return []
    return [{ no, at: `rules[${String(i)}].unless` }]
  })
}

/** Gives findings the number of the rule that they stand in. */
function numbered(findings: readonly Finding[], rules: unknown): readonly Finding[] {
  return findings.map((finding) => {
    const index = /^rules\[(\d+)\]/.exec(finding.at)?.[1]
    const rule = index !== undefined && Array.isArray(rules) ? (rules as unknown[])[+index] : {}
    const no = membersOf(rule)?.['no']
    return typeof no === 'number' && finding.no === undefined ? { ...finding, no } : finding
  })
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}
