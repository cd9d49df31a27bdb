/** What a bundle says that stations should have: versions, and the digest of every document. */
import { ruleSetInForce, type Bundle } from 'greengate'
import type { Digest } from './digests.ts'
import type { PublishedVersions } from './norms.ts'

/** What is published. */
export interface Published {
  readonly digests: readonly Digest[]
  readonly versions: PublishedVersions
}

/** Reads it off a bundle that was verified. */
export function publishedIn(bundle: Bundle, now: Date): Published | undefined {
  const { snapshot, ruleSets } = bundle
  if (snapshot === undefined) return undefined
  const members = [...snapshot.members].map(([name, { version, sha256 }]): Digest => [
    name,
    version,
    sha256,
  ])
  const rules = [...ruleSets.keys()].flatMap((id) => {
    const inForce = ruleSetInForce(bundle, id, now)
    return inForce === undefined ? [] : [[`rules/${id}`, inForce.version] as const]
  })
  return {
    digests: [['snapshot', snapshot.version, snapshot.sha256], ...members],
    versions: new Map([['bundle', snapshot.version], ...rules]),
  }
}
