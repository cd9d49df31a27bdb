/** Publishes as the demo's authority: all of its keys are in memory, and every document is signed anew each time. */
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { writeStaticFolder, writeWhole } from 'greengate-cli/bundle'
import {
  digest,
  payloadBytes,
  publish,
  rootFile,
  type Member,
  type Publication,
} from 'greengate-cli/demo'
import { instantOf, named } from 'greengate-cli/population'
import type { Feeds, PublishedFeeds, Publisher } from './feeds.ts'

/** Where a publication is shown. */
export interface PublicationPlaces {
  /** A folder of static files. */
  readonly folder: string
  /** One file besides, for whoever reads a folder of the demo. */
  readonly file?: string
}

/** A publisher that also gives what it published last. */
export interface PublicationPublisher extends Publisher {
  /** As a client took it. */
  readonly bundle: Bundle | undefined
}

/** For so many days a header may be accepted. */
const headerDays = 30
const daySeconds = 86_400

/** Opens the publisher over what was published so far. */
export function publicationPublisher(
  publication: Publication,
  { folder, file }: PublicationPlaces,
): PublicationPublisher {
  let { version } = publication
  let bundle: Bundle | undefined
  const members = new Map(publication.others.map((member) => [member.name, member]))
  const data = new Map(publication.data.map((bytes) => [digest(bytes), bytes]))

  /** A member's next version, or the one that is there if nothing but its age has changed. */
  function next(name: string, payload: Member['payload'], now: number): Member {
    const before = members.get(name)
    const said = before?.payload
    const isFresh =
      Date.parse(String(said?.['expires'])) / 1000 > now + (headerDays - 1) * daySeconds
    const expires = isFresh ? said?.['expires'] : instantOf(now + headerDays * daySeconds)
    const changed = { ...payload, expires, version: said?.version ?? 0 }
    if (said !== undefined && digest(payloadBytes(changed)) === digest(payloadBytes(said)))
      return before as Member
    return { name, payload: { ...changed, version: changed.version + 1 } }
  }

  return {
    get bundle() {
      return bundle
    },
    async publish(feeds, now): Promise<PublishedFeeds> {
      const seconds = Math.floor(now.getTime() / 1000)
      const fed = membersOf(feeds).map(({ name, payload }) => next(name, payload, seconds))
      const others = [
        ...new Map([...members, ...fed.map((one) => [one.name, one] as const)]).values(),
      ]
      for (const bytes of dataOf(feeds)) data.set(digest(bytes), bytes)
      const wanted = new Set(others.flatMap(({ payload }) => digestsIn(payload)))
      const kept = [...data].filter(([sha256]) => wanted.has(sha256))
      const bytes = await publish({
        ...publication,
        ...{ version: version + 1, signedAt: now, others },
        data: kept.map(([, one]) => one),
      })
      bundle = await triedAsClient(publication, bundle, bytes, now)
      // A number that somebody may have seen is never used again, even where the disk refuses it now.
      version += 1
      for (const one of fed) members.set(one.name, one)
      data.clear()
      for (const [sha256, one] of kept) data.set(sha256, one)
      await writeStaticFolder(folder, bytes)
      if (file !== undefined) await writeWhole(file, bytes)
      return { version, bytes: bytes.length }
    },
  }
}

/** Accepts the result twice: as whoever pins the root today, and as whoever has what was published before. */
async function triedAsClient(
  { root }: Publication,
  before: Bundle | undefined,
  bytes: Uint8Array,
  now: Date,
): Promise<Bundle> {
  if (before !== undefined) await acceptBundle(before, bytes, now)
  return acceptBundle(await pinRoot(rootFile(root), { worlds: ['demo'] }), bytes, now)
}

/** Feeds as members of a bundle; version and expiry are the publisher's. */
export function membersOf({ lists, population }: Feeds): readonly Member[] {
  const set = (kind: string, sets: readonly object[]): readonly Member[] =>
    population === undefined
      ? []
      : [
          {
            name: `${kind}/${population.ruleSet}`,
            payload: { version: 0, ruleSet: population.ruleSet, sets },
          },
        ]
  return [
    ...lists.map(({ issuer, month, entries, bits }) => ({
      name: `status/${issuer}/${month}`,
      payload: { version: 0, issuer, month, entries, data: named(bits) },
    })),
    ...set('covered', population?.covered ?? []),
    ...set('not-green', population?.notGreen ?? []),
  ]
}

/** All data that the members name. */
export function dataOf({ lists, population }: Feeds): readonly Uint8Array[] {
  return [...lists.map(({ bits }) => bits), ...(population?.data ?? [])]
}

/** Every SHA-256 that a payload names anywhere. */
function digestsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(digestsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'sha256' && typeof one === 'string' ? [one] : digestsIn(one),
  )
}
