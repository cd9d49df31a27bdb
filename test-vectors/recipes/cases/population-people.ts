/** The people of population/, and the sets of them that are opened and broken. */
import { fromHex } from '../hand/bytes.ts'
import { exceptions, populationFile, populationHash, ribbon } from '../hand/population.ts'

/** The key of all of them. */
export const key = fromHex('000102030405060708090a0b0c0d0e0f')
/** Of which type all are. */
export const type = 'cn-resident-id'

/** Made-up numbers: what stands in a set is checked elsewhere. */
export const numberAt = (person: number): string =>
  `33010219900101${String(person).padStart(4, '0')}`
/** So many people, by number. */
export const people = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => at)
/** The hash of a person. */
export const hashAt = (person: number): bigint => populationHash(key, type, numberAt(person))

/** A file over the first so many people. */
export const file = (kind: number, count: number, body: readonly number[]): Uint8Array =>
  populationFile(kind, people(count).map(hashAt), body)

/** Green, where a class stands. */
export const green = 0xffffffff
/** A fork of a tree. */
export const fork = 0xfffffffe
/** A subset that is a list. */
export const list = (persons: readonly number[]): number[] => [
  0,
  ...exceptions(persons.map(hashAt)),
  0,
]

/** One shard, rows of 32. */
export const coveredSmall = file(1, 40, [
  ...exceptions([]),
  ...ribbon({ seed: 7, words: 1, bits: 10, slots: [96] }, people(40).map(hashAt)),
])

/** Person 5 is left out of the ribbon. */
export const coveredSharded = file(1, 240, [
  ...exceptions([hashAt(5)]),
  ...ribbon(
    { seed: 0xdeadbeef, words: 2, bits: 6, slots: [160, 160, 160, 160] },
    people(240)
      .filter((person) => person !== 5)
      .map(hashAt),
  ),
])

/** Three of thirty, listed. */
export const listed = file(2, 30, [3, ...list([4, 11, 29]), 0, 3])

/** Two became green, three something else. */
export const changed = file(3, 50, [
  5,
  ...list([1, 2, 3, 47, 48]),
  fork,
  ...list([47, 48]),
  green,
  2,
  1,
  3,
])
