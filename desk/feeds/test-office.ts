/** A desk of the demo's authority whose feeds are published into a folder: for tests of what gates make of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, decideCard, openStationKeys, pinRoot, verify, type Bundle } from 'greengate'
import { jwkSigner } from 'greengate/issue'
import { folderSource, memoryStore, openBundle } from 'greengate/update'
import { issuers, makeDemo } from 'greengate-cli/demo'
import { openDesk } from '../open-desk.ts'
import { openFeeds, type FeedSettings } from './gather-feeds.ts'
import { openJudge } from './judge.ts'
import { keepPublishing } from './keep-publishing.ts'
import { publicationPublisher } from './publication-publisher.ts'

/** Opens it; time is the test's. */
export async function openOffice(
  now: () => Date,
  settings: Partial<FeedSettings> = {},
  /** Whether its codes are tied to cards. */
  isBound = false,
) {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-feeds-'))
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: now() })
  const pinned = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  const bundle = await acceptBundle(pinned, demo.bundleBytes, now())
  const surroundings = {
    now,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    log: () => undefined,
  }
  const desk = await openDesk({
    ...{ path: join(folder, 'desk.db'), statusPath: join(folder, 'status.db') },
    ...{ issuer: issuers.desk, signer: await jwkSigner(demo.keys.issuers.desk) },
    ...{ ruleSet: demo.ruleSet, bundle, surroundings },
    bindingKeyOf: () => (isBound ? demo.secrets.bindingKey : undefined),
  })
  const gather = openFeeds(
    desk,
    {
      ...{ populationKey: demo.secrets.populationKey, rate: 20, lookAhead: 3600, entries: 4096 },
      ...{ smallest: 1000, hasDeclared: true, others: [], folder: join(folder, 'sets') },
      ...settings,
    },
    openJudge(desk),
  )
  const published = join(folder, 'published')
  const publisher = publicationPublisher(demo.publication, { folder: published })
  const keeper = keepPublishing({ gather, publisher, now, log: surroundings.log, retryMs: 20 })
  const client = await openBundle({
    ...{ root: demo.rootBytes, worlds: ['demo'], store: memoryStore() },
    source: folderSource(published),
  })
  const asked = (of: Bundle) => ({ bundle: of, now: now(), context: { ruleSet: demo.ruleSet } })
  return {
    ...{ demo, desk, keeper, gather, publisher, folder, published },
    /** What a gate says of a code once it has polled. */
    code: async (text: string, number?: string) => {
      await client.refresh(now())
      const stationKeys = await openStationKeys(client.bundle, demo.secrets.groupKey)
      const { context, ...rest } = asked(client.bundle)
      const card = { type: 'cn-resident-id', number: number ?? '', source: 'chip' } as const
      const { outcome, reasons } = await verify(text, {
        ...rest,
        ...(number === undefined ? { context } : { context: { ...context, card }, stationKeys }),
      })
      return [outcome, ...reasons.map(({ code }) => code)].join(' ')
    },
    /** And of a card. */
    card: async (number: string) => {
      await client.refresh(now())
      const stationKeys = await openStationKeys(client.bundle, demo.secrets.groupKey)
      const card = { type: 'cn-resident-id', number, source: 'chip' } as const
      const { outcome, reasons } = await decideCard(card, { ...asked(client.bundle), stationKeys })
      return [outcome, ...reasons.map(({ code }) => code)].join(' ')
    },
    async [Symbol.asyncDispose]() {
      await keeper[Symbol.asyncDispose]()
      await desk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
