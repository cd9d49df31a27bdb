/** Parts as messages: what is read is what was sent, and every bit of it names the result. */
import { expect, test } from 'vitest'
import type { Part } from '../job.ts'
import { partBody, partHeaders, partKey, partSubject, readPart } from './part-message.ts'

const part: Part = { shard: 3, part: 7, start: 1_000_000, bytes: Buffer.from('{"id":"a"}\nbad\n') }
const earlier = { outcomes: Buffer.from('{"id":"a","outcome":"pass"}\n'), rejected: [2] }

const variants: readonly Part[] = [
  part,
  { ...part, statusIndexes: [5, 6] },
  { ...part, earlier },
  { ...part, earlier: { ...earlier, rejected: [] } },
  { ...part, earlier: { outcomes: Buffer.alloc(0), rejected: [1, 2] } },
  { ...part, statusIndexes: [5, 6], earlier },
  // The same bytes on the wire, cut elsewhere.
  { ...part, bytes: partBody({ ...part, earlier }) },
]

test('a part is read as it was sent, with status indexes and what an earlier batch made of it', () => {
  for (const sent of variants) {
    const message = {
      ...{ subject: partSubject('job', sent), headers: partHeaders(sent) },
      data: new Uint8Array(partBody(sent)),
    }
    const plain = ({ bytes, earlier: known, ...rest }: Part) => ({
      ...{ ...rest, bytes: Buffer.from(bytes).toString() },
      ...(known && { earlier: { ...known, outcomes: Buffer.from(known.outcomes).toString() } }),
    })
    const read = readPart(message)
    expect(read && plain(read)).toEqual(plain(sent))
    expect(read && partKey(read)).toBe(partKey(sent))
  }
  expect(new Set(variants.map(partKey)).size).toBe(variants.length)
})
