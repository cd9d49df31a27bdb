/** For the test of the page: a real collector with thousands of stations, whose heartbeats it has taken, and hands to send more. */
import { writeFileSync } from 'node:fs'
import { generateKey } from 'greengate/issue'
import { commitQueue } from '../../collect/commit-queue.ts'
import { openCollection } from '../../collect/open-collection.ts'
import { startCollector, type Collector } from '../../collect/start-collector.ts'
import { scratch } from '../../test-process.ts'
import type { Heartbeat } from '../../../kiosk/shared/heartbeat.ts'
import { openFleet } from '../open-fleet.ts'
import { heartbeatOf, testSpeaker } from '../test-heartbeat.ts'

/** A collector, and its stations. */
export interface TestCollector extends AsyncDisposable {
  /** Of the page. */
  url(): string
  /** A heartbeat of a station, over HTTP. */
  say(station: string, more: Partial<Heartbeat>): Promise<void>
  stop(): Promise<void>
  /** On the same store and the same ports. */
  start(): Promise<void>
}

/** Its names: `east-1` and so on, of five sites. */
export const stationName = (i: number): string =>
  `${['east', 'hongqiao', 'north', 'south', 'west'][i % 5] ?? ''}-${String(Math.floor(i / 5) + 1)}`

/** Starts it, with as many stations, all of them well. */
export async function openTestCollector(count: number): Promise<TestCollector> {
  const folder = scratch()
  // One key for all: what a key proves is tried elsewhere.
  const speaker = await testSpeaker('any')
  const names = Array.from({ length: count }, (_, i) => stationName(i))
  const keys = Object.fromEntries(names.map((name) => [name, speaker.key]))
  writeFileSync(folder.at('stations.json'), JSON.stringify(keys))
  writeFileSync(folder.at('key.jwk'), JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
  const started = instant(-3_600_000)
  let counted = 1
  const sign = (station: string, more: Partial<Heartbeat> = {}): Promise<string> =>
    speaker.sign(
      heartbeatOf(station, {
        ...{ at: instant(0), started, n: counted, everySeconds: 3600, unsent: [0, null] },
        clock: { suspect: false, floor: instant(-600_000), offsetMs: 40, source: 'collector' },
        ...more,
      }),
    )
  await fill(folder.at('c.db'), names, speaker.key, sign)

  let ports = { stations: 0, page: 0 }
  const open = (): Promise<Collector> =>
    startCollector({
      ...{ host: '127.0.0.1', port: ports.stations, db: folder.at('c.db') },
      key: folder.at('key.jwk'),
      keys: { stations: folder.at('stations.json') },
      fleet: { host: '127.0.0.1', port: ports.page },
      now: () => new Date(),
      tell: () => undefined,
    })
  let collector: Collector | undefined = await open()
  const { url, fleetUrl } = collector
  ports = { stations: Number(new URL(url).port), page: Number(new URL(fleetUrl ?? '').port) }
  const stop = async (): Promise<void> => {
    await collector?.[Symbol.asyncDispose]()
    collector = undefined
  }
  return {
    url: () => fleetUrl ?? '',
    async say(station, more) {
      counted += 1
      const answer = await fetch(`${url}/heartbeats`, {
        method: 'POST',
        body: await sign(station, more),
      })
      if (answer.status !== 200) throw new Error(await answer.text())
    },
    stop,
    async start() {
      collector = await open()
    },
    async [Symbol.asyncDispose]() {
      await stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Has the store take a heartbeat of each, by the collector's own code. */
async function fill(
  db: string,
  names: readonly string[],
  key: Awaited<ReturnType<typeof testSpeaker>>['key'],
  sign: (station: string, more: Partial<Heartbeat>) => Promise<string>,
): Promise<void> {
  using collection = await openCollection(db, 'make')
  const fleet = openFleet({
    collection,
    commit: commitQueue(collection.db),
    known: () => ({ keys: new Map(names.map((name) => [name, key])), bundle: undefined }),
    // What most stations have had for ten minutes, all should have.
    now: () => new Date(Date.now() - 11 * 60_000),
    tell: (error) => {
      throw error
    },
  })
  await fleet.renew()
  const signed = await Promise.all(names.map((name) => sign(name, { at: instant(-11 * 60_000) })))
  await Promise.all(signed.map((jws) => fleet.take(jws)))
  await fleet.look()
}

/** The instant so many milliseconds from now, in whole seconds. */
export function instant(fromNow: number): string {
  return new Date(Date.now() + fromNow).toISOString().replace(/\.\d+Z$/, 'Z')
}
