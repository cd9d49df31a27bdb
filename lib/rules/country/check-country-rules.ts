/** Checks country rules before anybody signs them: their logic, what it reads, value sets, windows (docs/country-rules.md 4). */
import { parseInstant } from '../../encoding/instant.ts'
import { validateCertLogic } from '../certlogic/validate.ts'
import type { Finding, FindingCode, Severity } from '../check/finding.ts'
import { wordsOf } from '../check/in-chinese.ts'
import { RuleSetFault } from '../fault.ts'
import type { CountryRules, DccKind, PublishedRule } from './country-rules.ts'
import { dataAccessesOf, type DataAccess } from './data-access.ts'
import { parseCountryRules, publishedInstant } from './parse-country-rules.ts'

/** What a rule may read beside the DCC, as the EU's applications give it. */
const knownExternals = [
  'validationClock',
  'valueSets',
  'countryCode',
  'exp',
  'iat',
  'issuerCountryCode',
  'kid',
  'region',
] as const

const kinds: readonly DccKind[] = ['Vaccination', 'Test', 'Recovery']

/**
 * Finds what is wrong with country rules, without a DCC.
 *
 * @param value - The set as JSON.
 * @returns Findings as `checkRuleSet` gives them; errors refuse the set, warnings do not.
 *
 * @example
 * ```ts
 * import { checkCountryRules } from 'greengate/rules'
 *
 * const isSound = (json: unknown): boolean =>
 *   checkCountryRules(json).every(({ severity }) => severity !== 'error')
 * ```
 */
export function checkCountryRules(value: unknown): readonly Finding[] {
  let set: CountryRules
  try {
    set = parseCountryRules(value)
  } catch (error) {
    if (!(error instanceof RuleSetFault)) throw error
    const code = error.code === 'ERR_RULE_SET_ENGINE' ? 'engine' : 'malformed'
    return [finding(code, 'error', error.at, error.expectation)]
  }
  const errors = set.rules.flatMap(({ no, rule }, i) =>
    logicFindings(rule, set.valueSets, `rules[${String(i)}].rule`).map((each) => ({ ...each, no })),
  )
  return [...errors, ...warningsOf(set)]
}

/**
 * Finds what is wrong with the logic of one rule.
 *
 * @param valueSets - The value sets that the rule may name.
 * @param at - Where the rule stands.
 */
export function logicFindings(
  rule: Pick<PublishedRule, 'Logic' | 'AffectedFields'>,
  valueSets: Readonly<Record<string, unknown>>,
  at: string,
): readonly Finding[] {
  const where = at === '' ? 'Logic' : `${at}.Logic`
  const { all, places } = dataAccessesOf(rule.Logic, where)
  const faults = validateCertLogic(rule.Logic).map(({ expr, message }) =>
    finding('malformed', 'error', places.get(expr) ?? where, message),
  )
  const stated = new Set(rule.AffectedFields)
  return [...faults, ...all.flatMap((access) => accessFindings(access, valueSets, stated))]
}

function accessFindings(
  { path, at, over }: DataAccess,
  valueSets: Readonly<Record<string, unknown>>,
  stated: ReadonlySet<string>,
): readonly Finding[] {
  const [root, name, valueSet] = path.split('.')
  if (over !== undefined) {
    return root === 'accumulator' || root === 'current'
      ? []
      : [unknownName(at, 'reads what a reduction has not', 'current')]
  }
  if (root === 'payload' && name !== undefined) {
    if (stated.has(path.slice(8))) return []
    return [finding('unknown-name', 'warning', at, 'is none of AffectedFields')]
  }
  if (root !== 'external' || name === undefined) {
    return [unknownName(at, 'must read a part of payload or of external', null)]
  }
  if (!knownExternals.some((known) => known === name)) {
    return [unknownName(at, `no verifier gives external.${name}`, nearest(name))]
  }
  if (name !== 'valueSets') return []
  if (valueSet !== undefined && Object.hasOwn(valueSets, valueSet)) return []
  const named = valueSet === undefined ? 'all value sets' : `the value set ${valueSet}`
  return [unknownName(at, `reads ${named}, which the set has not`, null)]
}

/** A longer name, such as one of a country's own, begins like the one that was to be meant. */
function nearest(name: string): string | null {
  const found = knownExternals.find((known) => name.startsWith(known))
  return found === undefined ? null : `external.${found}`
}

function warningsOf(set: CountryRules): readonly Finding[] {
  const { effective, generalGrants = [], rules, valueSets } = set
  const [from, until] = [parseInstant(effective.from), parseInstant(effective.until)]
  const outside = rules.flatMap(({ no, rule: { ValidFrom, ValidTo } }, i): Finding[] => {
    const at = `rules[${String(i)}].rule`
    if (
      publishedInstant(ValidFrom, at) < (until as number) &&
      publishedInstant(ValidTo, at) > (from as number)
    )
      return []
    const message = 'counts at no instant at which the set is in force'
    return [{ ...finding('unreachable', 'warning', at, message), no }]
  })
  const accepted = kinds.filter(
    (kind) =>
      generalGrants.includes(kind) ||
      rules.some(({ rule }) => rule.Type === 'Acceptance' && rule.CertificateType === kind),
  )
  const closed = kinds
    .filter((kind) => !accepted.includes(kind))
    .map((kind) =>
      finding('no-pass-rule', 'warning', 'rules', `no acceptance rule for ${kind}: always check`),
    )
  const read = new Set(
    rules.flatMap(({ rule }) =>
      dataAccessesOf(rule.Logic, '').all.map(
        ({ path }) => /^external\.valueSets\.([^.]+)/.exec(path)?.[1],
      ),
    ),
  )
  const unused = Object.keys(valueSets)
    .filter((name) => !read.has(name))
    .map((name) => finding('unused', 'warning', `valueSets.${name}`, 'no rule reads it'))
  return [...outside, ...closed, ...unused]
}

function unknownName(at: string, message: string, suggestion: string | null): Finding {
  const advice = suggestion === null ? null : wordsOf(suggestion)
  return { ...finding('unknown-name', 'error', at, message), suggestion, advice }
}

function finding(code: FindingCode, severity: Severity, at: string, message: string): Finding {
  return { code, severity, at, message, words: wordsOf(message), suggestion: null, advice: null }
}
