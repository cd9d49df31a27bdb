/** verify/assessments.json: what the rule set of the place makes of an assessment and of measurements (format.md 6.8). */
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, person, validUntil } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

const city = (code: string, no: number) => byRule(code, `cn-3301/14#${no}`)

/** An assessment an hour and ten minutes old. */
const judged = (
  id: string,
  claims: Claims,
  expected: Expected,
  comment: string,
  context: { readonly [name: string]: Json } = {},
): Case => shows(id, claims, expected, validUntil, comment, { context })

const superseded = check('assessment-superseded')
const fever = (celsius: number): { readonly [name: string]: Json } => ({
  ruleSet: 'gate-fever',
  onSite: { temperature: celsius },
})
const assessedPass = city('assessed-pass', 1)

const byAssessment: readonly Case[] = [
  judged('assessed-pass', assessed(), pass(assessedPass), 'within what the set accepts'),
  judged(
    'assessed-pass-without-rule',
    {
      ...assessed(),
      assessment: { outcome: 'pass', version: 14, assessedAt: '2026-03-02T02:50:00Z' },
    },
    pass(city('assessed-pass', 0)),
    'a pass need not name its rule; 0 stands for it',
  ),
  judged(
    'assessed-check',
    assessed({ outcome: 'check', rule: 9 }),
    check(city('assessed-check', 9)),
    'the issuer says check',
  ),
  judged(
    'assessed-stop',
    assessed({ outcome: 'stop', rule: 7 }),
    stop(city('assessed-stop', 7)),
    'the issuer says stop',
  ),
  judged(
    'assessed-elsewhere',
    assessed({ version: 9, rule: 1 }, { issuer: 'cn-33' }),
    pass(byRule('assessed-pass', 'cn-33/9#1')),
    'the province assessed under its own set, which the city accepts',
  ),
  judged(
    'assessed-under-the-set-of-another',
    assessed({ ruleSet: 'cn-3301', version: 14, rule: 1 }, { issuer: 'cn-33' }),
    pass(assessedPass),
    'the province assessed under the set of the city',
  ),
  judged(
    'assessed-under-a-set-the-key-may-not-use',
    assessed({ ruleSet: 'cn-3301', version: 14, rule: 1 }, { issuer: 'cn-3302' }),
    superseded,
    'the trust list allows this key its own set only',
  ),
  judged(
    'assessed-under-the-set-the-key-may-use',
    assessed({ version: 1, rule: 1 }, { issuer: 'cn-3302' }),
    pass(byRule('assessed-pass', 'cn-3302/1#1')),
    'the same key under its own set',
  ),
  judged(
    'assessed-by-an-older-version',
    assessed({ version: 13 }, {}),
    superseded,
    'version 13 is below what version 14 accepts',
  ),
  judged(
    'assessed-by-a-version-not-in-force',
    assessed({ version: 15 }, {}),
    superseded,
    'version 15 was published ahead and was not in force at assessed-at',
  ),
  judged(
    'assessed-by-a-version-nobody-published',
    assessed({ version: 16 }, {}),
    superseded,
    'the bundle does not know version 16',
  ),
  judged(
    'assessed-by-a-version-no-longer-in-force',
    assessed({ version: 13, rule: 1 }, {}),
    superseded,
    'version 14 was in force at assessed-at, not 13',
    { ruleSet: 'gate-fever', onSite: { temperature: 36.5 } },
  ),
  judged(
    'assessed-set-accepts-none',
    assessed(),
    superseded,
    'this set accepts nobody else’s assessments',
    { ruleSet: 'gate-stay' },
  ),
  judged('assessed-issuer-not-accepted', assessed(), superseded, 'cn-44* only', {
    ruleSet: 'gate-other-issuers',
  }),
  judged('assessed-set-not-accepted', assessed(), superseded, 'sets cn-44* only', {
    ruleSet: 'gate-other-sets',
  }),
  shows(
    'assessed-at-the-limit-of-age',
    assessed({ assessedAt: '2026-03-01T04:00:00Z' }),
    pass(assessedPass),
    '2026-03-02T04:00:01Z',
    'assessed 24 hours ago, which is still accepted',
  ),
  judged(
    'assessed-beyond-the-limit-of-age',
    assessed({ assessedAt: '2026-03-01T03:59:59Z' }),
    superseded,
    'assessed 24 hours and a second ago',
  ),
  judged('on-site-normal', assessed(), pass(assessedPass), '36.5 degrees', fever(36.5)),
  judged(
    'on-site-whole-number',
    assessed(),
    check(assessedPass, byRule('rule-check', 'gate-fever/1#13')),
    'a decimal may be a whole number: 37',
    fever(37),
  ),
  judged(
    'on-site-check',
    assessed(),
    check(assessedPass, byRule('rule-check', 'gate-fever/1#13')),
    '37.2 degrees',
    fever(37.2),
  ),
  judged(
    'on-site-stop',
    assessed(),
    stop(assessedPass, byRule('rule-stop', 'gate-fever/1#12')),
    '37.3 degrees',
    fever(37.3),
  ),
  judged(
    'on-site-not-measured',
    assessed(),
    check(assessedPass, missing('temperature')),
    'the assessment says pass, but nobody took the temperature',
    { ruleSet: 'gate-fever' },
  ),
  judged(
    'on-site-not-measured-assessed-stop',
    assessed({ outcome: 'stop', rule: 7 }),
    stop(city('assessed-stop', 7)),
    'no temperature could make it worse',
    { ruleSet: 'gate-fever' },
  ),
  judged(
    'on-site-not-measured-assessed-check',
    assessed({ outcome: 'check', rule: 9 }),
    check(city('assessed-check', 9), missing('temperature')),
    'a temperature could still make it a stop',
    { ruleSet: 'gate-fever' },
  ),
  judged(
    'on-site-with-facts',
    person,
    pass(byRule('rule-pass', 'gate-fever/1#1')),
    'facts and a measurement are judged together',
    fever(36.5),
  ),
]

export const verifyAssessments: VectorFile = {
  path: 'verify/assessments.json',
  schema: 'verify',
  about: 'Assessments and measurements under the rule set of the place (format.md 6.8).',
  groups: [{ given: standard, cases: byAssessment }],
}
