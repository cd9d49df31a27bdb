/** A whole station for tests: the demo's bundle and cards, a real journal and lane, a gate and readers in memory. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, type Card, type Receipt } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import type { DeviceHealth, DeviceState } from '../shared/device-health.ts'
import type { KioskEvent, ShownDecision } from '../shared/kiosk-api.ts'
import type { CardHappening, CardReader, Scanner, Thermometer } from './devices/device.ts'
import { keepHealth } from './devices/kept-health.ts'
import { readEnrolled } from './enrolled-station.ts'
import { listSegments } from './journal/segments.ts'
import { testGate, type TestGate } from './lane/test-gate.ts'
import { openStation, type OpenStation, type StationOptions } from './open-station.ts'

/** Where all tests of a file begin. */
export const instant = new Date('2020-03-01T12:00:00Z')

/** An input that a test works: a scanner, a reader, a thermometer. */
export interface TestInput<T> {
  /** As if it had read something. */
  read(what: T): void
  become(state: DeviceState): void
}

/** A station that runs, and everything around it. */
export interface TestStation extends OpenStation {
  readonly gate: TestGate
  readonly scanner: TestInput<string>
  readonly cards: TestInput<CardHappening>
  readonly thermometer: TestInput<number>
  readonly heard: readonly KioskEvent[]
  readonly logged: readonly string[]
  readonly folder: string
  /** Places a card of the demo, and takes it away again. */
  place(id: string): void
  /** What is shown next, of what the station's own devices read. */
  nextShown(): Promise<ShownDecision>
}

/** The demo, and stations on it. */
export interface TestWorld {
  readonly demo: Demo
  codeOf(id: string): string
  cardOf(id: string): Card
  /** Milliseconds since the instant; a test sets it. */
  elapsedMs: number
  open(more?: Partial<StationOptions>, gate?: TestGate): Promise<TestStation>
  /** Every receipt in a journal, oldest first. */
  receipts(folder: string): Promise<readonly Receipt[]>
  /** Ends the stations that a test left open. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Makes a world in a folder of its own. */
export async function testWorld(): Promise<TestWorld> {
  const top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const demo = await makeDemo({ folder: join(top, 'demo'), now: instant })
  const enrolled = await readEnrolled(demo.stationFolder)
  let open: OpenStation[] = []
  const world: TestWorld = {
    demo,
    elapsedMs: 0,
    codeOf: (id) => found(demo.people, id).text,
    cardOf: (id) => found(demo.cards, id).card,
    async open(more = {}, gate = testGate()) {
      const heard: KioskEvent[] = []
      const logged: string[] = []
      const folder = more.journalFolder ?? (await mkdtemp(join(top, 'journal-')))
      const scanner = testInput<string>('scanner-1', 'scanner')
      const cards = testInput<CardHappening>('card-reader', 'card-reader')
      const thermometer = testInput<number>('thermometer', 'thermometer')
      const opened = await openStation({
        ...{ bundleFolder: demo.folder, journalFolder: folder, worlds: ['demo'] },
        ...{ name: 'gate', lane: '1', ruleSet: demo.ruleSet, enrolled },
        now: () => new Date(instant.getTime() + world.elapsedMs),
        monotonicMs: () => world.elapsedMs,
        devices: {
          gate,
          scanners: [scanner.device as Scanner],
          cardReaders: [cards.device as CardReader],
          thermometer: thermometer.device as Thermometer,
        },
        log: (line) => logged.push(line),
        ...more,
      })
      const one = { ...opened, close: closing(opened) }
      open.push(one)
      opened.station.listen((event) => heard.push(event))
      return {
        ...one,
        ...{ gate, scanner, cards, thermometer, heard, logged, folder },
        place(id) {
          cards.read({ happening: 'read', card: world.cardOf(id) })
          cards.read({ happening: 'removed' })
        },
        nextShown: () =>
          new Promise((resolve) => {
            let unlisten = () => {}
            unlisten = opened.station.listen((event) => {
              if (event.kind !== 'shown') return
              unlisten()
              resolve(event.decision)
            })
          }),
      }
    },
    async receipts(folder) {
      const segments = await listSegments(folder)
      const read = segments.map(async ({ id }) => {
        const bytes = await readFile(join(folder, `${id}.receipts`))
        return (await readSegment(new Uint8Array(bytes), id)).receipts
      })
      return (await Promise.all(read)).flat()
    },
    async tidy() {
      const all = open
      open = []
      for (const one of all) await one.close()
      world.elapsedMs = 0
    },
    async close() {
      await world.tidy()
      await rm(top, { recursive: true })
    },
  }
  return world
}

/** Closes once, whoever asks. */
function closing(opened: OpenStation): () => Promise<void> {
  let closed: Promise<void> | undefined
  return () => (closed ??= opened.close())
}

function found<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const one = all.find((each) => each.id === id)
  if (one === undefined) throw new TypeError(`the demo has no ${id}`)
  return one
}

function testInput<T>(name: string, kind: DeviceHealth['kind']) {
  const listeners = new Set<(what: T) => void>()
  const health = keepHealth(name, kind, () => instant)
  health.become('ready')
  return {
    read(what: T) {
      for (const listener of [...listeners]) listener(what)
    },
    become: (state: DeviceState) => {
      health.become(state)
    },
    device: {
      ...{ name, kind },
      health: health.now,
      watch: health.watch,
      test: () => Promise.resolve(health.now()),
      stop: () => Promise.resolve(),
      listen(listener: (what: T) => void) {
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
        }
      },
    },
  }
}
