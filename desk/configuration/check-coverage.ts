/** Which kinds of fact the rules read and no source of a desk covers: nobody could pass by a rule that needs one. */
import type { RuleVersion } from '../desk.ts'
import { allows, holderSource, type Source } from '../facts/sources-of.ts'
import type { CheckFinding } from './check-finding.ts'

/** A source, and the kinds of which it has said until when it knows everything. */
export interface CoveringSource extends Pick<Source, 'id' | 'covers'> {
  readonly stated: readonly string[]
}

/** A kind that waits for sources which may cover it and have not said anything yet. */
export interface WaitingKind {
  readonly kind: string
  readonly rules: readonly number[]
  readonly sources: readonly string[]
}

/** What is measured at gates: where the device for it is missing, nobody passes. */
export interface MeasuredValue {
  readonly name: string
  readonly rules: readonly number[]
}

/** What came of it. */
export interface CheckedCoverage {
  readonly findings: readonly CheckFinding[]
  readonly waiting: readonly WaitingKind[]
  readonly measured: readonly MeasuredValue[]
}

/** The desk covers these itself; a department that covers orders beside it holds them back all the same. */
const own = new Set(['person', 'order'])

/** @param versions - Those in force or ahead. */
export function checkCoverage(
  ruleSet: string,
  versions: readonly RuleVersion[],
  sources: readonly CoveringSource[],
): CheckedCoverage {
  const findings: CheckFinding[] = []
  const waiting: WaitingKind[] = []
  for (const [kind, rules] of readers(versions)) {
    const covering = sources.filter(({ covers }) => allows(covers, kind))
    const numbers = rules.map(String).join(', ')
    if (covering.length === 0 && !own.has(kind)) {
      findings.push({
        ...{ kind: 'uncovered', path: 'sources', about: kind, rules },
        what: `no source covers ${kind}, which ${ruleSet} reads in rule ${numbers}: nobody passes by it`,
        write: `greengate desk source add ID --zh NAME --en NAME --states ${kind} --covers ${kind}, or let a source that is there cover it`,
      })
    }
    const silent = covering
      .filter(({ id, stated }) => id !== holderSource && !stated.includes(kind))
      .map(({ id }) => id)
    if (silent.length > 0) waiting.push({ kind, rules, sources: silent })
  }
  return { findings, waiting, measured: measuredBy(versions) }
}

/** By measurement, the numbers of the rules that read it. */
function measuredBy(versions: readonly RuleVersion[]): readonly MeasuredValue[] {
  const found = new Map<string, Set<number>>()
  for (const { compiled } of versions)
    for (const { rule, reads } of compiled?.onSiteRules ?? [])
      for (const name of reads.filter((each) => compiled?.vocabulary.onSite.has(each)))
        found.set(name, (found.get(name) ?? new Set()).add(rule.no))
  return [...found].map(([name, rules]) => ({ name, rules: [...rules].sort((a, b) => a - b) }))
}

/** By kind, the numbers of the rules that read it or require its coverage; what is measured at a gate is left out. */
function readers(versions: readonly RuleVersion[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>()
  for (const { rule, reads } of versions.flatMap(({ compiled }) => compiled?.offSiteRules ?? [])) {
    for (const kind of [...reads, ...(rule.requires ?? []).map((each) => each.kind)]) {
      found.set(kind, (found.get(kind) ?? new Set()).add(rule.no))
    }
  }
  return new Map(
    [...found].map(([kind, rules]) => [kind, [...rules].sort((a, b) => a - b)] as const).sort(),
  )
}
