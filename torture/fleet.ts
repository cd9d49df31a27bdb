/** The trial of the fleet: many stations at once, over HTTP and over NATS, to a collector that is killed; each receipt is collected once. */
import { mkdir, rm, writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@nats-io/transport-node'
import { generateKey, jwkSigner, publicJwk, type PublicJwk } from 'greengate/issue'
import {
  openCollectedJournal,
  openCollection,
  readStatus,
  verifyJournal,
} from 'greengate-cli/collect'
import { startNats } from '../cli/nats/test-nats.ts'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { killedCollector } from './killed-collector.ts'
import { overHttp, overNats, sendJournal, type Carry, type Sent } from './fleet-sender.ts'
import { writeReceipts, type WrittenSegment } from './fleet-writer.ts'

const seed = 12

interface Station {
  readonly station: string
  readonly signer: Awaited<ReturnType<typeof jwkSigner>>
  readonly key: PublicJwk
  readonly segments: readonly WrittenSegment[]
}

/** How large it is. */
export interface FleetSize {
  readonly stations: number
  readonly receipts: number
  readonly perSegment: number
  /** How often the collector is killed, and how long between. */
  readonly kills: number
  readonly betweenMs: number
  /** Default: steps take turns. `both`: stations do. */
  readonly way?: 'both'
}

const attempt = async (step: number, size: FleetSize, drawn = seed): Promise<Attempt> => {
  const random = randomOf(drawn, step)
  const folder = await mkdtemp(join(tmpdir(), 'greengate-fleet-'))
  try {
    const way = size.way ?? (step % 2 === 1 ? 'NATS' : 'HTTP')
    const stations = await write(folder, size)
    const at = (name: string): string => join(folder, name)
    const keys = Object.fromEntries(stations.map(({ station, key }) => [station, key]))
    await writeFile(at('stations.json'), JSON.stringify(keys))
    await writeFile(at('key.jwk'), JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
    await using nats = way === 'HTTP' ? undefined : await startNats()
    const collector = await killedCollector({
      ...{ db: at('c.db'), keyFile: at('key.jwk'), stationsFile: at('stations.json') },
      ...(nats !== undefined && { more: ['--nats', nats.url] }),
    })
    await collector.start()
    const connection =
      nats &&
      (await connect({ servers: nats.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 }))
    const [byHttp, byNats] = [overHttp(collector.url), connection && overNats(connection)]
    const carryOf = (n: number): Carry =>
      byNats === undefined || (way === 'both' && n % 2 === 1) ? byHttp : byNats
    const sent: Sent = { requests: 0, dropped: 0, doubled: 0, early: 0, restarts: 0, lost: [] }
    const began = performance.now()
    const ending = new AbortController()
    const sending = Promise.all(
      stations.map((one, n) => sendJournal(one, one.segments, carryOf(n), random, sent)),
    ).finally(() => {
      ending.abort()
    })
    let kills = 0
    const killing = (async () => {
      while (kills < size.kills) {
        await new Promise((resolve) => setTimeout(resolve, size.betweenMs * (0.5 + random())))
        // A collector that was never killed tells nothing, however quick the stations were.
        if (ending.signal.aborted && kills > 0) return
        kills += 1
        await collector.kill()
        await collector.start()
      }
    })()
    await sending
    const ms = performance.now() - began
    await killing
    await connection?.close()
    await collector.kill()
    const lost = [...sent.lost, ...(await missing(at('c.db'), stations))]
    const { requests, dropped, doubled, early, restarts } = sent
    const receipts = size.stations * size.receipts
    const counts = { requests, dropped, doubled, early, restarts, kills }
    return {
      lost,
      tally: { ...counts, [`receipts ${way}`]: receipts, [`ms ${way}`]: Math.round(ms) },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function write(
  folder: string,
  { stations: count, receipts, perSegment }: FleetSize,
): Promise<readonly Station[]> {
  const stations: Station[] = []
  for (let n = 1; n <= count; n++) {
    const station = `gate-${n}`
    const own = join(folder, station)
    await mkdir(own)
    const jwk = await generateKey('Ed25519')
    const signer = await jwkSigner(jwk)
    const segments = await writeReceipts(own, station, signer, receipts, perSegment)
    stations.push({ station, signer, key: publicJwk(jwk), segments })
  }
  return stations
}

/** What is not there once, as it was written, and in a chain that verifies. */
async function missing(db: string, stations: readonly Station[]): Promise<readonly string[]> {
  const lost: string[] = []
  {
    using collection = await openCollection(db, 'read')
    const status = new Map(readStatus(collection).map((each) => [each.station, each]))
    const counted = collection.db.prepare(
      `SELECT count(*) AS n FROM record r JOIN segment s ON s.id = r.segment
        WHERE s.name = ? AND r.outcome IS NOT NULL`,
    )
    for (const { station, segments } of stations) {
      if ((status.get(station)?.gaps.length ?? 1) > 0) lost.push(`${station} has gaps`)
      for (const { id, receipts } of segments) {
        const here = Number(counted.get(id)?.['n'])
        if (here !== receipts) lost.push(`${id}: ${here} of ${receipts}`)
      }
    }
  }
  const keys = new Map(stations.map(({ station, key }) => [station, key]))
  using journal = await openCollectedJournal([db])
  for await (const { segment, isSound } of verifyJournal(journal.segments, (name) =>
    keys.get(name),
  )) {
    if (!isSound) lost.push(`${segment} does not verify`)
  }
  return lost
}

/** The trial at a size; odd steps go over NATS. */
export const fleetOf = (size: FleetSize, count: number): Trial => ({
  name: 'fleet',
  about: `${size.stations} stations of ${size.receipts.toLocaleString('en')} receipts each at once, over HTTP and over NATS, with drops, duplicates, reorder, restarts of stations and kills of the collector: each receipt arrives once, and every chain verifies`,
  seed,
  count,
  each: size.stations * size.receipts,
  programs: ['torture/fleet.ts', 'cli/collect/command.ts'],
  attempt: (step, drawn) => attempt(step, size, drawn),
  report: (tally) => [
    ...['HTTP', 'NATS'].flatMap((of) => {
      const [receipts = 0, ms = 0] = [tally[`receipts ${of}`], tally[`ms ${of}`]]
      if (receipts === 0) return []
      const rate = Math.round(receipts / (ms / 1000)).toLocaleString('en')
      return [
        `Over ${of}: ${receipts.toLocaleString('en')} receipts, ${rate} a second, sending included.`,
      ]
    }),
    `Requests: ${tally['requests'] ?? 0}; dropped: ${tally['dropped'] ?? 0}; doubled: ${tally['doubled'] ?? 0}; early: ${tally['early'] ?? 0}; restarts of stations: ${tally['restarts'] ?? 0}; kills of the collector: ${tally['kills'] ?? 0}.`,
  ],
})

export const fleet = fleetOf(
  { stations: 100, receipts: 10_000, perSegment: 2_500, kills: 5, betweenMs: 8_000 },
  2,
)
