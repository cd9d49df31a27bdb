/** verify/country.json: DCCs at a gate under a country's rules, and what else is shown there (country-rules.md 6). */
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { dcc, vaccinated } from '../world/dccs.ts'
import { person, validUntil } from '../world/people.ts'
import { shows, type Given, type Shown } from '../world/verify-case.ts'

const given: Given = {
  root: 'root.ggb',
  bundle: 'country-dcc.ggb',
  acceptedAt: '2026-03-02T00:30:00Z',
}
/** A second after the last one in which the codes are good. */
const over = '2026-03-02T18:00:01Z'
const context = { requireCard: false, ruleSet: 'cn-xx' }

const shown = (
  id: string,
  what: Shown,
  expected: Expected,
  comment: string,
  holdsUntil = over,
): Case => shows(id, what, expected, holdsUntil, comment, { context })

const [entry] = vaccinated.v
const { v: _vaccinations, ...anna } = vaccinated
const withDose = (more: object): string => dcc({ dcc: { ...anna, v: [{ ...entry, ...more }] } })
const tested = dcc({
  dcc: {
    ...anna,
    t: [
      {
        tg: '840539006',
        tt: 'LP6464-4',
        sc: '2026-03-01T20:00:00Z',
        tr: '260415000',
        tc: 'Laboratory',
        co: 'AT',
        is: 'Ministry',
        ci: 'URN:UVCI:01:AT:2',
      },
    ],
  },
})

const cases: readonly Case[] = [
  shown(
    'fits',
    dcc(),
    pass(byRule('rule-pass', 'cn-xx/1#1')),
    'every rule holds; the first grants',
  ),
  shown(
    'first-dose',
    withDose({ dn: 1 }),
    stop(byRule('rule-stop', 'cn-xx/1#2')),
    'a rule that is false refuses',
  ),
  shown('no-rule-for-tests', tested, check('not-granted'), 'nobody said that tests are accepted'),
  shown(
    'date-that-is-none',
    withDose({ dt: '2025-09-99' }),
    check(missing('vaccination')),
    'a rule that ends in an error is undecided',
  ),
  shown(
    'a-code-of-ours',
    person,
    check('other-codes-only'),
    'a country speaks of DCCs alone',
    validUntil,
  ),
]

/** verify/country.json */
export const verifyCountry: VectorFile = {
  path: 'verify/country.json',
  prefix: 'country-gate',
  schema: 'verify',
  about: 'DCCs at a gate under a country\u2019s rules.',
  groups: [{ given, cases }],
}
