/** From a real journal to a real collector over a network that does what networks do: each record once, and the chain whole. */
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCompact } from './compact-jws.ts'
import { exportJournal } from './export-journal.ts'
import { takeReceipts } from './take-receipts.ts'
import { importStick, openCollection, readStationKeys, receiptSigner } from 'greengate-cli/collect'
import type { PrivateJwk } from 'greengate/issue'
import { startNetwork, type Network, type Weather } from './test-network.ts'
import { allSent, startCollecting, type Collecting, type TestStation } from './test-collecting.ts'

let collecting: Collecting
let station: TestStation
beforeEach(async () => {
  collecting = await startCollecting()
  station = await collecting.station('gate-7', 12_000)
})
afterEach(() => collecting[Symbol.asyncDispose]())

const add = async (count: number, to = station): Promise<void> => {
  for (let n = 0; n < count; n++) await to.journal.note({ event: 'forced' })
}

/** Whatever the store holds must hang together, and be all that the journal says was signed for. */
const expectWhole = async (): Promise<void> => {
  const reports = await collecting.verify()
  expect(reports.filter(({ isSound }) => !isSound)).toEqual([])
  const [status] = await collecting.status()
  expect(status?.gaps).toEqual([])
  const collected = station.source
    .segments()
    .reduce((sum, { collectedSeq }) => sum + collectedSeq, 0)
  expect(status?.records).toBe(collected)
}

describe('a collector in reach', () => {
  test('gets every record once, and signs for it before the journal says so', async () => {
    await using collector = await collecting.start()
    await add(90)
    const uploader = station.upload(collector.url, { mostBytes: 4_000 })
    await allSent(station)
    expect(uploader.state().lastReceipt).not.toBeNull()
    await uploader.close()
    await expectWhole()
    expect(station.source.segments().length).toBeGreaterThan(1)
    expect(collecting.told).toEqual([])
  })

  test('is sent nothing for the mere noting of its receipts', async () => {
    await using collector = await collecting.start()
    await using network = await startNetwork(collector.url)
    await add(1)
    const uploader = station.upload(network.url)
    await allSent(station)
    const before = network.requests()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(network.requests()).toBe(before)
    expect(uploader.state().uploader).toBe('idle')
    await uploader.close()
  })
})

/** Sends seventy records in small batches through weather that comes in turn, one request each. */
const through = async (weathers: readonly Weather[]): Promise<Network> => {
  await using collector = await collecting.start()
  const network = await startNetwork(collector.url)
  let turn = 0
  network.weather = () => weathers[turn++] ?? 'fair'
  await add(70)
  const uploader = station.upload(network.url, { mostBytes: 3_000, requestMs: 300 })
  await allSent(station)
  await uploader.close()
  await network[Symbol.asyncDispose]()
  return network
}

describe('a network that', () => {
  test.each<[string, readonly Weather[]]>([
    ['loses requests', ['lost', 'fair', 'lost']],
    ['loses answers', ['unanswered', 'unanswered', 'fair', 'unanswered']],
    ['cuts answers in half', ['half', 'fair', 'half']],
    ['wants people to sign in first', ['portal', 'portal', 'fair']],
    ['doubles requests', ['doubled', 'fair', 'doubled']],
    ['is overloaded', ['fair', 'overloaded']],
    ['is silent', ['silent', 'fair', 'silent']],
    ['gives another batch its receipt', ['fair', 'mixed up', 'mixed up', 'fair']],
  ])('%s: each record is there once', async (_name, weathers) => {
    const network = await through(weathers)
    expect(network.mostAtOnce()).toBe(1)
    await expectWhole()
  })

  test('answers late: the same batch gets the same receipt, to the byte', async () => {
    const { answers } = await through(['doubled', 'unanswered'])
    const byPlace = new Map<string, Set<string>>()
    for (const answer of answers) {
      const said = openCompact(answer, 'greengate-collected', collecting.collectorKey)
      const place = `${String(said?.['segment'])} ${String(said?.['first'])}-${String(said?.['last'])}`
      byPlace.set(place, (byPlace.get(place) ?? new Set()).add(answer))
    }
    expect(answers.length).toBeGreaterThan(byPlace.size)
    for (const different of byPlace.values()) expect(different.size).toBe(1)
  })
})

test('a receipt of another key counts as none', async () => {
  const other = await startCollecting()
  await other.station('gate-7')
  await writeFile(other.stationsFile, await readFile(collecting.stationsFile))
  await using collector = await other.start()
  await add(3)
  const uploader = station.upload(collector.url)
  while (station.logged.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await uploader.close()
  expect(station.source.segments().every(({ collectedSeq }) => collectedSeq === 0)).toBe(true)
  expect(uploader.state()).toEqual({ uploader: 'waiting', lastReceipt: null })
  await other[Symbol.asyncDispose]()
})

test('a collector that lost records it had signed for is sent them again', async () => {
  const lost = `${collecting.db}.kept`
  {
    await using collector = await collecting.start()
    await add(4)
    const uploader = station.upload(collector.url)
    await allSent(station)
    await uploader.close()
  }
  await writeFile(lost, await readFile(collecting.db))
  {
    await using collector = await collecting.start()
    await add(1)
    const uploader = station.upload(collector.url)
    await allSent(station)
    await uploader.close()
  }
  await writeFile(collecting.db, await readFile(lost))
  await using collector = await collecting.start()
  await add(1)
  const uploader = station.upload(collector.url)
  await allSent(station)
  await uploader.close()
  await expectWhole()
})

test('a stick carries what is unsent there and the receipts back, whatever came over the network too', async () => {
  await add(130)
  const stick = `${collecting.folder}/stick`
  const { key, source } = station
  const carried = { ...station, station: station.name, signer: key.signer, journal: source }
  const exported = await exportJournal(stick, { ...carried, now: () => new Date() })
  expect(exported.records).toBeGreaterThan(130)
  await add(5)
  {
    await using collector = await collecting.start()
    const uploader = station.upload(collector.url, { mostBytes: 5_000 })
    await allSent(station)
    await uploader.close()
  }
  const sign = await receiptSigner(
    JSON.parse(await readFile(collecting.keyFile, 'utf8')) as PrivateJwk,
  )
  const keys = await readStationKeys({ stations: collecting.stationsFile }, new Date())
  {
    using collection = await openCollection(collecting.db, 'make')
    const options = { collection, keys: () => keys, sign, now: () => new Date() }
    let count = 0
    for await (const { problem } of importStick(stick, options)) {
      expect(problem).toBeNull()
      count += 1
    }
    expect(count).toBeGreaterThan(1)
  }
  const taker = { ...carried, collectorKey: collecting.collectorKey, log: () => undefined }
  expect(await takeReceipts(stick, taker)).toEqual({ taken: 0, refused: 0 })
  await expectWhole()
})

test('what is carried by stick alone is signed for by stick alone', async () => {
  await add(130)
  const stick = `${collecting.folder}/stick`
  const { key, source } = station
  const carried = { ...station, station: station.name, signer: key.signer, journal: source }
  await exportJournal(stick, { ...carried, now: () => new Date() })
  const sign = await receiptSigner(
    JSON.parse(await readFile(collecting.keyFile, 'utf8')) as PrivateJwk,
  )
  const keys = await readStationKeys({ stations: collecting.stationsFile }, new Date())
  {
    using collection = await openCollection(collecting.db, 'make')
    const options = { collection, keys: () => keys, sign, now: () => new Date() }
    for await (const { problem } of importStick(stick, options)) expect(problem).toBeNull()
  }
  const taker = { ...carried, collectorKey: collecting.collectorKey, log: () => undefined }
  const { taken, refused } = await takeReceipts(stick, taker)
  expect([taken > 1, refused]).toEqual([true, 0])
  expect(source.nextUnsent()).toBeUndefined()
  await expectWhole()
})
