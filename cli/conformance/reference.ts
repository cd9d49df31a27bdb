/** What this library makes of a line: for what was changed by chance nobody wrote down what must come out. */
import {
  acceptBundle,
  allFormats,
  decideCard,
  GreengateError,
  openStationKeys,
  pinRoot,
  verify,
  type Bundle,
  type Card,
  type Context,
  type Decision,
  type StationKeys,
  type World,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import type { ContextLine, Hello, Showing, Update } from './protocol.ts'

/** A gate's knowledge; undefined: it was refused, and nothing may open. */
export interface Knowledge {
  readonly bundle: Bundle
  readonly stationKeys: StationKeys | undefined
  readonly groupKey: Hello['groupKey']
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** What a new gate knows; undefined: what it was given is refused. */
export async function know(hello: Hello): Promise<Knowledge | undefined> {
  const { root, worlds, class: age, groupKey, bundle, now } = hello
  return unlessRefused(async () => {
    const pinned = await pinRoot(bytesOf(root), { worlds: worlds as readonly World[], class: age })
    const knowledge = { bundle: pinned, stationKeys: undefined, groupKey }
    return bundle === null ? knowledge : taken(knowledge, bundle, now)
  })
}

/** What a gate knows that was offered another bundle; undefined: it keeps what it has. */
export async function knowMore(
  knowledge: Knowledge,
  { bundle, now }: Update,
): Promise<Knowledge | undefined> {
  return unlessRefused(() => taken(knowledge, bundle, now))
}

async function taken(
  { bundle: before, groupKey }: Knowledge,
  offered: string,
  now: string,
): Promise<Knowledge> {
  const bundle = await acceptBundle(before, bytesOf(offered), new Date(now))
  const stationKeys = groupKey && (await openStationKeys(bundle, groupKey))
  return { bundle, stationKeys, groupKey }
}

/** Decides as a gate must that knows this. */
export async function decide(
  knowledge: Knowledge | undefined,
  { now, texts, card, context }: Showing,
): Promise<Decision> {
  const { bundle, stationKeys } = knowledge ?? {}
  const options = {
    ...{ bundle, now: new Date(now), context: contextOf(context) },
    ...(stationKeys !== undefined && { stationKeys }),
  }
  return texts === undefined
    ? decideCard(card as Card, options)
    : verify(texts, { ...options, formats: allFormats, countryRules })
}

function contextOf({ startedAt, ...rest }: ContextLine): Context {
  return {
    ...(rest as Omit<Context, 'startedAt'>),
    ...(startedAt !== undefined && { startedAt: new Date(startedAt) }),
  }
}

async function unlessRefused<Thing>(make: () => Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
