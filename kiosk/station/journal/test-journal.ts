/** A journal on a real disk for tests, with a clock of its own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, verify, type Decision, type ReadOptions, type ReadSegment } from 'greengate'
import type { PublicJwk } from 'greengate/issue'
import { openJournal, type JournalOptions } from './journal.ts'
import type { OpenedJournal } from './open-journal.ts'
import { fileOfSegment, listSegments } from './segments.ts'

/** Where a journal lives while it is tested. */
export interface TestJournal extends AsyncDisposable {
  readonly folder: string
  readonly logged: readonly string[]
  /** The clock on the wall. */
  now: Date
  decide(): Promise<Decision>
  open(options?: Partial<JournalOptions>, since?: Date): Promise<OpenedJournal>
  /** Every segment, oldest first. */
  segments(options?: ReadOptions): Promise<readonly ReadSegment[]>
  files(): Promise<readonly { readonly id: string; readonly bytes: Uint8Array }[]>
  pathOf(id: string): string
  publicKey(): Promise<PublicJwk>
}

/** What a receipt has beside its decision. */
export const details = { station: 'gate-7', lane: '2', subject: null, appeal: null }

/** Makes a place for a journal. */
export async function testJournal(): Promise<TestJournal> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const logged: string[] = []
  const place: TestJournal = {
    folder,
    logged,
    now: new Date('2020-03-01T12:00:00Z'),
    decide: () => verify('no code', { bundle: undefined, now: place.now, context: {} }),
    open: (options = {}, since = new Date(0)) => {
      const log = (line: string) => {
        logged.push(line)
      }
      const given = { folder, station: 'gate-7', lane: '2', software: 'test 1', log }
      return openJournal({ ...given, now: () => place.now, ...options }, since)
    },
    async files() {
      const found = (await listSegments(folder)).map(async ({ id }) => ({
        ...{ id, bytes: new Uint8Array(await readFile(place.pathOf(id))) },
      }))
      return Promise.all(found)
    },
    async segments(options = {}) {
      const files = await place.files()
      return Promise.all(files.map(({ id, bytes }) => readSegment(bytes, id, options)))
    },
    pathOf: (id) => join(folder, fileOfSegment(id)),
    async publicKey() {
      const text = await readFile(join(folder, 'station-signing.public.jwk'), 'utf8')
      return JSON.parse(text) as PublicJwk
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
  return place
}
