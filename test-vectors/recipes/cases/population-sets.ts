/** population/sets.json: hashes of numbers, sets made by hand and what they answer, and files that must be refused. */
import { crc32c } from '../hand/crc32c.ts'
import { base64url, flipBit, fromHex, hex } from '../hand/bytes.ts'
import {
  bytesOfWords,
  exceptions,
  inOrder,
  matchesIn,
  populationFile,
  populationHash,
  ribbon,
  sumOf,
  wordsOfHash,
} from '../hand/population.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

const key = fromHex('000102030405060708090a0b0c0d0e0f')
const type = 'cn-resident-id'

/** Made-up numbers: what stands in a set is checked elsewhere. */
const numberAt = (person: number): string => `33010219900101${String(person).padStart(4, '0')}`
const people = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)
const hashAt = (person: number): bigint => populationHash(key, type, numberAt(person))

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

const file = (kind: number, count: number, body: readonly number[]): Uint8Array =>
  populationFile(kind, people(count).map(hashAt), body)

const green = 0xffffffff
const fork = 0xfffffffe
const list = (persons: readonly number[]): number[] => [0, ...exceptions(persons.map(hashAt)), 0]

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

const coveredSmall = file(1, 40, [
  ...exceptions([]),
  ...ribbon({ seed: 7, words: 1, bits: 10, slots: [96] }, people(40).map(hashAt)),
])

/** Person 5 is left out of the ribbon. */
const coveredSharded = file(1, 240, [
  ...exceptions([hashAt(5)]),
  ...ribbon(
    { seed: 0xdeadbeef, words: 2, bits: 6, slots: [160, 160, 160, 160] },
    people(240)
      .filter((person) => person !== 5)
      .map(hashAt),
  ),
])

const listed = file(2, 30, [3, ...list([4, 11, 29]), 0, 3])

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

const changed = file(3, 50, [
  5,
  ...list([1, 2, 3, 47, 48]),
  fork,
  ...list([47, 48]),
  green,
  2,
  1,
  3,
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

const refused = (id: string, comment: string, kind: string, data: Uint8Array): Case => ({
  id,
  comment,
  kind,
  data: base64url(data),
  error: 'ERR_POPULATION_MALFORMED',
})

/** The words of a file changed, and the check sum put right. */
const altered = (data: Uint8Array, change: (words: number[]) => number[]): Uint8Array => {
  const view = new DataView(data.buffer, data.byteOffset)
  const words = Array.from({ length: data.length / 4 - 1 }, (_, at) => view.getUint32(at * 4, true))
  const bytes = bytesOfWords(change(words))
  return new Uint8Array([...bytes, ...bytesOfWords([crc32c(bytes)])])
}
const word = (data: Uint8Array, at: number, value: number): Uint8Array =>
  altered(data, (words) => words.with(at, value))

/** Where the body begins. */
const body = 7

export const populationSets: VectorFile = {
  path: 'population/sets.json',
  prefix: 'population',
  schema: 'population-sets',
  about:
    'Population sets (docs/population.md). A case with `hash` is the keyed hash of a number; with `answers`: what the set in `data` says of each number; with `error`: data that must be refused.',
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
    refused('refused-empty', 'no bytes', 'covered', new Uint8Array()),
    refused('refused-byte-less', 'one byte less', 'covered', coveredSmall.slice(0, -1)),
    refused('refused-word-less', 'the last word is missing', 'covered', coveredSmall.slice(0, -4)),
    refused('refused-flipped', 'one bit of a slot', 'covered', flipBit(coveredSmall, 500)),
    refused('refused-sum', 'one bit of the check sum', 'covered', flipBit(coveredSmall, -1)),
    refused('refused-magic', 'another beginning', 'covered', word(coveredSmall, 0, 0x32504747)),
    refused('refused-kind', 'a patch as a set', 'not-green', changed),
    refused('refused-other-kind', 'a set as a patch', 'patch', listed),
    refused(
      'refused-trailing',
      'a word too many',
      'covered',
      altered(coveredSmall, (words) => [...words, 0]),
    ),
    refused(
      'refused-cut',
      'a word too few, check sum right',
      'covered',
      altered(coveredSmall, (words) => words.slice(0, -1)),
    ),
    refused(
      'refused-exceptions-many',
      'more exceptions than words',
      'covered',
      word(coveredSmall, body, 0xffffffff),
    ),
    refused(
      'refused-exceptions-order',
      'exceptions that are not in order',
      'not-green',
      altered(listed, (words) => [
        ...words.slice(0, body + 3),
        ...words.slice(body + 7, body + 11),
        ...words.slice(body + 3, body + 7),
        ...words.slice(body + 11),
      ]),
    ),
    refused(
      'refused-width',
      'rows of 96',
      'covered',
      word(coveredSmall, body + 2, 3 * 65536 + 10 * 256),
    ),
    refused(
      'refused-width-none',
      'rows of none',
      'covered',
      word(coveredSmall, body + 2, 10 * 256),
    ),
    refused(
      'refused-bits-none',
      'values of no bits',
      'covered',
      word(coveredSmall, body + 2, 65536),
    ),
    refused(
      'refused-form-rest',
      'a bit set that must not be',
      'covered',
      word(coveredSmall, body + 2, 65536 + 10 * 256 + 1),
    ),
    refused('refused-shards-none', 'no shards', 'covered', word(coveredSmall, body + 3, 0)),
    refused(
      'refused-narrow',
      'fewer slots than a row is wide',
      'covered',
      word(coveredSharded, body + 4 + 4, 1),
    ),
    refused(
      'refused-shard-long',
      'more slots than a shard can have',
      'covered',
      word(coveredSmall, body + 4, 65537),
    ),
    refused('refused-count', 'more members than the tree has', 'not-green', word(listed, body, 4)),
    refused('refused-universe', 'more members than people', 'not-green', word(listed, 2, 2)),
    refused('refused-form', 'a subset of another form', 'not-green', word(listed, body + 1, 3)),
    refused(
      'refused-except-nothing',
      'a list that excepts others',
      'not-green',
      file(2, 30, [1, 0, ...exceptions([hashAt(1)]), ...exceptions([hashAt(2)]), 0, 1]),
    ),
    refused(
      'refused-class',
      'a class that is too high',
      'not-green',
      altered(listed, (words) => words.with(-2, 4096)),
    ),
    refused(
      'refused-green',
      'green among those who are not',
      'not-green',
      altered(listed, (words) => words.with(-2, green)),
    ),
    refused(
      'refused-class-twice',
      'a class in two places',
      'not-green',
      file(2, 30, [3, ...list([4, 11, 29]), fork, ...list([4]), 0, 1, 0, 2]),
    ),
    refused(
      'refused-deep',
      'a tree that never ends',
      'not-green',
      file(2, 30, [1, ...list([4]), ...people(80).flatMap(() => [fork, ...list([])])]),
    ),
  ],
}
