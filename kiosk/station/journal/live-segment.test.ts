/** What a journal signs and what it seals: checkpoints, links, and secrets that the station cannot open again. */
import { openSealed, verifyJournal, type ReadSegment } from 'greengate'
import { canonicalJson, generateSealingKey } from 'greengate/issue'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginSegment } from './live-segment.ts'
import { openStationKey } from './station-key.ts'
import { details, testJournal } from './test-journal.ts'

const formats = ({ records }: ReadSegment): readonly string[] =>
  records.map(({ value }) => value?.format.split('-')[1] ?? 'gone')
const closedSegment = ['segment', 'receipt', 'receipt', 'checkpoint']
const minute = 60_000

test('segments are closed, signed and linked, over restarts and turn-over, and a missing one is noticed', async () => {
  await using place = await testJournal()
  const decision = await place.decide()
  for (let run = 0; run < 2; run++) {
    const { journal } = await place.open({ segmentBytes: 600 })
    for (let n = 0; n < 4; n++) await journal.append(decision, details)
    await journal.close()
  }
  const keys = [await place.publicKey()]
  for (const read of await place.segments({ keys })) {
    expect(read.checkpoint?.closed).toBe(true)
  }
  const files = await place.files()
  expect(files.length).toBeGreaterThanOrEqual(4)
  expect((await verifyJournal(files, { keys })).faults).toEqual([])
  const without = files.filter((_, i) => i !== 1)
  const { faults } = await verifyJournal(without, { keys })
  expect(faults).toMatchObject([{ fault: 'missing', named: files[1]?.id }])
})

test('a minute with records is signed, one without is not', async () => {
  await using place = await testJournal()
  const { journal } = await place.open()
  const decision = await place.decide()
  await journal.append(decision, details)
  await journal.tend(place.now)
  expect(formats((await place.segments())[0]!)).toEqual(['segment', 'receipt'])
  for (let n = 1; n <= 3; n++) {
    await journal.tend(new Date(place.now.getTime() + n * minute))
  }
  expect(formats((await place.segments())[0]!)).toEqual(['segment', 'receipt', 'checkpoint'])
  await journal.append(decision, details)
  await journal.tend(new Date(place.now.getTime() + 4 * minute))
  await journal.close()
  const [read] = await place.segments({ keys: [await place.publicKey()] })
  expect(formats(read!)).toEqual([
    ...['segment', 'receipt', 'checkpoint', 'receipt', 'checkpoint', 'checkpoint'],
  ])
})

test('every thousand records are signed without waiting for the minute', async () => {
  await using place = await testJournal()
  const write = async (file: { appendFile(bytes: Uint8Array): Promise<void> }, bytes: Uint8Array) =>
    file.appendFile(bytes)
  const { journal } = await place.open({ write, segmentBytes: 100_000_000 })
  const decision = await place.decide()
  for (let n = 0; n < 1_000; n++) await journal.append(decision, details)
  await journal.note({ event: 'forced' })
  const [read] = await place.segments({ keys: [await place.publicKey()] })
  await journal.close()
  expect(read?.checkpoint?.seq).toBeGreaterThanOrEqual(1_001)
  expect(read?.checkpoint?.closed).toBe(false)
})

test('a secret is for the operator alone, until its days are over', async () => {
  await using place = await testJournal()
  const recipient = await generateSealingKey()
  const hidden = { format: 'greengate-sealed-1', texts: ['GG1:SECRET'] }
  const secret = new TextEncoder().encode(canonicalJson(hidden))
  const { journal } = await place.open({ seal: { recipient, days: 14 } })
  await journal.append(await place.decide(), { ...details, appeal: '4829137056', secret })
  await journal.append(await place.decide(), details)
  await journal.close()
  const [read] = await place.segments()
  expect(formats(read!)).toEqual(closedSegment)
  expect(read?.receipts.map(({ sealed }) => sealed?.deleteAfter)).toEqual([
    '2020-03-15T12:00:00Z',
    undefined,
  ])
  expect(await openSealed(read!.start!, read!.records[1]!, recipient)).toEqual(hidden)
  for (const name of await readdir(place.folder)) {
    expect((await readFile(join(place.folder, name))).includes('SECRET')).toBe(false)
  }
})

test('when a segment has ended the station can neither seal to it nor open what it sealed', async () => {
  await using place = await testJournal()
  const recipient = await generateSealingKey()
  const { signer } = await openStationKey(place.folder)
  const segment = await beginSegment('gate-7-00000001-00000001', {
    ...{ folder: place.folder, station: 'gate-7', software: 'test 1', at: '2020-03-01T12:00:00Z' },
    ...{ previous: null, signer, recipient },
    write: (file, bytes) => file.appendFile(bytes),
  })
  const { sealer } = segment
  expect(sealer?.seal(2, new Uint8Array(3))).toHaveLength(19)
  await segment.end()
  expect(() => sealer?.seal(3, new Uint8Array(3))).toThrow(TypeError)
  // All that is on the disk: the public half of the ephemeral key, and the key that signs.
  const kept = await readdir(place.folder)
  expect(kept.filter((name) => !name.endsWith('.receipts')).toSorted()).toEqual([
    'station-signing.jwk',
    'station-signing.public.jwk',
  ])
})

test('a secret without anybody to seal it to is a mistake of the program, and no receipt', async () => {
  await using place = await testJournal()
  const { journal } = await place.open()
  const secret = new Uint8Array(3)
  await expect(journal.append(await place.decide(), { ...details, secret })).rejects.toBeInstanceOf(
    TypeError,
  )
  await journal.append(await place.decide(), details)
  await journal.close()
  expect((await place.segments())[0]?.receipts).toHaveLength(1)
})
