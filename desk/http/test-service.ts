/** The service on a real desk, for tests: stores in a folder, rules of the vectors, people who sign in. Calls need no socket. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle } from 'greengate'
import { generateKey, jwkSigner } from 'greengate/issue'
import { createList, monthOf, openStatusStore } from 'greengate-cli/status'
import { addSource, hangzhou, numberOf, rulesOfSets } from '../assessing/test-desk.ts'
import type { Desk } from '../desk.ts'
import { registerAuthorities, type OrderAuthority } from '../orders/order-authority.ts'
import { oneTimeCodeSignIn } from '../sign-in/one-time-code-sign-in.ts'
import { defaultSessionLives as lives } from '../sign-in/sessions.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { writeOfficers } from '../sign-in/test-desk-store.ts'
import { openStore } from '../store/open-store.ts'
import { defaultTerms } from '../worklist/due-at.ts'
import type { StaticFolder } from './static-files.ts'
import { deskHandlers } from './desk-handlers.ts'
import { makeApp } from './make-app.ts'
import { verbsOf } from './verbs-of-desk.ts'

export { numberOf }

/** As browsers know it. */
export const origin = 'http://127.0.0.1:8787'
/** What a source pushes with. */
export const sourceKey = 'a-key-of-a-hospital-for-tests'
export const roles = ['counter', 'worklist', 'orders', 'sources', 'audit'] as const

/** What a test has beside the ordinary. */
export interface TestServiceOptions {
  readonly pages?: StaticFolder
  readonly bundle?: StaticFolder
  readonly authorities?: readonly OrderAuthority[]
  /** Other ways to sign in. */
  readonly ways?: readonly SignIn[]
  /** As browsers know it. */
  readonly at?: string
  /** What codes are verified by. */
  readonly held?: () => Bundle | undefined
}

/** The service, its desk, and those who call it. */
export type TestService = Awaited<ReturnType<typeof openTestService>>

/** Opens it. */
export async function openTestService(options: TestServiceOptions = {}, issuesToDeclared = true) {
  const {
    authorities = [],
    at = origin,
    held = () => undefined,
    ways: others,
    ...folders
  } = options
  const folder = mkdtempSync(join(tmpdir(), 'desk-service-'))
  const store = openStore(join(folder, 'desk.db'))
  store.db.exec('PRAGMA synchronous = OFF')
  const statusStore = await openStatusStore(join(folder, 'status.db'), true)
  const clock = { now: new Date('2026-11-26T08:00:00Z') }
  const logged: string[] = []
  const shown = new Map<string, string>()
  createList(statusStore, {
    ...{ issuer: 'desk', month: monthOf(clock.now), entries: 4096, isLate: true },
    ...{ at: clock.now, who: 'test', why: 'test' },
  })
  const random = (length: number): Uint8Array => randomBytes(length)
  const set = hangzhou('14')
  addSource(store, 'holder', ['symptom', 'checkin'])
  addSource(store, 'hospital', ['test', 'contact'])
  const digest = createHash('sha256').update(sourceKey).digest()
  store.db.prepare("UPDATE source SET keyHash = ? WHERE id = 'hospital'").run(digest)
  writeOfficers(store, [
    ...roles.map((role) => ({ id: role, subject: `${role}@office.example`, roles: [role] })),
    { id: 'second', subject: 'second@office.example', roles: ['worklist'] },
  ])
  const desk: Desk = {
    ...{ store, statusStore, issuer: 'desk' },
    signer: await jwkSigner(await generateKey('Ed25519')),
    rules: rulesOfSets([{ from: clock.now.getTime() / 1000 - 86_400, set }]),
    policy: { appLife: 86_400, paperLife: 604_800, refreshAhead: 900, issuesToDeclared },
    limits: { family: 6, guardians: 2 },
    surroundings: { now: () => clock.now, random, log: (line) => logged.push(line) },
    bindingKeyOf: () => undefined,
    wake: () => undefined,
    changed: () => undefined,
  }
  const ways = others ?? [
    oneTimeCodeSignIn({
      random,
      show: (contact, code) => shown.set(contact, code),
      perContact: { most: 1000, seconds: 1 },
      overall: { most: 1000, seconds: 1 },
    }),
  ]
  const verbs = verbsOf(desk)
  const stop = new AbortController()
  const rooms = {
    ...{ desk, ways, terms: defaultTerms, authorities },
    ...{ bundle: held, stop: stop.signal },
  }
  await registerAuthorities(store, authorities, clock.now)
  const handlers = deskHandlers({ rooms, verbs, lives, origin: at })
  const { surroundings } = desk
  const app = makeApp({ store, lives, verbs, origin: at, handlers, surroundings, ...folders })

  /** Sends what a page of the desk would. */
  const send = (
    method: string,
    path: string,
    { body, cookie, headers }: { body?: unknown; cookie?: string; headers?: HeadersInit } = {},
  ): Promise<Response> => {
    const all = new Headers({ 'Sec-Fetch-Site': 'same-origin' })
    if (method === 'POST') {
      all.set('Content-Type', 'application/json')
      all.set('Origin', at)
    }
    if (cookie !== undefined) all.set('Cookie', cookie)
    for (const [name, value] of new Headers(headers)) all.set(name, value)
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const sent = method === 'POST' ? { body: text ?? '{}' } : {}
    return Promise.resolve(app.request(`${at}${path}`, { method, headers: all, ...sent }))
  }
  /** Signs somebody in. */
  const signIn = async (as: 'account' | 'officer', contact: string, cookie?: string) => {
    const before = cookie === undefined ? {} : { cookie }
    const started = await send('POST', '/api/sign-in/start', { body: { as, contact } })
    const { attempt } = (await started.json()) as { attempt: string }
    const body = { attempt, code: shown.get(contact) }
    const finished = await send('POST', '/api/sign-in/finish', { body, ...before })
    return (finished.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  }
  return {
    ...{ app, desk, store, statusStore, clock, logged, shown, send, signIn, handlers, stop },
    close: () => {
      store[Symbol.dispose]()
      statusStore[Symbol.dispose]()
      rmSync(folder, { recursive: true })
    },
  }
}
