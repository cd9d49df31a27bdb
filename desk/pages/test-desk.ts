/** For the test of the pages: the desk as it is, on a port of loopback, by the demo's rules, with the pages as they ship. */
import { randomBytes } from 'node:crypto'
import { builtPages } from '../../house/built-pages.ts'
import { takeCoverage } from '../facts/coverage.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { openOffice } from '../feeds/test-office.ts'
import { deskHandlers } from '../http/desk-handlers.ts'
import type { Rooms } from '../http/rooms.ts'
import { makeApp, type DeskApp } from '../http/make-app.ts'
import { serveApp } from '../http/serve-app.ts'
import { verbsOf } from '../http/verbs-of-desk.ts'
import { registerAuthorities, type OrderAuthority } from '../orders/order-authority.ts'
import { keySigner } from 'greengate-cli/bundle'
import { publicJwk } from 'greengate/issue'
import type { OrderPaper } from '../orders/order.ts'
import { makeOrder, signOrder } from '../orders/sign-order.ts'
import { oidcSignIn } from '../sign-in/oidc-sign-in.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { startProvider, type TestProvider } from '../sign-in/test-provider.ts'
import { claimNumber, settleClaims } from '../people/claims.ts'
import { recordPerson } from '../people/record-person.ts'
import { oneTimeCodeSignIn } from '../sign-in/one-time-code-sign-in.ts'
import { defaultSessionLives as lives } from '../sign-in/sessions.ts'
import { defaultTerms } from '../worklist/due-at.ts'
import { openHeldMatters } from '../worklist/open-matter.ts'

const sources = [
  { id: 'holder', zh: '本人申报', en: 'Own declarations', kinds: ['checkin', 'symptom', 'stay'] },
  {
    id: 'hospital',
    zh: '演示医院',
    en: 'Demo Hospital',
    kinds: ['test', 'vaccination', 'recovery', 'order'],
  },
  {
    id: 'control',
    zh: '演示疾控中心',
    en: 'Demo Disease Control',
    kinds: ['contact', 'quarantine'],
  },
]
const authority: Omit<OrderAuthority, 'keys'> = {
  id: 'command',
  zh: '演示指挥部',
  en: 'Demo Command',
  world: 'demo',
  threshold: 2,
  longestDays: 30,
}
const roles = ['counter', 'worklist', 'orders', 'sources', 'audit']
/** What they sign in with, and what they are called. */
export const officers = [
  { contact: 'chen@office.example', name: '陈一' },
  { contact: 'zhao@office.example', name: '赵二' },
] as const

/** Opens the desk, and a port for it. */
export async function openPagesDesk(
  devices: Pick<Rooms, 'reader' | 'printer'> = {},
  isBound = false,
  /** Whether one can sign in at a provider, too. */
  hasProvider = false,
) {
  const built = await builtPages('cli/dist/desk')
  const now = (): Date => new Date()
  const seconds = (): number => Math.floor(Date.now() / 1000)
  const office = await openOffice(now, {}, isBound)
  const { desk, keeper } = office
  const { store, surroundings } = desk
  for (const { id, zh, en, kinds } of sources) {
    const list = JSON.stringify(kinds)
    store.db
      .prepare(
        `INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES (?, ?, ?, ?, ?, '["*"]', 0)`,
      )
      .run(id, zh, en, list, list)
    if (id !== 'holder') {
      const covers = kinds.map((kind) => ({ kind, until: seconds() }))
      takeCoverage(store, id, covers, seconds())
    }
  }
  officers.forEach(({ contact, name }, at) => {
    store.db
      .prepare('INSERT INTO officer (id, provider, subject, name, roles) VALUES (?, ?, ?, ?, ?)')
      .run(`officer-${String(at)}`, 'one-time-code', contact, name, JSON.stringify(roles))
  })
  const codes = new Map<string, string>()
  const random = (length: number): Uint8Array => surroundings.random(length)
  const ways: SignIn[] = [
    oneTimeCodeSignIn({ random, show: (contact, code) => codes.set(contact, code) }),
  ]
  const orderKeys = office.demo.keys.orders
  const authorities = [{ ...authority, keys: orderKeys.map(publicJwk) }]
  await registerAuthorities(store, authorities, now())
  const verbs = verbsOf(desk)

  let app: DeskApp | undefined
  let served: Awaited<ReturnType<typeof serveApp>> | undefined
  let stop = new AbortController()
  let provider: TestProvider | undefined
  /** On the same port again, once there was one. */
  const plug = async (): Promise<string> => {
    stop = new AbortController()
    const known = () => app ?? { fetch: () => new Response(null, { status: 503 }) }
    served = await serveApp(known, { port: served?.port ?? 0, stop })
    const origin = `http://127.0.0.1:${String(served.port)}`
    if (hasProvider && provider === undefined) {
      const redirect = `${origin}/api/sign-in/oidc/callback`
      provider = await startProvider(redirect)
      const scope = 'openid identity'
      ways.push(
        oidcSignIn({ ...provider.client, issuer: provider.issuer, redirect, scope, random }),
      )
    }
    const rooms = {
      ...{ desk, ways, terms: defaultTerms, authorities },
      ...{ bundle: () => undefined, stop: stop.signal, ...devices },
    }
    const handlers = deskHandlers({ rooms, verbs, lives, origin })
    const pages = { path: built, index: 'index.html' }
    app = makeApp({ store, lives, verbs, origin, handlers, surroundings, pages })
    return origin
  }
  return {
    ...{ codes, plug, origin: await plug() },
    /** As if the network were gone. */
    unplug: async () => {
      await served?.close()
    },
    /** What a gate says of a code, by what the desk published. */
    gate: async (text: string) => {
      await desk.idle()
      keeper.changed()
      await keeper.settled()
      return office.code(text)
    },
    /** The same, with the card beside it. */
    gateWithCard: async (text: string, number: string) => {
      await desk.idle()
      return office.code(text, number)
    },
    /** A department states something of somebody, and it is assessed. */
    state: async (source: string, number: string, kind: string, fields: Record<string, string>) => {
      const record = {
        id: randomBytes(6).toString('hex'),
        ...{ kind, fields, recordedAt: instantOf(seconds()) },
        person: { idType: 'cn-resident-id', number },
      }
      const { types } = desk.rules
      const { answers } = takeFacts(store, source, [record], seconds(), { types })
      if (answers[0]?.state !== 'taken') throw new Error(`test: ${JSON.stringify(answers)}`)
      desk.wake()
      await desk.idle()
    },
    /** Somebody shows their card at the counter, and the number on the phone of whoever signed in so. */
    showCard: (number: string, name: string, contact: string) => {
      const card = { idType: 'cn-resident-id', number, name, identity: 'verified' } as const
      const find = store.db.prepare('SELECT id FROM account WHERE subject = ?').get(contact)
      const claim = claimNumber(String(find?.['id']))
      settleClaims(store, recordPerson(store, card, seconds()).id, [claim], desk.limits, seconds())
      desk.wake()
    },
    /** A record came in long ago under another name than the number's, and still waits. */
    hold: (number: string) => {
      const record = {
        id: randomBytes(6).toString('hex'),
        ...{ kind: 'recovery', fields: {}, recordedAt: instantOf(seconds()) },
        person: { idType: 'cn-resident-id', number, name: '孙九' },
      }
      const { types } = desk.rules
      takeFacts(store, 'hospital', [record], seconds(), { types })
      openHeldMatters(store, { now: now(), random, terms: defaultTerms })
      store.db.exec("UPDATE matter SET dueAt = openedAt - 86400 WHERE kind = 'held-fact'")
    },
    /** Everybody's session is over. */
    expire: () => {
      store.db.exec('DELETE FROM session')
    },
    /** Who signs in next at the provider. */
    next: (subject: string) => {
      provider?.next(subject, {})
    },
    /** An order as its authority's hands sign it. */
    order: async (paper: OrderPaper, hands = orderKeys.length) => {
      let file = makeOrder(paper)
      for (const key of orderKeys.slice(0, hands)) {
        file = await signOrder(file, await keySigner(key, 'key'), authority.world, now())
      }
      return new TextDecoder().decode(file)
    },
    idle: () => desk.idle(),
    close: async () => {
      await served?.close()
      await provider?.close()
      await office[Symbol.asyncDispose]()
    },
  }
}
