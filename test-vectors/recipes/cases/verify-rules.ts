/** verify/rules.json: what the rule set of the place makes of facts (format.md 6.8). */
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  assessed,
  covers,
  fact,
  issuedAt,
  negative,
  person,
  test,
  validUntil,
  withFacts,
} from '../world/people.ts'
import { shows, standard, type Circumstances } from '../world/verify-case.ts'

const city = (code: string, no: number) => byRule(code, `cn-3301/14#${no}`)
const granted = pass(city('rule-pass', 1))

/** Nothing flips before the code itself is over. */
const facts = (
  id: string,
  claims: Claims,
  expected: Expected,
  comment: string,
  more: Circumstances = {},
): Case => shows(id, claims, expected, validUntil, comment, more)

const under = (ruleSet: string, colour?: string | null) => ({
  context: { ruleSet },
  ...(colour === undefined ? {} : { colour }),
})

const contact = fact('c1', 'contact', {
  at: '2026-02-20T04:00:00Z',
  region: '330106',
  confirmed: true,
})
const positive = test('2026-02-24T02:00:00Z', 'positive', 't2')
const stay = (region: string) =>
  fact('s1', 'stay', { region, from: '2026-02-20', until: '2026-02-25' })

/** An issuer that may state stays in 33 and tests, and cover these and recoveries. */
const narrow = (more: Partial<Claims>): Claims => ({
  issuer: 'cn-3302',
  issuedAt,
  validUntil,
  class: 'app',
  ...more,
})

const byFacts: readonly Case[] = [
  facts('facts-pass', person, granted, 'a pass rule is true, no other could be', {
    colour: 'green',
  }),
  facts('facts-stop', withFacts(negative, contact), stop(city('rule-stop', 7)), 'one stop rule', {
    colour: 'red',
  }),
  facts(
    'facts-two-stops',
    withFacts(negative, contact, positive),
    stop(city('rule-stop', 7), city('rule-stop', 8)),
    'all stop rules that are true are named',
  ),
  facts(
    'facts-check',
    withFacts(negative, stay('440106')),
    check(city('rule-check', 9)),
    'a check rule',
    { colour: 'yellow' },
  ),
  facts(
    'facts-stop-over-check',
    withFacts(contact, stay('440106')),
    stop(city('rule-stop', 7)),
    'stop stands over check, and its rules alone are named',
  ),
  facts(
    'facts-missing',
    { ...person, covers: covers(['contact', 'test']) },
    check(missing('stay')),
    'stays are not covered, so that a check rule is unknown',
    { colour: 'yellow' },
  ),
  facts(
    'facts-not-granted',
    withFacts(test('2026-02-26T22:00:00Z', 'negative')),
    check('not-granted'),
    'the test is too old, and nothing else is against passage',
    { colour: 'yellow' },
  ),
  facts(
    'facts-and-assessment',
    { ...person, ...assessed({ outcome: 'stop', rule: 7 }), ...withFacts(negative) },
    granted,
    'facts are judged anew: the assessment beside them is not read',
  ),
  facts(
    'fact-of-a-kind-the-key-may-not-state',
    narrow({ facts: [contact] }),
    check(missing('contact')),
    'a fact that its key may not state is ignored',
    under('gate-grants-nothing'),
  ),
  facts(
    'coverage-the-key-may-not-give',
    narrow({ covers: covers(['contact']) }),
    check(missing('contact')),
    'coverage that its key may not give is ignored',
    under('gate-grants-nothing'),
  ),
  facts(
    'fact-of-a-kind-the-key-may-only-cover',
    narrow({
      facts: [fact('r1', 'recovery', { on: '2026-01-01' })],
      covers: covers(['recovery']),
    }),
    check(missing('recovery')),
    'a fact that is ignored is not absent: its kind is not covered any more',
    under('gate-recovery'),
  ),
  facts(
    'coverage-the-key-may-give',
    narrow({ covers: covers(['recovery']) }),
    pass(byRule('rule-pass', 'gate-recovery/1#1')),
    'the same coverage without that fact: there is none',
    under('gate-recovery'),
  ),
  facts(
    'fact-outside-the-regions-though-covered',
    narrow({ facts: [stay('440106')], covers: covers(['stay']) }),
    check(missing('stay')),
    'what the key may not speak for is unknown, not absent',
    under('gate-stay'),
  ),
  facts(
    'fact-in-a-region-of-the-key',
    narrow({ facts: [stay('330106')] }),
    stop(byRule('rule-stop', 'gate-stay/1#2')),
    'the key may speak for 33',
    under('gate-stay'),
  ),
  facts(
    'fact-outside-the-regions-of-the-key',
    narrow({ facts: [stay('440106')] }),
    check(missing('stay')),
    'the key may not speak for 44',
    under('gate-stay'),
  ),
]

const bySet: readonly Case[] = [
  facts('set-not-in-the-bundle', person, check('no-rule-set'), 'nobody published it', {
    context: { ruleSet: 'cn-9999' },
    colour: null,
  }),
  facts('set-not-named', person, check('no-rule-set'), 'the gate does not say by which set', {
    context: { ruleSet: undefined },
    colour: null,
  }),
  facts('set-of-a-newer-engine', person, check('engine-too-old'), 'engine 2', under('gate-engine')),
  facts(
    'set-with-a-type-error',
    person,
    check('rule-set-unusable'),
    'a rule whose condition is a number',
    under('gate-untyped'),
  ),
  facts(
    'set-reads-an-unknown-kind',
    person,
    check({ code: 'fact-type-unknown', kinds: ['sewage'] }),
    'the facts document does not know the kind',
    under('gate-sewage'),
  ),
  facts(
    'set-grants-nothing',
    person,
    check('not-granted'),
    'a set without a pass rule passes nobody',
    under('gate-grants-nothing'),
  ),
]

const ofCountries: readonly Case[] = [
  facts(
    'set-of-country-rules',
    person,
    check('other-codes-only'),
    'country rules are about what other countries issue, not about Greengate codes',
    under('gate-xx', null),
  ),
]

export const verifyRules: VectorFile = {
  path: 'verify/rules.json',
  schema: 'verify',
  about: 'Facts under the rule set of the place, and sets that cannot be used (format.md 6.8).',
  groups: [
    { given: standard, cases: [...byFacts, ...bySet] },
    { given: { ...standard, bundle: 'country.ggb' }, cases: ofCountries },
  ],
}
