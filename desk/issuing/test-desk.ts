/** A desk under the demo's authority, with a source that states everything, and a gate to show its codes at. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, pinRoot, verify, type Bundle, type Decision } from 'greengate'
import { jwkSigner, type FieldValue, type PrivateJwk, type Signer } from 'greengate/issue'
import { makeDemo } from 'greengate-cli/demo'
import { createList, monthOf, openStatusStore } from 'greengate-cli/status'
import { numberOf } from '../assessing/test-desk.ts'
import { takeCoverage } from '../facts/coverage.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import type { Timers } from '../loop.ts'
import { openDesk, type DeskOptions, type OpenDesk } from '../open-desk.ts'

/** Sunday noon in Hangzhou, and Unix seconds of it. */
export const start = Date.parse('2020-03-01T04:00:00Z') / 1000
export const hour = 3600
export const numbers = { lin: numberOf(1), wang: numberOf(2) } as const
const kinds = 'contact stay symptom quarantine checkin test vaccination recovery order'.split(' ')
/** Nothing happens by time but what a test asks for. */
const noTimers: Timers = { after: () => () => undefined }

/** What all desks of a run share: making an authority takes a second. */
export interface DemoAuthority extends Disposable {
  readonly folder: string
  readonly bundle: Bundle
  readonly signer: Signer
}

/** Makes it. */
export async function openAuthority(): Promise<DemoAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-desk-'))
  await makeDemo({ folder: join(folder, 'demo'), now: new Date(start * 1000) })
  return readAuthority(folder)
}

/** Opens one that another process has made. */
export async function readAuthority(folder: string): Promise<DemoAuthority> {
  const read = (name: string): Uint8Array =>
    new Uint8Array(readFileSync(join(folder, 'demo', name)))
  const root = await pinRoot(read('root.ggb'), { worlds: ['demo'] })
  const key: unknown = JSON.parse(Buffer.from(read('keys/issuer-city.jwk')).toString())
  return {
    folder,
    bundle: await acceptBundle(root, read('bundle.ggb'), new Date(start * 1000)),
    signer: await jwkSigner(key as PrivateJwk),
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A desk at work, and hands to work it with. */
export interface TestDesk {
  readonly desk: OpenDesk
  /** Moves the clock, with the coverage of the source. */
  at(seconds: number): number
  /** A department states something of somebody; gives the id of the record, which is durable then. */
  state(number: string, kind: string, fields: Readonly<Record<string, FieldValue>>): string
  /** The source takes its coverage back. */
  uncover(): void
  /** A negative test of an hour ago. */
  test(number: string): string
  gate(text: string): Promise<Decision>
}

let named = 0

/** Opens a desk of its own, or again the one of a folder. */
export async function openTestDesk(
  authority: DemoAuthority,
  options: Partial<DeskOptions> = {},
  name = String(++named),
): Promise<TestDesk> {
  let now = start
  const statusPath = join(authority.folder, `${name}-status.db`)
  await makeLists(statusPath)
  const desk = await openDesk({
    ...{ path: join(authority.folder, `${name}.db`), statusPath, timers: noTimers },
    ...{
      issuer: 'demo-hz',
      ruleSet: 'demo-hz',
      bundle: authority.bundle,
      signer: authority.signer,
    },
    surroundings: {
      now: () => new Date(now * 1000),
      random: (n) => new Uint8Array(randomBytes(n)),
      log: () => undefined,
    },
    ...options,
  })
  const { store } = desk
  const all = JSON.stringify(['*'])
  store.db
    .prepare(
      `INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES ('all', '全', 'all', ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
    )
    .run(all, all, all)
  const cover = (): void => {
    takeCoverage(
      store,
      'all',
      kinds.map((kind) => ({ kind, until: now })),
      now,
    )
  }
  cover()
  const state: TestDesk['state'] = (number, kind, fields) => {
    const person = { idType: 'cn-resident-id', number }
    const id = randomBytes(6).toString('hex')
    const record = { id, kind, person, recordedAt: instantOf(now), fields }
    const { answers } = takeFacts(store, 'all', [record], now, { types: desk.rules.types })
    if (answers[0]?.state !== 'taken') throw new Error(`test: ${JSON.stringify(answers[0])}`)
    desk.wake()
    return id
  }
  return {
    desk,
    state,
    at: (seconds) => {
      now = seconds
      cover()
      return now
    },
    uncover: () => {
      store.db.exec('DELETE FROM coverage')
    },
    test: (number) => {
      const fields = { sampledAt: instantOf(now - hour), method: 'pcr', result: 'negative' }
      return state(number, 'test', fields)
    },
    gate: (text) =>
      verify(text, {
        bundle: authority.bundle,
        now: new Date(now * 1000),
        context: { ruleSet: 'demo-hz' },
      }),
  }
}

async function makeLists(path: string): Promise<void> {
  using store = await openStatusStore(path, true)
  const at = new Date(start * 1000)
  const list = { issuer: 'demo-hz', month: monthOf(at), entries: 65_536, isLate: true }
  const isThere = store.db.prepare('SELECT 1 FROM list').get() !== undefined
  if (!isThere) createList(store, { ...list, at, who: 'test', why: '' })
}
