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
  const look = async (now: Date): Promise<void> => {
    lookedAt = now.getTime()
    await client.refresh(now)
  }
  return {
    get bundle() {
      return client.bundle
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
