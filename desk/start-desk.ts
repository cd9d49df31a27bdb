/** Starts a desk as a whole: stores, feeds, service and what is done by the clock; stops it in the reverse order. */
import { openCounter } from './counter/open-counter.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'
import type { DeskSettings } from './desk-settings.ts'
import { openFeeds } from './feeds/gather-feeds.ts'
import { openJudge } from './feeds/judge.ts'
import { keepPublishing, type FeedKeeper } from './feeds/keep-publishing.ts'
import { registerAuthorities } from './orders/order-authority.ts'
import { deskHandlers } from './http/desk-handlers.ts'
import { makeApp, type DeskApp } from './http/make-app.ts'
import { serveApp } from './http/serve-app.ts'
import { verbsOf } from './http/verbs-of-desk.ts'
import { registerOfficer } from './sign-in/register-officer.ts'
import { defaultSessionLives } from './sign-in/sessions.ts'
import { handOutSecret, registerSource } from './sources/register-source.ts'
import { startRounds } from './start-rounds.ts'
import { defaultTerms } from './worklist/due-at.ts'

/** A desk that runs until it is closed. */
export interface RunningDesk {
  /** Where its pages are, without a slash at the end. */
  readonly url: string
  readonly desk: OpenDesk
  readonly keeper: FeedKeeper
  /** What the sources of the embedded defaults push with: id to secret. Others have theirs from the operator. */
  readonly sources: ReadonlyMap<string, string>
  close(): Promise<void>
}

/**
 * Starts everything.
 *
 * @throws OperatorError, GreengateError or a system's error for what cannot be opened; nothing runs then.
 */
export async function startDesk(settings: DeskSettings): Promise<RunningDesk> {
  const { surroundings, listen, authorities } = settings
  const stops: (() => Promise<void>)[] = []
  // The last started is the first stopped.
  const close = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    const parts: { keeper?: FeedKeeper; app?: DeskApp } = {}
    const desk = await openDesk({
      ...{ path: settings.store, statusPath: settings.statusStore, surroundings },
      ...{ issuer: settings.issuer, signer: settings.signer },
      ...{ ruleSet: settings.ruleSet, bundle: settings.bundle },
      onChanged: () => parts.keeper?.changed(),
      ...(settings.policy === undefined ? {} : { policy: settings.policy }),
      ...(settings.limits === undefined ? {} : { limits: settings.limits }),
      ...(settings.bindingKeyOf === undefined ? {} : { bindingKeyOf: settings.bindingKeyOf }),
    })
    stops.push(() => desk.close())
    const sources = await writeDown(desk, settings)

    const { bundleNow, keeper: feeds } = publishing(desk, settings)
    parts.keeper = feeds
    stops.push(async () => feeds[Symbol.asyncDispose]())

    const counter =
      settings.counter && openCounter(settings.counter, { ...surroundings, monotonicMs })
    if (counter !== undefined) stops.push(() => counter.close())

    const stop = new AbortController()
    // Made as soon as the port is known, before anything can be asked.
    const served = await serveApp(() => parts.app as DeskApp, {
      ...{ host: listen.host, port: listen.port, stop },
      ...(listen.tls === undefined ? {} : { tls: listen.tls }),
    })
    stops.push(() => served.close())
    const scheme = listen.tls === undefined ? 'http' : 'https'
    const url = listen.origin ?? `${scheme}://${listen.host}:${String(served.port)}`
    const lives = settings.lives ?? defaultSessionLives
    const terms = settings.terms ?? defaultTerms
    const verbs = verbsOf(desk)
    const rooms = {
      ...{ desk, terms, authorities, bundle: bundleNow, stop: stop.signal },
      ways: settings.ways(url),
      ...(settings.receipts === undefined ? {} : { receipts: settings.receipts }),
      ...(counter?.reader === undefined ? {} : { reader: counter.reader }),
      ...(counter?.printer === undefined ? {} : { printer: counter.printer }),
      offsetMinutes: terms.offsetSeconds / 60,
    }
    const handlers = deskHandlers({ rooms, verbs, lives, origin: url })
    parts.app = makeApp({
      ...{ store: desk.store, lives, verbs, origin: url, handlers, surroundings },
      bundle: { path: settings.published },
      ...(settings.pages === undefined
        ? {}
        : { pages: { path: settings.pages, index: 'index.html' } }),
    })

    const rounds = startRounds(desk, { settings, terms })
    stops.push(() => rounds.close())
    return { url, desk, keeper: feeds, sources, close }
  } catch (error) {
    await close()
    throw error
  }
}

const monotonicMs = (): number => performance.now()

/** Writes down who may state, decide and order; gives the secrets that were asked for. */
async function writeDown(
  desk: OpenDesk,
  { sources, secretsFor = [], officers, authorities, surroundings }: DeskSettings,
): Promise<ReadonlyMap<string, string>> {
  const now = surroundings.now()
  const { store } = desk
  for (const source of sources) registerSource(store, source, now)
  for (const officer of officers) registerOfficer(store, officer, now)
  await registerAuthorities(store, authorities, now)
  const random = (length: number): Uint8Array => surroundings.random(length)
  const handing = { now, random, overlap: 0 }
  const secrets = secretsFor.map((id) => [id, handOutSecret(store, id, handing)] as const)
  desk.wake()
  return new Map(secrets)
}

/** Publishes for as long as it runs; whatever came of it is what the desk assesses and verifies by. */
function publishing(desk: OpenDesk, { publisher, feeds, bundle, surroundings }: DeskSettings) {
  const keeper = keepPublishing({
    gather: openFeeds(desk, feeds, openJudge(desk)),
    publisher: {
      publish: async (gathered, now) => {
        const published = await publisher.publish(gathered, now)
        if (publisher.bundle !== undefined) desk.takeBundle(publisher.bundle)
        return published
      },
    },
    now: () => surroundings.now(),
    log: (line) => {
      surroundings.log(line)
    },
  })
  return { keeper, bundleNow: () => publisher.bundle ?? bundle }
}
