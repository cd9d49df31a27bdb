/** The engine of country rules as `verify` takes it: passed in, so that nobody ships it who reads no DCCs. */
import { formatInstant } from '../../encoding/instant.ts'
import { GreengateError } from '../../errors.ts'
import { compileCountryRules, type CompiledCountryRules } from './compile-country-rules.ts'
import type { PublishedRule } from './country-rules.ts'
import { judgeCountry, type CountryVerdict } from './judge-country.ts'

/** A DCC whose signature holds; null: it does not say. */
export interface DccCode {
  readonly payload: unknown
  readonly issuer: string | null
  readonly kid: string | null
  /** Unix seconds. */
  readonly issuedAt: number | null
  /** Excluded: a second after the one that the DCC states. */
  readonly validUntil: number | null
}

/** What a country's rules come to for a gate. */
export interface CountryAnswer {
  readonly outcome: CountryVerdict['outcome']
  /** The numbers of the rules that made it: all that refuse, or the one that grants. */
  readonly rules: readonly number[]
  /** The kinds of fact that undecided rules are about, sorted. */
  readonly missing: readonly string[]
  /** Whether nobody said that such a certificate is accepted. */
  readonly isNotGranted: boolean
  /** Unix seconds. */
  readonly next: number
}

/** Runs country rules (docs/country-rules.md 6). */
export interface CountryEngine {
  /**
   * Judges a DCC. Never throws, whatever the set or the code.
   *
   * @param rules - The set as it was signed.
   * @param now - Unix seconds.
   */
  readonly judge: (
    rules: unknown,
    code: DccCode,
    now: number,
  ) => CountryAnswer | 'engine-too-old' | 'rule-set-unusable'
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
export const countryRules: CountryEngine = { judge }

type Opened = CompiledCountryRules | 'engine-too-old' | 'rule-set-unusable'

/** Kept for as long as the signed set itself, which is never changed. */
const opened = new WeakMap<object, Opened>()

function judge(rules: unknown, code: DccCode, now: number): ReturnType<CountryEngine['judge']> {
  const compiled = open(rules)
  if (typeof compiled === 'string') return compiled
  const { payload, issuer, kid, issuedAt, validUntil } = code
  const verdict = judgeCountry(compiled, {
    payload,
    now,
    countryOfArrival: compiled.set.country,
    ...(issuer === null ? {} : { issuerCountryCode: issuer }),
    ...(kid === null ? {} : { kid }),
    ...(issuedAt === null ? {} : { iat: formatInstant(issuedAt) }),
    // What rules ask for is the second that a DCC states: the last in which it is good.
    ...(validUntil === null ? {} : { exp: formatInstant(validUntil - 1) }),
  })
  const { outcome, gaps, next } = verdict
  return {
    outcome,
    rules: rulesThatMade(verdict, compiled),
    missing: outcome === 'check' ? kindsInDoubt(verdict, compiled) : [],
    isNotGranted: outcome === 'check' && gaps.length > 0,
    next,
  }
}

function open(rules: unknown): Opened {
  if (typeof rules !== 'object' || rules === null) return 'rule-set-unusable'
  const kept = opened.get(rules) ?? compiled(rules)
  opened.set(rules, kept)
  return kept
}

function compiled(rules: unknown): Opened {
  try {
    return compileCountryRules(rules)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error.code === 'ERR_RULE_SET_ENGINE' ? 'engine-too-old' : 'rule-set-unusable'
  }
}

/** Of a pass the acceptance rule with the lowest number alone: there is one for each kind. */
function rulesThatMade(
  { outcome, rules }: CountryVerdict,
  compiled: CompiledCountryRules,
): readonly number[] {
  const made = rules.filter(({ no, value }) =>
    outcome === 'pass' ? publishedAs(no, compiled).Type === 'Acceptance' : value === 'fails',
  )
  const numbers = made.map(({ no }) => no)
  return outcome === 'pass' ? numbers.slice(0, 1) : numbers
}

/** What a kind of DCC is as a kind of fact. */
const factKinds = { Vaccination: 'vaccination', Test: 'test', Recovery: 'recovery' } as const

/** What the undecided rules are about; a general one is about all that the DCC tells. */
function kindsInDoubt(
  { rules, kinds }: CountryVerdict,
  compiled: CompiledCountryRules,
): readonly string[] {
  const doubtful = rules.filter(({ value }) => value === 'undecided')
  const about = doubtful.map(({ no }) => publishedAs(no, compiled).CertificateType)
  const named = about.flatMap((type) => (type === 'General' ? kinds : [type]))
  return [...new Set(named.map((kind) => factKinds[kind]))].sort()
}

/** All versions of a rule are of one type and about one kind. */
function publishedAs(no: number, { rules }: CompiledCountryRules): PublishedRule {
  const versions = rules.find(
    ([first]) => first?.no === no,
  ) as CompiledCountryRules['rules'][number]
  return (versions[0] as (typeof versions)[number]).rule
}
