/** Stations for tests made of their parts, so that a test may put another journal in: the demo's bundle, a clock that stands still, and no devices. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, type Receipt } from 'greengate'
import { memoryStore, openBundle } from 'greengate/update'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { startCarriedUpdates } from './carried-updates.ts'
import { openDayKeys } from './day-keys.ts'
import { openJournal, type Journal } from './journal/journal.ts'
import { listSegments } from './journal/segments.ts'
import { ownReplay } from './replay/own-replay.ts'
import { replayLimits, startReplayStore } from './replay/replay-store.ts'
import { makeStation, type Station } from './station.ts'

const instant = new Date('2020-03-01T12:00:00Z')

/** The demo, and stations on it that share a journal's folder. */
export interface MadeStations {
  readonly demo: Demo
  /** Milliseconds since the instant; a test sets it. */
  elapsedMs: number
  readonly logged: readonly string[]
  readonly codeOf: (id: string) => string
  /** A station on the demo's bundle; its journal may be replaced by one that fails. */
  make(
    change?: (journal: Journal) => Journal,
  ): Promise<{ readonly station: Station; readonly journal: Journal }>
  /** Every receipt in the folder, oldest first. */
  receipts(): Promise<readonly Receipt[]>
  /** An empty folder, and the instant again. */
  begin(): Promise<void>
  close(): Promise<void>
}

/** Makes the demo in a folder of its own. */
export async function madeStations(): Promise<MadeStations> {
  const top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  const opened = await openBundle({
    ...{ root: demo.rootBytes, worlds: ['demo'], store: memoryStore() },
  })
  await opened.takeFile(demo.bundleBytes, instant)
  const { bundle } = opened
  let folder = top
  let logged: string[] = []
  const log = (line: string) => {
    logged.push(line)
  }
  const monotonicMs = () => world.elapsedMs
  const now = () => new Date(instant.getTime() + world.elapsedMs)
  const world: MadeStations = {
    ...{ demo, elapsedMs: 0 },
    get logged() {
      return logged
    },
    codeOf: (id) => demo.people.find((person) => person.id === id)?.text ?? '',
    async make(change = (journal) => journal) {
      const { journal } = await openJournal({ folder, station: 'gate', log }, instant)
      const station = makeStation({
        ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, bundle: () => bundle },
        carried: startCarriedUpdates({ bundle: opened, ruleSet: demo.ruleSet, now, monotonicMs }),
        handover: false,
        journal: change(journal),
        replay: ownReplay({ store: startReplayStore(), knowsForMs: monotonicMs, monotonicMs }),
        dayKeys: openDayKeys(join(folder, 'keys'), replayLimits.windowMs),
        ...{ now, monotonicMs, log },
      })
      return { station, journal }
    },
    async receipts() {
      const segments = await listSegments(folder)
      const read = segments.map(async ({ id }) => {
        const bytes = await readFile(join(folder, `${id}.receipts`))
        return (await readSegment(new Uint8Array(bytes), id)).receipts
      })
      return (await Promise.all(read)).flat()
    },
    async begin() {
      folder = await mkdtemp(join(top, 'journal-'))
      world.elapsedMs = 0
      logged = []
    },
    close: () => rm(top, { recursive: true }),
  }
  return world
}

/** Shows somebody's code; says what came of it. */
export async function shown({ codeOf }: MadeStations, station: Station, id: string) {
  const { outcome, reasons } = await station.present([codeOf(id)])
  return { outcome, reasons: reasons.map(({ code }) => code) }
}
