/** rules/facts.json: and, or, not, and what is said of all facts of a kind (rules.md 2 and 3). */
import type { VectorFile } from '../hand/vector-file.ts'
import { and, compare, every, field, none, not, onSite, or, some, value } from '../hand/rule-set.ts'
import type { Fact } from '../hand/claims.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact, test } from '../world/people.ts'
import { condition, type Asked, type Line, type RuleGroup } from '../world/rule-case.ts'

const hot = compare(onSite('temperature'), '>=', value(37, 'Cel'))
const starved = compare(onSite('oxygen'), '<', value(92, '%'))
/** Temperature and oxygen as true, false or unknown. */
const gate = (temperature?: number, oxygen?: number): Asked => ({
  onSite: {
    ...(temperature === undefined ? {} : { temperature }),
    ...(oxygen === undefined ? {} : { oxygen }),
  },
})
const [hotT, hotF, hotU] = [38, 36, undefined]
const [lowT, lowF, lowU] = [90, 98, undefined]
const reads = ['oxygen', 'temperature']

const kleene: readonly RuleGroup[] = [
  condition('and', and(hot, starved), reads, [
    ['true-true', 'true', gate(hotT, lowT), 'both'],
    ['true-false', 'false', gate(hotT, lowF), 'one is false'],
    ['true-unknown', 'unknown', gate(hotT, lowU), 'the other decides'],
    ['false-true', 'false', gate(hotF, lowT), 'one is false'],
    ['false-unknown', 'false', gate(hotF, lowU), 'false whatever the other is'],
    ['unknown-false', 'false', gate(hotU, lowF), 'false whatever the other is'],
    ['unknown-unknown', 'unknown', gate(hotU, lowU), 'neither'],
  ]),
  condition('or', or(hot, starved), reads, [
    ['false-false', 'false', gate(hotF, lowF), 'neither'],
    ['true-false', 'true', gate(hotT, lowF), 'one is true'],
    ['true-unknown', 'true', gate(hotT, lowU), 'true whatever the other is'],
    ['unknown-true', 'true', gate(hotU, lowT), 'true whatever the other is'],
    ['false-unknown', 'unknown', gate(hotF, lowU), 'the other decides'],
    ['unknown-unknown', 'unknown', gate(hotU, lowU), 'neither'],
  ]),
  condition(
    'not',
    not(hot),
    ['temperature'],
    [
      ['true', 'false', gate(hotT), 'not true'],
      ['false', 'true', gate(hotF), 'not false'],
      ['unknown', 'unknown', gate(), 'not unknown is unknown'],
    ],
  ),
]

const positive = compare(field('result'), '==', value('positive'))
const at = '2026-03-01T00:00:00Z'
const yes = (id = 'y'): Fact => test(at, 'positive', id)
const no = (id = 'n'): Fact => test(at, 'negative', id)
const perhaps = (id = 'p'): Fact => fact(id, 'test', { at })
const covered = (...facts: readonly Fact[]): Asked => ({ facts, covers: ['test'] })
const open = (...facts: readonly Fact[]): Asked => ({ facts })

const someLines: readonly Line[] = [
  ['covered-none', 'false', covered(), 'no test, and the issuer says so'],
  ['open-none', 'unknown', open(), 'no test, and nobody says that there is none'],
  ['covered-one', 'true', covered(yes()), 'one is'],
  ['open-one', 'true', open(yes()), 'one is: no other could undo it'],
  ['covered-other', 'false', covered(no()), 'one is not'],
  ['open-other', 'unknown', open(no()), 'one is not; another might be'],
  ['covered-blank', 'unknown', covered(perhaps()), 'one might be'],
  ['covered-other-and-blank', 'unknown', covered(no(), perhaps()), 'one might be'],
  ['covered-one-and-blank', 'true', covered(yes(), perhaps()), 'one is'],
  [
    'covered-other-kind',
    'false',
    { facts: [fact('r1', 'recovery', { on: '2026-01-01' })], covers: ['test', 'recovery'] },
    'a fact of another kind is no test',
  ],
]

const turned = (truth: Line[1]): Line[1] =>
  truth === 'unknown' ? truth : truth === 'true' ? 'false' : 'true'

const quantifiers: readonly RuleGroup[] = [
  condition('some', some('test', positive), ['test'], someLines),
  condition(
    'none',
    none('test', positive),
    ['test'],
    someLines.map(([id, truth, asked, comment]) => [id, turned(truth), asked, comment] as const),
  ),
  condition(
    'every',
    every('test', positive),
    ['test'],
    [
      ['covered-none', 'true', covered(), 'all of none'],
      ['open-none', 'unknown', open(), 'there might be one that is not'],
      ['covered-one', 'true', covered(yes()), 'the only one is'],
      ['open-one', 'unknown', open(yes()), 'there might be one that is not'],
      ['covered-other', 'false', covered(yes(), no()), 'one is not'],
      ['open-other', 'false', open(yes(), no()), 'one is not: no other could mend it'],
      ['covered-blank', 'unknown', covered(yes(), perhaps()), 'one might not be'],
    ],
  ),
  condition(
    'some-at-all',
    some('test'),
    ['test'],
    [
      ['one', 'true', covered(perhaps()), 'a fact is a fact, blank or not'],
      ['covered-none', 'false', covered(), 'none'],
      ['open-none', 'unknown', open(), 'perhaps'],
    ],
  ),
  condition(
    'none-at-all',
    none('test'),
    ['test'],
    [
      ['one', 'false', open(perhaps()), 'there is one'],
      ['covered-none', 'true', covered(), 'none'],
      ['open-none', 'unknown', open(), 'perhaps'],
    ],
  ),
]

const retraction: readonly RuleGroup[] = [
  condition(
    'retraction',
    some('test', positive),
    ['test'],
    [
      [
        'of-the-only-one',
        'false',
        covered(yes(), fact('w', 'test', { at, result: 'negative' }, { retracts: 'y' })),
        'the positive test was withdrawn',
      ],
      [
        'in-any-order',
        'false',
        covered(fact('w', 'test', { at, result: 'negative' }, { retracts: 'y' }), yes()),
        'wherever the retraction stands',
      ],
      [
        'of-another',
        'true',
        covered(yes(), no(), fact('w', 'test', { at, result: 'negative' }, { retracts: 'n' })),
        'the negative test was withdrawn',
      ],
      [
        'of-a-stranger',
        'true',
        covered(yes(), fact('w', 'test', { at, result: 'negative' }, { retracts: 'zz' })),
        'nothing of that name is here',
      ],
      [
        'by-another-kind',
        'false',
        {
          facts: [yes(), fact('w', 'recovery', { on: '2026-01-01' }, { retracts: 'y' })],
          covers: ['test'],
        },
        'a fact of any kind may retract',
      ],
      [
        'that-is-positive-itself',
        'true',
        covered(no(), fact('w', 'test', { at, result: 'positive' }, { retracts: 'n' })),
        'what retracts is read like any other fact',
      ],
    ],
  ),
]

export const rulesFacts: VectorFile = {
  path: 'rules/facts.json',
  prefix: 'engine',
  schema: 'rules',
  about:
    'Three truth values, and statements about all facts of a kind, covered and not (rules.md 2 and 3). Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: [...kleene, ...quantifiers, ...retraction],
}
