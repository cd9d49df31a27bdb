/** A journal that fills up, by its quota and by its disk: told in time, shut when full, and nothing thrown away. */
import { beforeEach, expect, test } from 'vitest'
import { details, testJournal, type TestJournal } from './test-journal.ts'

const failure = { code: 'ERR_STATION_JOURNAL' }
let place: TestJournal
beforeEach(async () => {
  place = await testJournal()
  return () => place[Symbol.asyncDispose]()
})

const levelsNoted = async () =>
  (await place.segments()).flatMap(({ records }) =>
    records.flatMap(({ value }) =>
      value?.format === 'greengate-event-1' && value.event === 'storage' ? [value.level] : [],
    ),
  )
const receipts = async () =>
  (await place.segments()).reduce((sum, read) => sum + read.receipts.length, 0)

test('fills its quota by levels that are noted, takes nothing more, and has lost nothing', async () => {
  const decision = await place.decide()
  const quotaBytes = 60_000
  const { journal } = await place.open({ quotaBytes, segmentBytes: 4_000 })
  let count = 0
  for (; journal.storage().level !== 'full'; count++) {
    await journal.append(decision, details)
    await journal.tend(place.now)
  }
  await expect(journal.append(decision, details)).rejects.toMatchObject(failure)
  await expect(journal.renew()).rejects.toMatchObject(failure)
  await journal.tend(place.now)
  // Staff's acts still have their place.
  await journal.note({ event: 'forced' })
  expect(journal.storage()).toMatchObject({ quotaBytes, level: 'full' })
  expect(journal.storage().usedBytes).toBeLessThanOrEqual(quotaBytes)
  await journal.close()
  expect(await receipts()).toBe(count)
  expect(await levelsNoted()).toEqual(['warning', 'alarm', 'full'])
})

test('a larger quota opens it again', async () => {
  const decision = await place.decide()
  const first = await place.open({ quotaBytes: 3_000, segmentBytes: 1_000 })
  while (first.journal.storage().level !== 'full') await first.journal.append(decision, details)
  await first.journal.close()
  const { journal } = await place.open({ quotaBytes: 100_000, segmentBytes: 1_000 })
  await journal.append(decision, details)
  await journal.close()
})

test('what else is on the disk counts: a disk that others fill shuts it, and one that they leave opens it', async () => {
  const decision = await place.decide()
  let free = 1_000_000
  const freeBytes = () => Promise.resolve(free)
  const { journal } = await place.open({ freeBytes, segmentBytes: 4_000 })
  await journal.append(decision, details)
  expect(journal.storage().level).toBe('ok')
  free = 8_000
  await journal.tend(place.now)
  expect(journal.storage().level).toBe('full')
  await expect(journal.append(decision, details)).rejects.toMatchObject(failure)
  free = 1_000_000
  await journal.renew()
  await journal.append(decision, details)
  await journal.close()
  expect(await receipts()).toBe(2)
})

test('filled to the last byte it opens again when it was collected and its days are over', async () => {
  const decision = await place.decide()
  const { journal, source } = await place.open({ quotaBytes: 20_000, segmentBytes: 3_000 })
  while (journal.storage().level !== 'full') await journal.append(decision, details)
  const noteAll = async () => {
    for (;;) await journal.note({ event: 'forced' })
  }
  await expect(noteAll()).rejects.toMatchObject(failure)
  place.now = new Date(place.now.getTime() + 31 * 86_400_000)
  await journal.tend(place.now)
  expect(journal.storage().level).toBe('full')
  const { segment, seq } = journal.head()
  await source.markCollected({ segment, seq }, 'x.y.z')
  for (let n = 0; n < 3; n++) await journal.tend(place.now)
  await journal.renew()
  await journal.append(await place.decide(), details)
  await journal.close()
})
