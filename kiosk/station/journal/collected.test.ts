/** The journal as its uploader sees it, and how much the collector has yet to sign for. */
import { readRecords } from 'greengate'
import { beforeEach, expect, test } from 'vitest'
import { startCollected } from './collected.ts'
import type { SegmentRow } from './segment-row.ts'
import { details, testJournal, type TestJournal } from './test-journal.ts'
import type { UploadSource } from './upload-source.ts'

let place: TestJournal
beforeEach(async () => {
  place = await testJournal()
  return () => place[Symbol.asyncDispose]()
})

/** Sends all, as an uploader does. */
async function sendAll(source: UploadSource, mostBytes: number): Promise<readonly string[]> {
  const sent: string[] = []
  for (let next = source.nextUnsent(); next; next = source.nextUnsent()) {
    const batch = await source.read(next.segment, next.seq, mostBytes)
    if (batch === undefined) throw new Error('nothing to read')
    const { segment, firstSeq, lastSeq, before, head } = batch
    const from = { id: segment, head: before, seq: firstSeq - 1 }
    const read = await readRecords(batch.bytes, from, { keys: [await place.publicKey()] })
    expect([read.wholeBytes, read.state.seq]).toEqual([batch.bytes.length, lastSeq])
    expect(read.state.head).toEqual(head)
    sent.push(...read.records.map(({ seq }) => `${segment}/${String(seq)}`))
    await source.markCollected({ segment, seq: lastSeq }, 'x.y.z')
  }
  return sent
}

test('every record is sent once, in order, also of the live segment and over a restart', async () => {
  const decision = await place.decide()
  const sent: string[] = []
  for (let run = 0; run < 3; run++) {
    const { journal, source } = await place.open({ segmentBytes: 2_000 })
    for (let n = 0; n < 4; n++) await journal.append(decision, details)
    sent.push(...(await sendAll(source, 1_500)))
    expect(journal.unsent()).toEqual({ records: 0, bytes: 0, oldest: null })
    await journal.close()
  }
  const all = (await place.segments()).flatMap(({ records, state: { id } }) =>
    records.map(({ seq, value }) => [`${id}/${String(seq)}`, value] as const),
  )
  expect(sent).toEqual(all.slice(0, sent.length).map(([name]) => name))
  // What is left came of the sending itself.
  const left = all.slice(sent.length).map(([, value]) => value)
  expect(left.every((value) => value?.format !== 'greengate-receipt-1')).toBe(true)
  expect(new Set(sent).size).toBe(sent.length)
})

test('a segment that closes is never out of sight: its records would seem to be sent', async () => {
  const decision = await place.decide()
  const { journal, source } = await place.open({ segmentBytes: 2_000 })
  await journal.append(decision, details)
  await sendAll(source, 100_000)
  const is = { over: false }
  const looks = (async () => {
    const seen: boolean[] = []
    for (let records = 0; !is.over; await new Promise(setImmediate)) {
      const now = source.segments().reduce((sum, { lastSeq }) => sum + lastSeq, 0)
      seen.push(now >= records)
      records = now
    }
    return seen
  })()
  for (let n = 0; n < 60; n++) await journal.append(decision, details)
  is.over = true
  expect(source.segments().length).toBeGreaterThan(5)
  expect(new Set(await looks)).toEqual(new Set([true]))
  await journal.close()
})

test('what is unsent is counted, with the instant of the oldest, over a restart', async () => {
  const decision = await place.decide()
  const first = await place.open()
  expect(first.journal.unsent().records).toBe(0)
  await first.journal.append(decision, details)
  expect(first.journal.unsent()).toMatchObject({ records: 1, oldest: '2020-03-01T12:00:00Z' })
  await first.journal.close()
  place.now = new Date('2020-03-02T12:00:00Z')
  const { journal, source } = await place.open()
  await journal.note({ event: 'forced' })
  // How it began, its receipt and its last checkpoint, and what is noted now.
  expect(journal.unsent()).toMatchObject({ records: 4, oldest: '2020-03-01T12:00:00Z' })
  const [closed] = source.segments()
  await source.markCollected({ segment: closed!.segment, seq: 3 }, 'x.y.z')
  expect(journal.unsent()).toMatchObject({ records: 1, oldest: '2020-03-02T12:00:00Z' })
  await journal.close()
})

test('asks that come at once are written one after the other, and the head is the last of them', async () => {
  const decision = await place.decide()
  const { journal, source } = await place.open()
  const places = await Promise.all([
    ...[1, 2, 3].map(() => journal.append(decision, details)),
    journal.note({ event: 'staff-called' }),
    journal.tend(place.now),
    journal.append(decision, details),
  ])
  expect(places.flatMap((one) => one?.seq ?? [])).toEqual([2, 3, 4, 5, 6])
  const { segment, seq, head } = journal.head()
  expect(source.segments()).toMatchObject([{ segment, lastSeq: seq, live: true }])
  const [read] = await place.segments()
  expect(Buffer.from(read!.state.head).toString('base64url')).toBe(head)
  await journal.close()
})

test('nothing is read that is not there', async () => {
  const { journal, source } = await place.open()
  const { segment, seq } = journal.head()
  expect(await source.read(segment, seq + 1, 1000)).toBeUndefined()
  expect(await source.read('gate-7-00000099-00000000', 1, 1000)).toBeUndefined()
  await journal.close()
})

test('the newest receipt of a number is found, also while it is the live segment that has it', async () => {
  const decision = await place.decide()
  const appeal = '4829137056'
  const first = await place.open()
  await first.journal.append(decision, { ...details, appeal })
  await first.journal.close()
  const { journal } = await place.open()
  expect((await journal.findAppeal(appeal))?.receipt.seq).toBe(2)
  await journal.note({ event: 'forced' })
  const newest = await journal.append(decision, { ...details, appeal })
  expect(await journal.findAppeal(appeal)).toMatchObject({ place: newest, receipt: { appeal } })
  expect(await journal.findAppeal('0000000000')).toBeUndefined()
  await journal.close()
})

test('which segments are collected is known at one look, as many as a full quota has', () => {
  const seq = 1_000
  const segments = Array.from({ length: 4_096 }, (_, n) => ({
    ...{ segment: `gate-7-${String(n).padStart(8, '0')}-00000000`, seq, head: '', fileBytes: 1 },
    ...{ oldestAt: null, newestAt: null, sealedUntil: null, clearSince: null },
    collected: n === 3_000 ? { segment: 'gate-7-00002000-00000000', seq: 999 } : null,
  }))
  let looks = 0
  const row: Pick<SegmentRow, 'closed' | 'live'> = {
    closed() {
      looks++
      return segments
    },
    live: () => undefined,
  }
  const collected = startCollected(row)
  looks = 0
  const whole = collected.whole()
  expect(looks).toBe(1)
  expect(whole.size).toBe(2_000)
  expect(whole.has('gate-7-00001999-00000000')).toBe(true)
  expect(whole.has('gate-7-00002000-00000000')).toBe(false)
})
