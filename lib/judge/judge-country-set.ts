/** 6.8: what a country's rules make of a DCC (docs/country-rules.md 6). */
import type { HeldRuleSet } from '../bundle/bundle.ts'
import { formatInstant } from '../encoding/instant.ts'
import type { OtherCredential } from '../formats/format.ts'
import type { CompiledCountryRules } from '../rules/country/compile-country-rules.ts'
import type { CountryEngine } from '../rules/country/country-engine.ts'
import type { PublishedRule } from '../rules/country/country-rules.ts'
import type { CountryVerdict } from '../rules/country/judge-country.ts'
import { turnsAt, type Findings } from './findings.ts'

/** What a kind of DCC is as a kind of fact. */
const factKinds = { Vaccination: 'vaccination', Test: 'test', Recovery: 'recovery' } as const

/**
 * Pushes what a country's rules say of a code.
 *
 * @param rules - The set as it was signed.
 * @param engine - undefined: this verifier was given none.
 */
export function judgeByCountry(
  credential: OtherCredential,
  { id, version }: Pick<HeldRuleSet, 'id' | 'version'>,
  rules: unknown,
  engine: CountryEngine | undefined,
  findings: Findings,
): void {
  const { reasons, now } = findings
  if (credential.format !== 'hcert') {
    reasons.push({ code: 'other-codes-only' })
    return
  }
  const compiled = engine?.open(rules) ?? 'engine-too-old'
  if (engine === undefined || typeof compiled === 'string') {
    reasons.push({ code: typeof compiled === 'string' ? compiled : 'engine-too-old' })
    return
  }
  const { issuer, kid, issuedAt, validUntil } = credential
  const verdict = engine.judge(compiled, {
    payload: credential.payload,
    now,
    countryOfArrival: compiled.set.country,
    ...(issuer === null ? {} : { issuerCountryCode: issuer }),
    ...(kid === null ? {} : { kid }),
    ...(issuedAt === null ? {} : { iat: formatInstant(issuedAt) }),
    ...(validUntil === null ? {} : { exp: formatInstant(validUntil) }),
  })
  turnsAt(findings, verdict.next)
  const named = (no: number) => ({ set: id, version, no })
  if (verdict.outcome === 'pass') {
    reasons.push({ code: 'rule-pass', rule: named(grantingRule(verdict, compiled)) })
    return
  }
  for (const { no, value } of verdict.rules) {
    if (value === 'fails') reasons.push({ code: 'rule-stop', rule: named(no) })
  }
  if (verdict.outcome === 'stop') return
  const kinds = kindsInDoubt(verdict, compiled)
  if (kinds.length > 0) reasons.push({ code: 'fact-missing', kinds })
  if (verdict.gaps.length > 0) reasons.push({ code: 'not-granted' })
}

/** The acceptance rule with the lowest number: where a DCC passes, there is one for each of its kinds. */
function grantingRule({ rules }: CountryVerdict, compiled: CompiledCountryRules): number {
  const granting = rules.find(({ no }) => publishedAs(no, compiled).Type === 'Acceptance')
  return (granting as (typeof rules)[number]).no
}

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
