/** The engine of country rules as `verify` takes it: passed in, so that nobody ships it who reads no DCCs. */
import { GreengateError } from '../../errors.ts'
import { compileCountryRules, type CompiledCountryRules } from './compile-country-rules.ts'
import { judgeCountry, type CountryQuestion, type CountryVerdict } from './judge-country.ts'

/** Runs country rules (docs/country-rules.md). */
export interface CountryEngine {
  /** Opens a set as it was signed, or says why it cannot be run here. Never throws on any JSON. */
  readonly open: (rules: unknown) => CompiledCountryRules | 'engine-too-old' | 'rule-set-unusable'
  readonly judge: (compiled: CompiledCountryRules, question: CountryQuestion) => CountryVerdict
}

/**
 * The engine, to be passed to `verify` as `countryRules`.
 *
 * @example
 * ```ts
 * import { verify, type Decision, type VerifyOptions } from 'greengate'
 * import { countryRules } from 'greengate/rules'
 *
 * const decide = (text: string, options: VerifyOptions): Promise<Decision> =>
 *   verify(text, { ...options, countryRules })
 * ```
 */
export const countryRules: CountryEngine = { open, judge: judgeCountry }

/** Kept for as long as the signed set itself, which is never changed. */
const opened = new WeakMap<object, ReturnType<CountryEngine['open']>>()

function open(rules: unknown): ReturnType<CountryEngine['open']> {
  if (typeof rules !== 'object' || rules === null) return 'rule-set-unusable'
  const kept = opened.get(rules) ?? compiled(rules)
  opened.set(rules, kept)
  return kept
}

function compiled(rules: unknown): ReturnType<CountryEngine['open']> {
  try {
    return compileCountryRules(rules)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error.code === 'ERR_RULE_SET_ENGINE' ? 'engine-too-old' : 'rule-set-unusable'
  }
}
