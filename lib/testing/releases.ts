/** Publications of the small world, one after another, for tests of what takes them up. */
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { parsePublicJwk, thumbprint, type PrivateJwk } from '../crypto/jwk.ts'
import { keyNamed } from './keys.ts'
import { publishBytes, type Member, type Publication } from './publisher.ts'
import { now, publication, rootPayload, ruleSet, signedRoot, trustPayload } from './world.ts'

const ruleKeys = [keyNamed('rules 1'), keyNamed('rules 2')]

/** The pinned root's bytes. */
export async function rootBytes(): Promise<Uint8Array> {
  return encodeBundle([await signedRoot()])
}

/** A version of the trust list, as a member. */
export function trustMember(version: number): Member {
  return { name: 'trust', value: trustPayload(version), keys: [keyNamed('trust')] }
}

/** Another rule set, to make a bundle longer or shorter. */
export function otherRules(version: number): Member {
  const name = `rules/test-other/${String(version)}`
  return { name, value: ruleSet({ id: 'test-other', version }), keys: ruleKeys }
}

/** Publication number `version`: an hour after the one before, with a new trust list each. */
export async function release(
  version: number,
  members: Partial<Publication> = {},
): Promise<Uint8Array> {
  const first = await publication()
  const others = first.members.filter(({ name }) => name !== 'trust')
  return publishBytes({
    ...first,
    version,
    signedAt: now + (version - 2) * 3600,
    members: [trustMember(version), ...others],
    ...members,
  })
}

/** A root of a later version; its timestamp is signed by another key where one is named. */
export async function nextRoot(
  version: number,
  timestampKey: PrivateJwk = keyNamed('timestamp', 'ESP256'),
): Promise<BundleDocument> {
  const { keys, roles, ...payload } = await rootPayload(version)
  const name = await thumbprint(parsePublicJwk(timestampKey))
  return signedRoot({
    ...payload,
    version,
    keys: { ...(keys as object), [name]: parsePublicJwk(timestampKey) },
    roles: { ...(roles as object), timestamp: { keys: [name], threshold: 1 } },
  })
}
