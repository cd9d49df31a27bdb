/** Retention: what goes when, what stays, and that a crash in the middle leaves a whole segment. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { verifyJournal } from 'greengate'
import { canonicalJson, generateSealingKey } from 'greengate/issue'
import { beforeEach, describe, expect, test } from 'vitest'
import { details, testJournal, type TestJournal } from './test-journal.ts'

const dayMs = 86_400_000
let place: TestJournal
beforeEach(async () => {
  place = await testJournal()
  return () => place[Symbol.asyncDispose]()
})

const secret = new TextEncoder().encode(canonicalJson({ format: 'greengate-sealed-1' }))

/** A segment with a receipt that is sealed and one that is not, closed by the end of its process. */
async function twoReceipts(): Promise<string> {
  const { journal } = await place.open({
    seal: { recipient: await generateSealingKey(), days: 14 },
  })
  const decision = await place.decide()
  const { segment } = await journal.append(decision, { ...details, appeal: '4829137056', secret })
  await journal.append(decision, details)
  await journal.close()
  return segment
}

const kindsOf = async (id: string) => {
  const read = (await place.segments()).find(({ state }) => state.id === id)
  return read?.records.map(({ kind, sealed }) => (sealed === null ? kind : 'sealed'))
}
const faults = async () =>
  (await verifyJournal(await place.files(), { keys: [await place.publicKey()] })).faults
const prunedEvents = async () =>
  (await place.segments()).flatMap(({ records }) =>
    records.flatMap(({ value }) =>
      value?.format === 'greengate-event-1' && value.event === 'pruned'
        ? [[value.segment, value.part, value.records]]
        : [],
    ),
  )
const later = (days: number) => {
  place.now = new Date(place.now.getTime() + days * dayMs)
  return place.now
}

describe('a sealed part', () => {
  test('stays for its days and goes after them, which is noted', async () => {
    const segment = await twoReceipts()
    const { journal } = await place.open()
    await journal.tend(later(13))
    expect(await kindsOf(segment)).toEqual(['whole', 'sealed', 'whole', 'whole'])
    await journal.tend(later(1))
    await journal.close()
    expect(await kindsOf(segment)).toEqual(['whole', 'unsealed', 'whole', 'whole'])
    expect(await prunedEvents()).toEqual([[segment, 'sealed', 1]])
    expect(await faults()).toEqual([])
  })

  test('goes from the segment that is being written too', async () => {
    const seal = { recipient: await generateSealingKey(), days: 1 }
    const { journal } = await place.open({ seal })
    const { segment } = await journal.append(await place.decide(), { ...details, secret })
    await journal.tend(later(1))
    expect((await kindsOf(segment))?.[1]).toBe('unsealed')
    await journal.close()
    expect(await faults()).toEqual([])
  })
})

describe('a clear part', () => {
  test('is not taken before it is collected, however old it is', async () => {
    const segment = await twoReceipts()
    const { journal, source } = await place.open()
    await journal.tend(later(400))
    expect(await kindsOf(segment)).toEqual(['whole', 'unsealed', 'whole', 'whole'])
    expect(await journal.findAppeal('4829137056')).toBeUndefined()
    await source.markCollected({ segment, seq: 3 }, 'x.y.z')
    await journal.tend(later(1))
    expect(await kindsOf(segment)).toEqual(['whole', 'unsealed', 'whole', 'whole'])
    await source.markCollected({ segment, seq: 4 }, 'x.y.z')
    await journal.tend(later(1))
    await journal.close()
    expect(await kindsOf(segment)).toEqual(['whole', 'hash', 'hash', 'whole'])
    expect(await prunedEvents()).toContainEqual([segment, 'clear', 2])
    expect(await faults()).toEqual([])
  })

  test('that is collected stays for the days that are kept', async () => {
    const segment = await twoReceipts()
    const { journal, source } = await place.open()
    await source.markCollected({ segment, seq: 4 }, 'x.y.z')
    await journal.tend(later(29))
    expect((await kindsOf(segment))?.[2]).toBe('whole')
    expect((await journal.findAppeal('4829137056'))?.place).toEqual({ segment, seq: 2 })
    await journal.tend(later(1))
    expect((await kindsOf(segment))?.[2]).toBe('hash')
    expect(await journal.findAppeal('4829137056')).toBeUndefined()
    await journal.close()
  })
})

describe('a crash', () => {
  test('while the pruned segment is written leaves the old one, and it is pruned again', async () => {
    const segment = await twoReceipts()
    const whole = await readFile(place.pathOf(segment))
    await writeFile(`${place.pathOf(segment)}.new`, whole.subarray(0, 100))
    const { journal } = await place.open()
    expect((await readdir(place.folder)).filter((name) => name.endsWith('.new'))).toEqual([])
    await journal.tend(later(14))
    await journal.close()
    expect(await kindsOf(segment)).toEqual(['whole', 'unsealed', 'whole', 'whole'])
  })

  test('after it took its place, and before that was known, is made good at start', async () => {
    const segment = await twoReceipts()
    const index = place.pathOf(segment).replace('.receipts', '.index')
    await rename(index, `${index}.old`)
    await writeFile(index, await readFile(`${index}.old`))
    const first = await place.open()
    await first.journal.tend(later(14))
    await first.journal.close()
    // What was known before the pruning.
    await rename(`${index}.old`, index)
    const { journal } = await place.open()
    await journal.tend(later(1))
    expect((await journal.findAppeal('4829137056'))?.receipt.seq).toBe(2)
    await journal.close()
    expect(await prunedEvents()).toEqual([[segment, 'sealed', 1]])
    expect(await faults()).toEqual([])
  })

  test('that left no index is made good at start', async () => {
    const segment = await twoReceipts()
    await rm(place.pathOf(segment).replace('.receipts', '.index'))
    const { journal } = await place.open()
    expect((await journal.findAppeal('4829137056'))?.place).toEqual({ segment, seq: 2 })
    await journal.close()
  })
})

test('a segment that was changed is told, noted, and left as it is', async () => {
  const segment = await twoReceipts()
  const changed = await readFile(place.pathOf(segment))
  changed[80] = (changed[80] ?? 0) ^ 1
  await writeFile(place.pathOf(segment), changed)
  const { journal } = await place.open({}, new Date(place.now.getTime() + dayMs))
  await journal.tend(later(14))
  await journal.tend(later(1))
  await journal.close()
  expect((await readFile(place.pathOf(segment))).equals(changed)).toBe(true)
  expect(place.logged).toContainEqual(expect.stringContaining('ERR_RECEIPT_CHAIN'))
  const noted = (await place.files()).filter(({ id }) => id !== segment)
  const text = noted.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')
  expect(text).toContain(`"event":"damaged"`)
  expect(await faults()).toMatchObject([{ segment, fault: 'changed' }])
})
