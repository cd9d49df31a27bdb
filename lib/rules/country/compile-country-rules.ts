/** Compiles country rules once: their logic to closures, their windows to numbers, what they rest on to paths. */
import { parseInstant } from '../../encoding/instant.ts'
import { compileCertLogic, type CompiledCertLogic } from '../certlogic/compile.ts'
import { RuleSetFault } from '../fault.ts'
import { fieldsOf, type Field } from './affected-fields.ts'
import { logicFindings } from './check-country-rules.ts'
import type { CountryRules, NumberedRule, PublishedRule } from './country-rules.ts'
import { dataAccessesOf } from './data-access.ts'
import { parseCountryRules, publishedInstant } from './parse-country-rules.ts'
import { parseVersion, type SemanticVersion } from './semantic-version.ts'
import { clockUseOf, type ClockUse } from './turning-points.ts'

/** A version of a rule, ready to run. */
export interface CompiledCountryRule {
  readonly no: number
  readonly rule: PublishedRule
  readonly schemaVersion: SemanticVersion
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  readonly fields: readonly Field[]
  /** Whether one of them may be missing until it is read. */
  readonly readsOpen: boolean
  /** What it reads of `external` that is not always given. */
  readonly externals: readonly SometimesGiven[]
  readonly evaluate: CompiledCertLogic
  readonly clock: ClockUse
}

/** Country rules, ready to run. */
export interface CompiledCountryRules {
  readonly set: CountryRules
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** The versions of each rule, ascending; rules in the order of their numbers. */
  readonly rules: readonly (readonly CompiledCountryRule[])[]
  /** When a window of the set or of a rule begins or ends, ascending. */
  readonly bounds: readonly number[]
}

/**
 * Compiles country rules.
 *
 * @param value - The set as JSON (docs/country-rules.md).
 * @throws {@link GreengateError} `ERR_RULE_SET_MALFORMED` with the place of the fault, `ERR_RULE_SET_ENGINE` for
 * another engine or a newer CertLogic.
 *
 * @example
 * ```ts
 * import { compileCountryRules, judgeCountry } from 'greengate/rules'
 *
 * const mayPass = (json: unknown, payload: unknown, now: number): boolean =>
 *   judgeCountry(compileCountryRules(json), { payload, now, countryOfArrival: 'DE' }).outcome === 'pass'
 * ```
 */
export function compileCountryRules(value: unknown): CompiledCountryRules {
  const set = parseCountryRules(value)
  const compiled = set.rules.map((numbered, i) =>
    compileRule(numbered, set, `rules[${String(i)}].rule`),
  )
  const byNumber = new Map<number, CompiledCountryRule[]>()
  for (const rule of compiled) byNumber.set(rule.no, [...(byNumber.get(rule.no) ?? []), rule])
  const from = parseInstant(set.effective.from) as number
  const until = parseInstant(set.effective.until) as number
  const bounds = [from, until, ...compiled.flatMap((rule) => [rule.from, rule.until])]
  return {
    set,
    from,
    until,
    rules: [...byNumber.values()],
    bounds: [...new Set(bounds)].sort((a, b) => a - b),
  }
}

function compileRule(
  { no, rule }: NumberedRule,
  { valueSets }: CountryRules,
  at: string,
): CompiledCountryRule {
  const error = logicFindings(rule, valueSets, at).find(({ severity }) => severity === 'error')
  if (error !== undefined) throw new RuleSetFault(error.at, error.message)
  const { all } = dataAccessesOf(rule.Logic, at)
  const fields = fieldsOf(rule.AffectedFields, all)
  return {
    no,
    rule,
    schemaVersion: parseVersion(rule.SchemaVersion) as SemanticVersion,
    from: publishedInstant(rule.ValidFrom, `${at}.ValidFrom`),
    until: publishedInstant(rule.ValidTo, `${at}.ValidTo`),
    fields,
    readsOpen: fields.some(({ isOpen }) => isOpen),
    externals: sometimesGiven.filter((name) =>
      all.some(({ path }) => path.split('.').slice(0, 2).join('.') === `external.${name}`),
    ),
    evaluate: compileCertLogic(rule.Logic),
    clock: clockUseOf(rule.Logic),
  }
}

/** Of `external`: what only whoever has read the DCC, or knows the place, can tell. */
export const sometimesGiven = ['exp', 'iat', 'issuerCountryCode', 'kid', 'region'] as const

export type SometimesGiven = (typeof sometimesGiven)[number]
