/** A collector and stations for tests: real keys, real journals, a real store. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey, publicJwk } from 'greengate/issue'
import {
  openCollectedJournal,
  openCollection,
  readStatus,
  startCollector,
  verifyJournal,
  type Collector,
  type SegmentReport,
  type StationStatus,
} from 'greengate-cli/collect'
import { openJournal } from '../journal/open-journal.ts'
import type { Journal } from '../journal/journal.ts'
import { openStationKey, type StationKey } from '../journal/station-key.ts'
import type { UploadSource } from '../journal/upload-source.ts'
import type { CollectorLine } from './collector-line.ts'
import { publicKeyOf } from './compact-jws.ts'
import { httpLine } from './http-line.ts'
import { startUploader, type Uploader, type UploaderTimes } from './start-uploader.ts'

/** A station with its journal. */
export interface TestStation {
  readonly name: string
  readonly folder: string
  readonly key: StationKey
  readonly journal: Journal
  readonly source: UploadSource
  readonly logged: string[]
  upload(to: string | CollectorLine, times?: Partial<UploaderTimes>): Uploader
}

/** A collector and whoever sends to it. */
export interface Collecting extends AsyncDisposable {
  readonly folder: string
  readonly db: string
  readonly keyFile: string
  readonly stationsFile: string
  readonly collectorKeyFile: string
  readonly collectorKey: ReturnType<typeof publicKeyOf>
  /** What the collector told its operator. */
  readonly told: unknown[]
  station(name: string, segmentBytes?: number): Promise<TestStation>
  start(now?: () => Date): Promise<Collector>
  status(): Promise<readonly StationStatus[]>
  /** Every segment of the store, checked with the stations' keys. */
  verify(): Promise<readonly SegmentReport[]>
}

/** Without waits that a test would have to sit through. */
const quick: Partial<UploaderTimes> = { lookMs: 20, requestMs: 2_000, pace: 0.002 }

/** Sets up a folder for all of it. */
export async function startCollecting(): Promise<Collecting> {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-test-'))
  const at = (name: string) => join(folder, name)
  const [db, keyFile, stationsFile] = [at('collector.db'), at('collector.jwk'), at('stations.json')]
  const collectorKeyFile = at('collector.public.jwk')
  const collectorJwk = await generateKey('Ed25519')
  writeFileSync(keyFile, JSON.stringify(collectorJwk), { mode: 0o600 })
  writeFileSync(collectorKeyFile, JSON.stringify(publicJwk(collectorJwk)))
  writeFileSync(stationsFile, '{}')
  const collectorKey = publicKeyOf(publicJwk(collectorJwk) as unknown as Record<string, unknown>)
  const keys = new Map<string, StationKey['publicKey']>()
  const told: unknown[] = []
  return {
    ...{ folder, db, keyFile, stationsFile, collectorKeyFile, collectorKey, told },
    async station(name, segmentBytes = 1_048_576) {
      const own = join(folder, name)
      const logged: string[] = []
      const log = (line: string) => {
        logged.push(line)
      }
      const key = await openStationKey(own)
      keys.set(name, key.publicKey)
      writeFileSync(stationsFile, JSON.stringify(Object.fromEntries(keys)))
      const options = { folder: own, station: name, log, segmentBytes, signer: key.signer }
      const { journal, source } = await openJournal(options, new Date())
      const upload: TestStation['upload'] = (to, times) =>
        startUploader({
          line: typeof to === 'string' ? httpLine(to) : to,
          ...{ collectorKey, station: name, signer: key.signer, journal: source, log },
          now: () => new Date(),
          onFault: (error) => {
            throw error
          },
          times: { ...quick, ...times },
        })
      return { name, folder: own, key, journal, source, logged, upload }
    },
    start: (now = () => new Date()) =>
      startCollector({
        ...{ host: '127.0.0.1', port: 0, db, key: keyFile, now },
        keys: { stations: stationsFile },
        tell: (error) => {
          told.push(error)
        },
      }),
    async status() {
      using collection = await openCollection(db, 'read')
      return readStatus(collection)
    },
    async verify() {
      using journal = await openCollectedJournal([db])
      const reports: SegmentReport[] = []
      const keyOf = (station: string) => keys.get(station)
      for await (const report of verifyJournal(journal.segments, keyOf)) reports.push(report)
      return reports
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Waits until all that is worth sending was signed for. */
export async function allSent({ source }: TestStation, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs
  while (source.nextUnsent() !== undefined) {
    if (performance.now() > end) throw new Error('not all was sent in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
