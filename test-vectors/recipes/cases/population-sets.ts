/** population/sets.json: hashes of numbers, and sets made by hand with what they answer. */
import { base64url, hex } from '../hand/bytes.ts'
import {
  bytesOfWords,
  exceptions,
  inOrder,
  matchesIn,
  populationHash,
  ribbon,
  sumOf,
  wordsOfHash,
} from '../hand/population.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  changed,
  coveredSharded,
  coveredSmall,
  file,
  fork,
  hashAt,
  key,
  listed,
  list,
  numberAt,
  people,
  type,
} from './population-people.ts'

type Answer = number | 'green' | 'unchanged' | boolean

const opened = (
  id: string,
  comment: string,
  kind: 'covered' | 'not-green' | 'patch',
  count: number,
  data: Uint8Array,
  answerOf: (person: number) => Answer,
  asked: readonly number[] = people(count),
): Case => ({
  id,
  comment,
  kind,
  key: hex(key),
  type,
  data: base64url(data),
  universe: {
    count,
    digest: base64url(bytesOfWords(wordsOfHash(sumOf(people(count).map(hashAt))))),
  },
  answers: asked.map((person) => ({ number: numberAt(person), answer: answerOf(person) })),
})

/** A subset with one bit for each of those it is told of. */
const bit = (
  shape: { readonly seed: number; readonly words: number; readonly slots: readonly number[] },
  among: readonly number[],
  isMember: (person: number) => boolean,
): number[] => {
  const members = new Set(among.filter(isMember).map(hashAt))
  const hashes = inOrder(among.map(hashAt))
  return ribbon({ ...shape, bits: 1 }, hashes, (hash) => (members.has(hash) ? 1 : 0))
}

const twoClasses = (person: number): Answer =>
  person % 3 === 0 ? (person % 2 === 0 ? 0 : 1) : 'green'
const oneBit = file(2, 60, [
  20,
  ...[1, ...exceptions([]), ...exceptions([])],
  ...bit({ seed: 3, words: 2, slots: [128] }, people(60), (person) => person % 3 === 0),
  fork,
  ...[1, ...exceptions([]), ...exceptions([])],
  ...bit(
    { seed: 4, words: 1, slots: [64] },
    people(60).filter((person) => person % 3 === 0),
    (person) => person % 2 === 1,
  ),
  ...[1, 10],
  ...[0, 10],
])

/** Of 600 every tenth is in; person 20 is none that the ribbons were told of, and person 7 passes as an exception. */
const manyMembers = people(600).filter((person) => person % 10 === 0)
const filterWords = ribbon(
  { seed: 11, words: 2, bits: 3, slots: [96, 96] },
  manyMembers.filter((person) => person !== 20).map(hashAt),
)
const passing = people(600).filter(
  (person) => person !== 20 && matchesIn(filterWords, hashAt(person)),
)
const falsePositive = passing.find((person) => person % 10 !== 0) as number
const isHigh = (person: number): boolean => person >= 300
const manyClass = (person: number): Answer =>
  person % 10 !== 0 ? 'green' : isHigh(person) ? (person === 590 ? 4 : 2) : 0
const filtered = file(2, 600, [
  60,
  ...[2, ...exceptions([hashAt(20)]), ...exceptions([hashAt(falsePositive)])],
  ...filterWords,
  ...bit(
    { seed: 12, words: 4, slots: [288] },
    passing.filter((person) => person !== falsePositive),
    (person) => person % 10 === 0,
  ),
  fork,
  ...[1, ...exceptions([]), ...exceptions([])],
  ...bit({ seed: 13, words: 2, slots: [96] }, manyMembers, isHigh),
  ...[fork, ...list([590]), 4, 1, 2, 29],
  ...[0, 30],
])

const patchAnswer = (person: number): Answer =>
  [47, 48].includes(person) ? 'green' : [1, 2, 3].includes(person) ? 1 : 'unchanged'

const hashed = (id: string, comment: string, of: string, number: string): Case => ({
  id,
  comment,
  key: hex(key),
  type: of,
  number,
  hash: hex(bytesOfWords(wordsOfHash(populationHash(key, of, number)))),
})

export const populationSets: VectorFile = {
  path: 'population/sets.json',
  prefix: 'population',
  schema: 'population-sets',
  about:
    'Population sets (docs/population.md). A case with `hash` is the keyed hash of a number; one with `answers` is what the set in `data` says of each number.',
  cases: [
    hashed('hash-resident', 'a resident card', type, '33010219900101123X'),
    hashed('hash-passport', 'a shorter number', 'passport', 'E12345678'),
    hashed(
      'hash-type',
      'the same number of another type is another person',
      'hk-macao-permit',
      'E12345678',
    ),
    hashed('hash-empty', 'no number at all', 'passport', ''),
    opened('covered-small', 'one shard, rows of 32', 'covered', 40, coveredSmall, () => true),
    opened(
      'covered-sharded',
      'four shards and one exception',
      'covered',
      240,
      coveredSharded,
      () => true,
    ),
    opened('not-green-list', 'so few that they are listed', 'not-green', 30, listed, (person) =>
      [4, 11, 29].includes(person) ? 0 : 'green',
    ),
    opened('not-green-bit', 'a bit for everyone, two classes', 'not-green', 60, oneBit, twoClasses),
    opened(
      'not-green-filtered',
      'a filter in two shards, exceptions of both kinds, three classes',
      'not-green',
      600,
      filtered,
      manyClass,
    ),
    opened(
      'not-green-nobody',
      'everyone is green',
      'not-green',
      12,
      file(2, 12, [0]),
      () => 'green',
    ),
    opened('patch', 'two became green, three something else', 'patch', 50, changed, patchAnswer),
    opened('patch-nobody', 'nothing changed', 'patch', 9, file(3, 9, [0]), () => 'unchanged'),
  ],
}
