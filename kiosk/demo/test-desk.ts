/** A desk of the demo on a socket of its own, with everything of it in one folder; time is the test's. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, pinRoot } from 'greengate'
import { jwkSigner } from 'greengate/issue'
import { issuers, makeDemo } from 'greengate-cli/demo'
import { openFeeds } from '../../desk/feeds/gather-feeds.ts'
import { openJudge } from '../../desk/feeds/judge.ts'
import { keepPublishing } from '../../desk/feeds/keep-publishing.ts'
import { publicationPublisher } from '../../desk/feeds/publication-publisher.ts'
import { openDesk } from '../../desk/open-desk.ts'
import { registerAuthorities } from '../../desk/orders/order-authority.ts'
import { publicJwk } from 'greengate/issue'
import { deskHandlers } from '../../desk/service/desk-handlers.ts'
import { makeApp, type DeskApp } from '../../desk/service/make-app.ts'
import { serveApp } from '../../desk/service/serve-app.ts'
import { verbsOf } from '../../desk/service/verbs-of-desk.ts'
import { oneTimeCodeSignIn } from '../../desk/sign-in/one-time-code-sign-in.ts'
import { defaultSessionLives as lives } from '../../desk/sign-in/sessions.ts'
import { renewSecret } from '../../desk/sources/source-keys.ts'
import { defaultTerms } from '../../desk/worklist/due-at.ts'
import { sourceClient } from './source-client.ts'

const kindsOf = {
  'demo-hospital': ['test', 'vaccination', 'recovery'],
  'demo-control': ['contact', 'quarantine'],
  holder: ['symptom', 'stay', 'checkin'],
} as const

/** Opens it. */
export async function openTestDesk(now: () => Date) {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-desk-'))
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: now() })
  const pinned = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  const bundle = await acceptBundle(pinned, demo.bundleBytes, now())
  const logged: string[] = []
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const surroundings = { now, random, log: (line: string) => logged.push(line) }
  const desk = await openDesk({
    ...{ path: join(folder, 'desk.db'), statusPath: join(folder, 'status.db') },
    ...{ issuer: issuers.desk, signer: await jwkSigner(demo.keys.issuers.desk) },
    ...{ ruleSet: demo.ruleSet, bundle, surroundings, onChanged: () => keeper.changed() },
    bindingKeyOf: () => demo.secrets.bindingKey,
  })
  const { store } = desk
  const seconds = Math.floor(now().getTime() / 1000)
  const put = store.db.prepare(
    `INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES (?1, ?1, ?1, ?2, ?2, '["*"]', 0)`,
  )
  for (const [id, kinds] of Object.entries(kindsOf)) put.run(id, JSON.stringify(kinds))
  const authority = {
    id: 'demo-command',
    zh: '指挥部',
    en: 'command',
    world: 'demo',
    threshold: 2,
    longestDays: 30,
  } as const
  await registerAuthorities(store, [{ ...authority, keys: demo.keys.rules.map(publicJwk) }], now())
  const officer = store.db.prepare(
    `INSERT INTO officer (id, provider, subject, name, roles)
     VALUES (?1, 'one-time-code', ?1 || '@demo', ?1, '["counter","worklist","orders","sources","audit"]')`,
  )
  for (const id of ['officer-1', 'officer-2']) officer.run(id)
  const published = join(folder, 'published')
  const publisher = publicationPublisher(demo.publication, {
    folder: published,
    file: join(demo.folder, 'bundle.ggb'),
  })
  const gather = openFeeds(
    desk,
    {
      ...{ populationKey: demo.secrets.populationKey, rate: 20, lookAhead: 7200, entries: 4096 },
      ...{ smallest: 1000, hasDeclared: true, others: [], folder: join(folder, 'sets') },
    },
    openJudge(desk),
  )
  const keeper = keepPublishing({
    ...{ gather, now, log: surroundings.log, retryMs: 20 },
    publisher: {
      publish: async (feeds, at) => {
        const done = await publisher.publish(feeds, at)
        if (publisher.bundle !== undefined) desk.takeBundle(publisher.bundle)
        return done
      },
    },
  })
  const shown = new Map<string, string>()
  const show = (contact: string, code: string) => shown.set(contact, code)
  const stop = new AbortController()
  const ways = [oneTimeCodeSignIn({ random, show })]
  const rooms = {
    ...{ desk, ways, terms: defaultTerms, authorities: [], stop: stop.signal },
    bundle: () => publisher.bundle,
  }
  const verbs = verbsOf(desk)
  let app: DeskApp | undefined
  const served = await serveApp(() => app as DeskApp, { port: 0, stop })
  const url = `http://127.0.0.1:${String(served.port)}`
  const handlers = deskHandlers({ rooms, verbs, lives, origin: url })
  app = makeApp({
    ...{ store, lives, verbs, origin: url, handlers, surroundings, bundle: { path: published } },
  })
  const sources = Object.fromEntries(
    Object.keys(kindsOf).map((id) => [
      id,
      sourceClient(url, renewSecret(store, id, random, seconds, 0)),
    ]),
  ) as Record<keyof typeof kindsOf, ReturnType<typeof sourceClient>>
  return {
    ...{ url, now, demo, desk, keeper, sources, logged },
    codeFor: (contact: string) => shown.get(contact),
    /** Everything that was touched is assessed and published. */
    settled: async () => {
      await desk.idle()
      return keeper.settled()
    },
    async [Symbol.asyncDispose]() {
      await served.close()
      await keeper[Symbol.asyncDispose]()
      await desk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
