/** A gate for a walk: a real station on the demo's bundle, behind the real server, with its screen. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, type Receipt, type RecordValue } from 'greengate'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { builtPages } from '../../house/built-pages.ts'
import { defaultSettings, type ScreenSettings } from '../shared/screen-settings.ts'
import { openStation, type StationOptions } from '../station/open-station.ts'
import { serveScreen } from '../station/screen-server.ts'
import { listSegments } from '../station/journal/segments.ts'

/** What every gate of a walk shares: the demo and the built screen. */
export interface Yard {
  readonly folder: string
  readonly demo: Demo
  readonly screenFolder: string
  close(): Promise<void>
}

/** Makes the demo, as of a time, beside the built screen. */
export async function openYard(now = new Date()): Promise<Yard> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-walk-'))
  const screenFolder = await builtPages('kiosk/screen/dist')
  const demo = await makeDemo({ folder: join(folder, 'demo'), now })
  return {
    folder,
    demo,
    screenFolder,
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** The screen as it is where nothing is configured, but that each outcome stays for so long. */
export const dwelling = (ms: number): ScreenSettings => ({
  ...defaultSettings,
  dwellMs: { pass: ms, check: ms, stop: ms, invalid: ms, unreadable: ms },
})

/** A running gate. */
export interface Gate {
  readonly url: string
  readonly journalFolder: string
  readonly logged: readonly string[]
  /** Ends the server and leaves the screen alone with its dead line. */
  cut(): Promise<void>
  /** Every receipt on the disk, in order; throws where the chain is broken. */
  receipts(): Promise<readonly Receipt[]>
  /** Every record on the disk, receipts and all others, in order. */
  records(): Promise<readonly RecordValue[]>
  /** The newest segment as it is on the disk at this very moment. */
  newestSegment(): SegmentBytes
  close(): Promise<void>
}

/** A segment, to be read later. */
export interface SegmentBytes {
  readonly id: string
  readonly bytes: Uint8Array
}

/** What may be other than usual at a gate. */
export interface GateOptions {
  /** Instead of the demo's own: a station whose updates are carried to it has nothing else to ask. */
  readonly bundle?: Uint8Array
  readonly handover?: boolean
  /** What a gate has that asks a server, that has a clock of its own, that is a lane, whose lanes know of each other, that is started again, or has run for a while. */
  readonly opened?: Partial<
    Pick<
      StationOptions,
      | 'source'
      | 'lane'
      | 'sharing'
      | 'journalFolder'
      | 'now'
      | 'monotonicMs'
      | 'devices'
      | 'settings'
      | 'passSeconds'
      | 'enrolled'
      | 'staff'
      | 'keeping'
    >
  >
}

/** Opens a gate of its own, with a journal of its own. */
export async function openGate(
  { folder, demo, screenFolder }: Yard,
  { bundle, handover = false, opened: more = {} }: GateOptions = {},
): Promise<Gate> {
  const journalFolder = more.journalFolder ?? (await mkdtemp(join(folder, 'journal-')))
  const logged: string[] = []
  const log = (line: string) => {
    logged.push(line)
  }
  const names = { name: 'demo-gate', lane: '1', ruleSet: demo.ruleSet }
  const bundleFolder = bundle === undefined ? demo.folder : join(journalFolder, 'carried')
  if (bundle !== undefined) {
    await mkdir(bundleFolder)
    await writeFile(join(bundleFolder, 'root.ggb'), demo.rootBytes)
    await writeFile(join(bundleFolder, 'bundle.ggb'), bundle)
  }
  const folders = { bundleFolder, journalFolder }
  const given = { ...names, ...folders, ...more, worlds: ['demo'] as const, handover, log }
  const opened = await openStation(given)
  // What it starts with is all that it is ever given by itself.
  if (bundle !== undefined) await rm(join(bundleFolder, 'bundle.ggb'))
  const screen = await serveScreen({ api: opened.station, screenFolder, port: 0, log })
  const segments = async () => {
    const found = await listSegments(journalFolder)
    const all = found.map(async ({ id }) => {
      const bytes = await readFile(join(journalFolder, `${id}.receipts`))
      return readSegment(new Uint8Array(bytes), id)
    })
    return Promise.all(all)
  }
  let cut = false
  const gate: Gate = {
    url: screen.url,
    journalFolder,
    logged,
    async cut() {
      if (!cut) await screen.close()
      cut = true
    },
    receipts: async () => (await segments()).flatMap(({ receipts }) => receipts),
    records: async () =>
      (await segments()).flatMap(({ records }) =>
        records.flatMap(({ value }) => (value === null ? [] : [value])),
      ),
    newestSegment() {
      // At once: whoever asks wants to know what was durable before anything else happens.
      const file = readdirSync(journalFolder).filter(isSegment).sort().at(-1)
      if (file === undefined) throw new Error('there is no segment')
      const bytes = new Uint8Array(readFileSync(join(journalFolder, file)))
      return { id: file.replace('.receipts', ''), bytes }
    },
    async close() {
      await gate.cut()
      await opened.close()
    },
  }
  return gate
}

const isSegment = (name: string) => name.endsWith('.receipts')
