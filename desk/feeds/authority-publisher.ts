/** Publishes into the folder of an authority: drafts signed by the key of the role `status`, then published by the online keys. */
import {
  editDraft,
  keepData,
  memberExpires,
  newest,
  openAuthority,
  payloadBytes,
  publishAuthority,
  readShelf,
  signDrafts,
  type DocumentSigner,
  type Shelf,
} from 'greengate-cli/bundle'
import type { Feeds, PublishedFeeds, Publisher } from './feeds.ts'
import { dataOf, membersOf } from './publication-publisher.ts'

/** Who signs. */
export interface AuthoritySigners {
  readonly status: DocumentSigner
  /** Of snapshot and timestamp. */
  readonly online: readonly DocumentSigner[]
}

/** Gates go by when a list was signed, changed or not: long before root's limit it is signed again. */
const againMs = 6 * 3_600_000

/**
 * Opens the publisher.
 *
 * @param folder - Of the authority; what it publishes lies in `published/`.
 */
export function authorityPublisher(folder: string, signers: AuthoritySigners): Publisher {
  const signedAt = new Map<string, number>()
  return {
    async publish(feeds, now): Promise<PublishedFeeds> {
      const authority = await openAuthority(folder)
      // Before the drafts: whoever finds one finds its data too.
      for (const bytes of dataOf(feeds)) await keepData(authority, bytes)
      const places = await drafted(await readShelf(authority), feeds, signedAt, now)
      const how = { now, language: 'en', terminal: undefined, say: () => undefined } as const
      await signDrafts(authority, places, { ...how, signers: [signers.status] })
      const { snapshot, bytes } = await publishAuthority(authority, {
        now,
        signers: signers.online,
      })
      for (const place of places) signedAt.set(stemOf(place), now.getTime())
      return { version: snapshot, bytes }
    },
  }
}

const stemOf = (place: string): string => place.slice(0, place.lastIndexOf('/'))

/** Drafts what changed, and what was signed long ago; gives the places. */
async function drafted(
  shelf: Shelf,
  feeds: Feeds,
  signedAt: ReadonlyMap<string, number>,
  now: Date,
): Promise<readonly string[]> {
  const expires = memberExpires(shelf, now)
  const places: string[] = []
  for (const { name: stem, payload } of membersOf(feeds)) {
    const before = newest(shelf.signed, stem)?.value
    const isSame =
      before !== undefined &&
      sameBytes({ ...payload, version: 0, expires }, { ...before, version: 0, expires })
    const isFresh = now.getTime() - (signedAt.get(stem) ?? 0) < againMs
    const draft = newest(shelf.drafts, stem)
    // One that was signed and not published is taken up by what is published next.
    if (draft?.signatures !== undefined || (isSame && isFresh)) continue
    const base = { stem, first: {} }
    places.push((await editDraft(shelf, base, () => ({ ...payload, expires }))).place)
  }
  return places
}

const sameBytes = (a: object, b: object): boolean =>
  Buffer.from(payloadBytes(a)).equals(payloadBytes(b))
