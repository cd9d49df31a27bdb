/** credential/damaged-facts.json: one line of format.md section 5 broken at a time. */
import { unix } from '../hand/bytes.ts'
import { tag } from '../hand/cbor.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { brokenFact, damaged, fieldOf, position, withFact } from '../world/damage.ts'
import { fact, negative, person } from '../world/people.ts'

const element = (id: string, place: number, value: unknown, comment: string): Case =>
  damaged(
    id,
    brokenFact((parts) => {
      parts[place] = value
    }),
    comment,
    withFact,
  )

const value = (id: string, given: unknown, comment: string): Case =>
  damaged(id, fieldOf(given), comment, withFact)

/** Days since 1970-01-01. */
const day = (date: string): number => unix(`${date}T00:00:00Z`) / 86_400

const shape = [
  damaged('facts-map', position(6, new Map([['t1', 1]])), 'a map for the array', withFact),
  damaged('fact-text', position(6, ['t1']), 'text for a fact', withFact),
  damaged(
    'fact-four-elements',
    brokenFact((f) => f.pop()),
    'fields are missing',
    withFact,
  ),
  damaged(
    'fact-seven-elements',
    brokenFact((f) => f.push('a', 'b')),
    'one too many',
    withFact,
  ),
  element('fact-kind-empty', 0, '', 'no byte'),
  element('fact-kind-65-bytes', 0, 'x'.repeat(65), 'one byte too long'),
  element('fact-kind-number', 0, 1, 'a number for text'),
  element('fact-id-empty', 1, '', 'no byte'),
  element('fact-id-65-bytes', 1, 'x'.repeat(65), 'one byte too long'),
  element('fact-source-empty', 2, '', 'no byte'),
  element('fact-source-null', 2, null, 'the source is required'),
  element('fact-recorded-negative', 3, -1, 'a negative number'),
  element('fact-recorded-tagged', 3, tag(1, 1_772_400_000), 'a bare number is asked for'),
  element('fact-fields-array', 4, [], 'an array for the map'),
  element('fact-fields-null', 4, null, 'fields are required'),
  element('fact-retracts-null', 5, null, 'left out when absent, not null'),
  element('fact-retracts-empty', 5, '', 'no byte'),
  element('fact-retracts-number', 5, 1, 'a number for text'),
  damaged('fact-id-twice', {}, 'ids are unique in a code', {
    ...person,
    facts: [negative, fact('t1', 'recovery', { on: '2026-01-01' })],
  }),
  damaged('field-name-empty', fieldOf(1, ''), 'no byte', withFact),
  damaged('field-name-65-bytes', fieldOf(1, 'x'.repeat(65)), 'one byte too long', withFact),
  damaged('field-name-number', fieldOf(1, 1), 'a number for text', withFact),
]

const values = [
  value('value-null', null, 'null is no value'),
  value('value-bytes', new Uint8Array(4), 'bytes are no value'),
  value('value-array', [1], 'an array is no value'),
  value('value-map', new Map([['a', 1]]), 'a map is no value'),
  value('instant-negative', tag(1, -1), 'a negative number'),
  value('instant-text', tag(1, '2020-02-11T04:00:00Z'), 'text under tag 1'),
  value('instant-after-2199', tag(1, unix('2200-01-01T00:00:00Z')), 'the first second of 2200'),
  value('instant-as-text', '2020-02-11T04:00:00Z', 'this text must be sent as an instant'),
  value('instant-no-such-hour-as-text', '2026-03-02T24:00:00Z', 'the form of an instant, and none'),
  value('date-no-such-day-as-text', '2026-02-30', 'the form of a date, and none'),
  value('date-text', tag(100, '2020-02-11'), 'text under tag 100'),
  value('date-before-1900', tag(100, day('1899-12-31')), 'the last day of 1899'),
  value('date-after-2199', tag(100, day('2200-01-01')), 'the first day of 2200'),
  value('date-as-text', '2020-02-11', 'this text must be sent as a date'),
  value('decimal-of-an-integer', tag(4, [0, 3]), 'no decimal place: 3 is an integer'),
  value('decimal-seven-places', tag(4, [-7, 1]), 'one place too many'),
  value('decimal-positive-exponent', tag(4, [1, 3]), '30 is an integer'),
  value('decimal-divisible-by-ten', tag(4, [-2, 3660]), '36.60 is 36.6'),
  value('decimal-zero', tag(4, [-1, 0]), '0 is divisible by ten, and an integer'),
  value('decimal-three-elements', tag(4, [-1, 366, 0]), 'an element too many'),
  value('decimal-text', tag(4, '36.6'), 'text under tag 4'),
  value('decimal-mantissa-text', tag(4, [-1, '366']), 'text for a number'),
]

export const damagedFacts: VectorFile = {
  path: 'credential/damaged-facts.json',
  prefix: 'damaged',
  schema: 'credential-damaged',
  about:
    'Facts with one line of format.md section 5 broken. All are signed by issuer-good; all are `unreadable: damaged`.',
  cases: [...shape, ...values],
}
