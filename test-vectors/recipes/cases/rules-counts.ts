/** rules/counts.json: how many facts, and which is the last of them (rules.md 2 and 3). */
import type { VectorFile } from '../hand/vector-file.ts'
import { compare, count, days, earliest, field, latest, value } from '../hand/rule-set.ts'
import type { Fact } from '../hand/claims.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact, test } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

const positive = compare(field('result'), '==', value('positive'))
const at = '2026-03-01T00:00:00Z'
const yes = (id = 'y'): Fact => test(at, 'positive', id)
const no = (id = 'n'): Fact => test(at, 'negative', id)
const perhaps = (id = 'p'): Fact => fact(id, 'test', { at })
const covered = (...facts: readonly Fact[]): Asked => ({ facts, covers: ['test'] })
const open = (...facts: readonly Fact[]): Asked => ({ facts })

const two = (op: string) => compare(count('test', positive), op, value(2))

const counts: readonly RuleGroup[] = [
  condition(
    'count-at-least',
    two('>='),
    ['test'],
    [
      ['covered-two', 'true', covered(yes('a'), yes('b')), '2 to 2'],
      ['covered-one', 'false', covered(yes('a')), '1 to 1'],
      ['covered-one-and-blank', 'unknown', covered(yes('a'), perhaps()), '1 to 2'],
      ['covered-two-and-blank', 'true', covered(yes('a'), yes('b'), perhaps()), '2 to 3'],
      ['covered-blank', 'false', covered(perhaps()), '0 to 1'],
      ['open-two', 'true', open(yes('a'), yes('b')), '2 and more'],
      ['open-one', 'unknown', open(yes('a')), '1 and more'],
    ],
  ),
  condition(
    'count-below',
    two('<'),
    ['test'],
    [
      ['covered-one', 'true', covered(yes('a'), no()), '1 to 1'],
      ['covered-one-and-blank', 'unknown', covered(yes('a'), perhaps()), '1 to 2'],
      ['open-two', 'false', open(yes('a'), yes('b')), '2 and more'],
      ['open-none', 'unknown', open(), '0 and more'],
    ],
  ),
  condition(
    'count-at-most',
    two('<='),
    ['test'],
    [
      ['covered-two', 'true', covered(yes('a'), yes('b')), '2 to 2'],
      ['covered-two-and-blank', 'unknown', covered(yes('a'), yes('b'), perhaps()), '2 to 3'],
      ['open-three', 'false', open(yes('a'), yes('b'), yes('c')), '3 and more'],
      ['open-two', 'unknown', open(yes('a'), yes('b')), '2 and more'],
    ],
  ),
  condition(
    'count-above',
    two('>'),
    ['test'],
    [
      ['covered-two', 'false', covered(yes('a'), yes('b')), '2 to 2'],
      ['open-three', 'true', open(yes('a'), yes('b'), yes('c')), '3 and more'],
      ['open-two', 'unknown', open(yes('a'), yes('b')), '2 and more'],
    ],
  ),
  condition(
    'count-equal',
    two('=='),
    ['test'],
    [
      ['covered-two', 'true', covered(yes('a'), yes('b')), '2 to 2'],
      ['covered-one', 'false', covered(yes('a')), '1 to 1'],
      ['covered-one-and-blank', 'unknown', covered(yes('a'), perhaps()), '1 to 2'],
      ['open-two', 'unknown', open(yes('a'), yes('b')), '2 and more'],
      ['open-three', 'false', open(yes('a'), yes('b'), yes('c')), '3 and more: never 2'],
    ],
  ),
  condition(
    'count-not-equal',
    two('!='),
    ['test'],
    [
      ['covered-two', 'false', covered(yes('a'), yes('b')), '2 to 2'],
      ['covered-one', 'true', covered(yes('a')), '1 to 1'],
      ['open-two', 'unknown', open(yes('a'), yes('b')), '2 and more'],
      ['open-three', 'true', open(yes('a'), yes('b'), yes('c')), '3 and more: never 2'],
    ],
  ),
  condition(
    'count-all',
    compare(count('test'), '==', value(2)),
    ['test'],
    [
      ['covered-two', 'true', covered(yes('a'), perhaps()), 'without a condition each counts'],
      ['covered-none', 'false', covered(), '0 to 0'],
      ['open-none', 'unknown', open(), '0 and more'],
    ],
  ),
]

const jab = (id: string, on: string | undefined, dose?: number, product = 'x'): Fact =>
  fact(id, 'vaccination', {
    ...(on === undefined ? {} : { on }),
    ...(dose === undefined ? {} : { dose }),
    product,
  })
const jabs = (...facts: readonly Fact[]): Asked => ({ facts, covers: ['vaccination'] })
const [first, second] = [jab('a', '2025-01-10', 1), jab('b', '2025-02-10', 2)]
const doseIs = (op: typeof latest) => compare(op('vaccination', 'on', 'dose'), '==', value(2))

const extremes: readonly RuleGroup[] = [
  condition(
    'latest',
    doseIs(latest),
    ['vaccination'],
    [
      ['last', 'true', jabs(first, second), 'the second dose is the later'],
      ['last-in-any-order', 'true', jabs(second, first), 'wherever it stands'],
      ['only', 'false', jabs(first), 'the first dose is the only'],
      ['covered-none', 'unknown', jabs(), 'no dose has no number'],
      ['open', 'unknown', { facts: [first, second] }, 'a later one might be unknown'],
      ['blank-by', 'unknown', jabs(first, jab('c', undefined, 3)), 'when was the other?'],
      ['blank-field', 'unknown', jabs(first, jab('b', '2025-02-10')), 'the later has no number'],
      ['tie-alike', 'true', jabs(second, jab('c', '2025-02-10', 2)), 'two of one day say the same'],
      ['tie-apart', 'unknown', jabs(second, jab('c', '2025-02-10', 3)), 'two of one day disagree'],
      [
        'tie-before-the-last',
        'true',
        jabs(first, jab('c', '2025-01-10', 3), second),
        'two that disagree, but a later one stands after them',
      ],
      [
        'tie-behind-the-last',
        'true',
        jabs(second, first, jab('c', '2025-01-10', 3)),
        'the same in another order',
      ],
      ['earlier-field-blank', 'true', jabs(second, jab('a', '2025-01-10')), 'the earlier has none'],
    ],
  ),
  condition(
    'earliest',
    doseIs(earliest),
    ['vaccination'],
    [
      ['first', 'false', jabs(first, second), 'the first dose is the earlier'],
      ['only', 'true', jabs(second), 'the second dose is the only'],
      ['covered-none', 'unknown', jabs(), 'no dose has no number'],
      ['open', 'unknown', { facts: [second] }, 'an earlier one might be unknown'],
    ],
  ),
  condition(
    'latest-where',
    compare(
      latest('vaccination', 'on', 'dose', compare(field('product'), '==', value('x'))),
      '==',
      value(1),
    ),
    ['vaccination'],
    [
      ['matching', 'true', jabs(first, jab('b', '2025-02-10', 2, 'y')), 'the later is no match'],
      ['both-match', 'false', jabs(first, second), 'the later matches too'],
      ['none-matches', 'unknown', jabs(jab('b', '2025-02-10', 1, 'y')), 'no match has no number'],
      [
        'in-doubt',
        'unknown',
        jabs(first, fact('b', 'vaccination', { on: '2025-02-10', dose: 2 })),
        'the later might match',
      ],
    ],
  ),
  condition(
    'latest-instant',
    compare(days(latest('test', 'at', 'at')), '<=', value(1, 'day')),
    ['test'],
    [
      ['recent', 'true', covered(test('2026-03-01T04:00:00Z', 'negative')), 'yesterday'],
      ['old', 'false', covered(test('2026-02-27T04:00:00Z', 'negative')), 'three days ago'],
      ['covered-none', 'unknown', covered(), 'no test'],
    ],
  ),
]

export const rulesCounts: VectorFile = {
  path: 'rules/counts.json',
  prefix: 'engine',
  schema: 'rules',
  about:
    'count as a range, latest and earliest (rules.md 2 and 3). Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: [...counts, ...extremes],
}
