/** Starts the whole demo, piece by piece; when a piece cannot start, those before it are stopped again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { serveScreen } from '../station/screen-server.ts'
import { layDemoLane } from './demo-lane.ts'
import { openDemoStation } from './open-demo-station.ts'
import { openWindow, type Opened } from './open-window.ts'
import { serveCodes, serveVerifier } from './pages.ts'
import { onPort } from './ports.ts'
import { startDeskOfDemo } from './start-desk-of-demo.ts'
import type { StartOptions } from './start-options.ts'

/** A demo that runs until it is stopped. */
export interface RunningDemo {
  readonly demo: Demo
  readonly screenUrl: string
  readonly verifierUrl: string
  readonly codesUrl: string
  /** Where one applies for a code. */
  readonly deskUrl: string
  readonly journalFolder: string
  readonly opened: Opened
  /** Stops everything and deletes the folder. */
  readonly stop: () => Promise<void>
}

/**
 * Starts everything.
 *
 * @param root - The top of the repository.
 * @throws StationError; nothing runs then, and no folder is left behind.
 */
export async function startDemo(
  root: string,
  { port, window }: Pick<StartOptions, 'port' | 'window'>,
  log: (line: string) => void,
): Promise<RunningDemo> {
  const stops: (() => Promise<unknown>)[] = []
  // The last started is the first stopped.
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  const started = <T extends { close(): Promise<unknown> }>(piece: T): T => {
    stops.push(() => piece.close())
    return piece
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'greengate-demo-'))
    stops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
    const demo = await makeDemo({ folder, now: new Date() })
    const journalFolder = join(folder, 'journal')
    const surroundings = { now: () => new Date(), monotonicMs: () => performance.now(), log }
    // First: it publishes what the others take.
    const desk = started(
      await startDeskOfDemo({ demo, pages: join(root, 'cli/dist/desk'), port, log }),
    )
    const lane = started(layDemoLane(demo, surroundings))
    const { station } = started(await openDemoStation({ demo, lane, journalFolder, log }))
    const screenFolder = join(root, 'kiosk/screen/dist')
    const screen = started(
      await onPort(port, 0, (at) => serveScreen({ api: station, screenFolder, port: at, log })),
    )
    const pages = join(root, 'verifier-web/dist')
    const verifier = started(await onPort(port, 1, (at) => serveVerifier(pages, demo, at)))
    const site = { demo, lane, departments: desk.departments }
    const codes = started(await onPort(port, 2, (at) => serveCodes(site, at)))
    const opened = window ? await openWindow(root, demo, screen.url) : { why: 'none was asked for' }
    if ('window' in opened) started(opened.window)
    return {
      demo,
      screenUrl: screen.url,
      verifierUrl: `${verifier.origin}/`,
      codesUrl: `${codes.origin}/`,
      deskUrl: `${desk.url}/`,
      journalFolder,
      opened,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
