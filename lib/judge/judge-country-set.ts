/** 6.8: what a country's rules make of a DCC (docs/country-rules.md 6). */
import type { HeldRuleSet } from '../bundle/bundle.ts'
import type { CountryEngine } from '../rules/country/country-engine.ts'
import { turnsAt, type Findings } from './findings.ts'
import type { Genuine } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'

/**
 * Pushes what a country's rules say of a code.
 *
 * @param rules - The set as it was signed.
 * @param engine - undefined: this verifier was given none.
 */
export function judgeByCountry(
  code: Genuine | GenuineOther,
  { id, version }: Pick<HeldRuleSet, 'id' | 'version'>,
  rules: unknown,
  engine: CountryEngine | undefined,
  findings: Findings,
): void {
  const { reasons, now } = findings
  if (code.state === 'genuine' || code.credential.format !== 'hcert') {
    reasons.push({ code: 'other-codes-only' })
    return
  }
  const answer = engine?.judge(rules, code.credential, now) ?? 'engine-too-old'
  if (typeof answer === 'string') {
    reasons.push({ code: answer })
    return
  }
  const { outcome, missing, isNotGranted, next } = answer
  turnsAt(findings, next)
  for (const no of answer.rules) {
    reasons.push({ code: `rule-${outcome}`, rule: { set: id, version, no } })
  }
  if (missing.length > 0) reasons.push({ code: 'fact-missing', kinds: missing })
  if (isNotGranted) reasons.push({ code: 'not-granted' })
}
