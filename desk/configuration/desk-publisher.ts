/** Publishes into an authority's folder, and takes from there what others publish: rules, above all. */
import { join } from 'node:path'
import type { Bundle } from 'greengate'
import { folderSource, memoryStore, openBundle } from 'greengate/update'
import { authorityParts, type Authority } from 'greengate-cli/bundle'
import type { DeskPublisher } from '../desk-settings.ts'
import { authorityPublisher, type AuthoritySigners } from '../feeds/authority-publisher.ts'

/** Where it looks for what others published, at most so often. */
const lookMs = 30_000

/** A publisher that knows a bundle from the beginning. */
export interface AuthorityDeskPublisher extends DeskPublisher {
  readonly bundle: Bundle
  /** Why what is published was not taken when it was looked at last; undefined: it was. */
  readonly refusal: string | undefined
  refresh(now: Date): Promise<void>
}

/**
 * Opens it.
 *
 * @throws GreengateError for a root of another world
 */
export async function authorityDeskPublisher(
  { folder, settings }: Authority,
  root: Uint8Array,
  signers: AuthoritySigners,
): Promise<AuthorityDeskPublisher> {
  const client = await openBundle({
    ...{ root, worlds: [settings.world], store: memoryStore() },
    source: folderSource(join(folder, authorityParts.published)),
  })
  const publisher = authorityPublisher(folder, signers)
  let lookedAt = -Infinity
  let refusal: string | undefined
  const look = async (now: Date): Promise<void> => {
    lookedAt = now.getTime()
    const came = await client.refresh(now)
    refusal = 'code' in came ? came.code : undefined
  }
  return {
    get bundle() {
      return client.bundle
    },
    get refusal() {
      return refusal
    },
    async publish(feeds, now) {
      const published = await publisher.publish(feeds, now)
      await look(now)
      return published
    },
    async refresh(now) {
      if (now.getTime() - lookedAt >= lookMs) await look(now)
    },
  }
}
