/** Tests of segments: what was written is read back, a torn tail is cut at any place, and every change is found. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { presentationId } from '../credential/presentation-id.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { refusalOf } from '../testing/refusal.ts'
import { clock, goodClaims, goodContext, issueCode, worldBundle } from '../testing/world.ts'
import { verify } from '../verify.ts'
import { readSegment } from './read-segment.ts'
import { appendReceipt, receiptSubject } from './receipt.ts'
import { nextRecord, type SegmentState } from './record.ts'
import { startSegment } from './segment-start.ts'

const id = 'station-7/2020-03-01/1'
const beginning = { at: '2020-03-01T08:00:00Z', station: 'station-7', software: 'test 1' }
const dayKey = new Uint8Array(32).fill(7)

/** A segment of three receipts, and the length of the file after each. */
let file: Uint8Array
let ends: readonly number[]
let last: SegmentState
let header: Uint8Array
beforeAll(async () => {
  const bundle = await worldBundle()
  const texts = [await issueCode(), 'https://example.org/', await issueCode(goodClaims, 'ESP256')]
  const started = await startSegment(id, beginning)
  header = started.bytes
  const parts = [header]
  let { state } = started
  const lengths: number[] = [header.length]
  for (const text of texts) {
    const context = { ...goodContext, station: 'station-7', lane: '1' }
    const decision = await verify(text, { bundle, now: clock, context })
    const presentation = await presentationId(text)
    const subject =
      presentation === undefined ? null : await receiptSubject(dayKey, presentation.code)
    const made = await appendReceipt(state, decision, {
      ...{ station: 'station-7', lane: '1', subject },
      appeal: null,
    })
    parts.push(made.bytes)
    state = made.state
    lengths.push(lengths.at(-1)! + made.bytes.length)
  }
  file = concat(parts)
  ends = lengths
  last = state
})

test('a segment is read back whole, and can be continued where it ended', async () => {
  const { receipts, state, wholeBytes } = await readSegment(file, id)
  expect(receipts.map(({ seq, outcome }) => [seq, outcome])).toEqual([
    [2, 'pass'],
    [3, 'unreadable'],
    [4, 'pass'],
  ])
  expect([state, wholeBytes]).toEqual([last, file.length])
  expect(receipts[1]?.subject).toBeNull()
  expect(receipts[0]?.subject).toMatch(/^[\w-]{22}$/)
  expect(receipts[0]?.subject).not.toBe(receipts[2]?.subject)
})

test('a receipt holds no text of a code, no claim and no name of the presentation', async () => {
  const text = await issueCode()
  const written = new TextDecoder().decode(file)
  for (const secret of [
    text,
    text.slice(20, 60),
    '王',
    '123X',
    'lab-7',
    (await presentationId(text))!.code,
  ])
    expect(written.includes(secret)).toBe(false)
})

test('cut at any byte, the whole records before it survive and the tail is reported', async () => {
  for (let length = 0; length < file.length; length++) {
    const cut = file.subarray(0, length)
    if (length < 40) {
      expect(await refusalOf(readSegment(cut, id))).toBe('ERR_RECEIPT_MALFORMED')
      continue
    }
    const whole = [40, ...ends].filter((end) => end <= length)
    const { records, wholeBytes, state } = await readSegment(cut, id)
    expect([records.length, wholeBytes, state.seq]).toEqual([
      whole.length - 1,
      whole.at(-1),
      whole.length - 1,
    ])
  }
})

test('every byte that is changed is found, but in the last record, which then is a torn tail', async () => {
  const found = { refused: 0, torn: 0 }
  for (let place = 0; place < file.length; place++) {
    const changed = file.slice()
    changed[place]! ^= 1 << (place % 8)
    if (place < ends.at(-2)!) {
      const code = place < 40 ? 'ERR_RECEIPT_MALFORMED' : 'ERR_RECEIPT_CHAIN'
      expect(await refusalOf(readSegment(changed, id))).toBe(code)
      found.refused++
    } else {
      const { wholeBytes, receipts } = await readSegment(changed, id)
      expect([wholeBytes, receipts.length]).toEqual([ends.at(-2), 2])
      found.torn++
    }
  }
  console.log(`receipts: ${file.length} bytes changed one by one ${JSON.stringify(found)}`)
})

test('a tail of zeros, as a disk leaves it that lost power, is torn', async () => {
  const { wholeBytes, receipts } = await readSegment(concat([file, new Uint8Array(5000)]), id)
  expect([wholeBytes, receipts.length]).toEqual([file.length, 3])
})

test('bytes that were made to be like a record everywhere are refused in no time', async () => {
  const like = new Uint8Array(200_000).map((_, place) => [1, 0, 1, 0, 0, 0, 1, 0, 0][place % 9]!)
  expect(await refusalOf(readSegment(concat([file, like]), id))).toBe('ERR_RECEIPT_CHAIN')
})

const record = (place: number): Uint8Array => file.subarray(ends[place], ends[place + 1])

test.each<[string, () => readonly Uint8Array[]]>([
  ['a record taken out', () => [header, record(0), record(2)]],
  ['two records exchanged', () => [header, record(1), record(0), record(2)]],
  ['a record put in twice', () => [header, record(0), record(0)]],
  ['the first record taken out', () => [header, record(1)]],
])('%s is found', async (_name, parts) => {
  expect(await refusalOf(readSegment(concat(parts()), id))).toBe('ERR_RECEIPT_CHAIN')
})

test('a segment of another id is refused', async () => {
  expect(await refusalOf(readSegment(file, 'station-8/2020-03-01/1'))).toBe('ERR_RECEIPT_MALFORMED')
})

/** A record of anything, rightly chained: what somebody who may write the file can make. */
const chained = async (clear: Uint8Array): Promise<Uint8Array> =>
  concat([file, (await nextRecord(last, clear)).bytes])

test('a record that is rightly chained but is no receipt is refused by its code', async () => {
  const odd = fc.oneof(
    fc.constantFrom(
      'null',
      '',
      '[]',
      '{}',
      '{"seq":4}',
      '{ "seq":4}',
      '{"format":"greengate-receipt-1"}',
    ),
    fc.json(),
  )
  const rounds = fc.asyncProperty(odd, async (text) => {
    expect(await refusalOf(readSegment(await chained(utf8(text)), id))).toMatch(/^ERR_RECEIPT_/)
  })
  await fc.assert(rounds, { numRuns: 200 })
  const copied = (await readSegment(file, id)).receipts[0]
  const sameSeq = await chained(utf8(canonicalJson(copied)))
  expect(await refusalOf(readSegment(sameSeq, id))).toBe('ERR_RECEIPT_CHAIN')
})

test('any bytes are refused or read as far as they are whole', async () => {
  const rounds = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (tail) => {
    const code = await refusalOf(readSegment(concat([file, tail]), id))
    expect([undefined, 'ERR_RECEIPT_CHAIN']).toContain(code)
    expect(await refusalOf(readSegment(tail, id))).toBe('ERR_RECEIPT_MALFORMED')
  })
  await fc.assert(rounds, { numRuns: 200 })
})
