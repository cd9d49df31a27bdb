/** population/refused.json: files of sets that are cut, turned, or formed as no set is. */
import { base64url, flipBit } from '../hand/bytes.ts'
import { crc32c } from '../hand/crc32c.ts'
import { bytesOfWords, exceptions } from '../hand/population.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  changed,
  coveredSharded,
  coveredSmall,
  file,
  fork,
  green,
  hashAt,
  list,
  listed,
  people,
} from './population-people.ts'

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

export const populationRefused: VectorFile = {
  path: 'population/refused.json',
  prefix: 'population',
  schema: 'population-sets',
  about:
    'Data of population sets that must be refused (docs/population.md section 3); one thing is wrong in each.',
  cases: [
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
