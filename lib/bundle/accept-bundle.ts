/** Accepts or refuses a bundle, after the client workflow of TUF: nothing changes before all is checked. */
import { checkDocument, type Threshold } from '../crypto/jws.ts'
import { unixSeconds } from '../encoding/instant.ts'
import { noFactTypes, parseFactTypes } from '../facts/fact-types.ts'
import type { Bases } from '../rules/resolve.ts'
import { parseTrustList } from '../trust/trust-list.ts'
import type { Bundle, Held } from './bundle.ts'
import { decodeBundle, type BundleDocument } from './container.ts'
import { withDigest } from './digest.ts'
import { groupRuleSets, holdRuleSet } from './hold-rule-set.ts'
import { openRoot } from './open-root.ts'
import { digestOf as digest, parsePayload as parse } from './payload.ts'
import { malformed, refused } from './refused.ts'
import type { Delegation } from './delegation.ts'
import type { Root } from './root.ts'
import { typOf, type World } from './world.ts'
import {
  parseSnapshot,
  parseTimestamp,
  type Listed,
  type SnapshotPayload,
  type TimestampPayload,
} from './snapshot.ts'

/** How far ahead of this clock a document may have been signed, in seconds (docs/bundle.md 4.6). */
const maxAhead = 86_400

type Documents = ReadonlyMap<string, BundleDocument>

/**
 * Accepts a newer bundle over the current one, or throws; the caller then keeps the current one.
 *
 * @param current - What is in force: from `pinRoot` or an earlier `acceptBundle`. Its versions are floors.
 * @param bytes - A `.ggb` container.
 * @param now - The verifier's clock.
 * @throws {@link GreengateError} `ERR_BUNDLE_...` (docs/bundle.md 4), and the code of a member that is malformed.
 */
export async function acceptBundle(current: Bundle, bytes: Uint8Array, now: Date): Promise<Bundle> {
  const seconds = unixSeconds(now)
  const documents = new Map(decodeBundle(bytes).map((document) => [document.name, document]))
  const root = await acceptRoots(current.root, documents, seconds)
  const timestamp = await acceptTimestamp(current, root, documents, seconds)
  const snapshot = await acceptSnapshot(current, root, timestamp, documents, seconds)
  const known = new Set(['timestamp', 'snapshot', ...snapshot.members.keys()])
  for (const name of documents.keys()) {
    if (!known.has(name) && !name.startsWith('root/')) throw malformed('holds an unlisted document')
  }
  const members = await acceptMembers(root, snapshot, documents, seconds)
  const signed = [root.signedAt, timestamp.signedAt, snapshot.signedAt, ...members.signedAt]
  if (Math.max(...signed) > seconds + maxAhead) {
    throw refused(
      'ERR_BUNDLE_CLOCK',
      'was signed more than 24 h ahead of this clock; set the clock',
    )
  }
  const floor = Math.max(current.floor, root.signedAt, timestamp.signedAt, snapshot.signedAt)
  const { trust, facts, ruleSets } = members
  return withDigest({
    class: current.class,
    root,
    timestamp: held(timestamp),
    snapshot,
    trust,
    facts,
    ruleSets,
    floor,
  })
}

/** TUF client workflow 5.3: each newer root is signed by the threshold of the one before and by its own. */
async function acceptRoots(
  current: Root & Held,
  documents: Documents,
  seconds: number,
): Promise<Root & Held> {
  let root = current
  const same = documents.get(`root/${String(current.version)}`)
  if (same !== undefined && (await digest(same.payload)) !== current.sha256) {
    throw refused('ERR_BUNDLE_EQUIVOCATION', 'has another root of a version already known')
  }
  for (;;) {
    const next = documents.get(`root/${String(root.version + 1)}`)
    if (next === undefined) break
    root = await openRoot(next, root)
  }
  refuseExpired(root.expires, seconds, 'root')
  return root
}

async function acceptTimestamp(
  current: Bundle,
  root: Root,
  documents: Documents,
  seconds: number,
): Promise<TimestampPayload & Held> {
  const document = need(documents, 'timestamp')
  const signedAt = await check(document, 'timestamp', root.roles.timestamp, root.world)
  const timestamp = parseTimestamp(parse(document.payload))
  const sha256 = await digest(document.payload)
  refuseRollback(current.timestamp, timestamp.version, sha256, 'timestamp')
  refuseExpired(timestamp.expires, seconds, 'timestamp')
  return { ...timestamp, signedAt, sha256 }
}

async function acceptSnapshot(
  current: Bundle,
  root: Root,
  timestamp: TimestampPayload,
  documents: Documents,
  seconds: number,
): Promise<SnapshotPayload & Held> {
  const document = need(documents, 'snapshot')
  const sha256 = await digest(document.payload)
  refuseOtherBytes(document, sha256, timestamp.snapshot)
  const signedAt = await check(document, 'snapshot', root.roles.snapshot, root.world)
  const snapshot = parseSnapshot(parse(document.payload))
  if (snapshot.version !== timestamp.snapshot.version) {
    throw malformed('snapshot version differs from the timestamp')
  }
  refuseRollback(current.snapshot, snapshot.version, sha256, 'snapshot')
  for (const [name, before] of current.snapshot?.members ?? []) {
    const listed = snapshot.members.get(name)
    if (listed === undefined) throw refused('ERR_BUNDLE_ROLLBACK', 'drops a member')
    refuseRollback(before, listed.version, listed.sha256, 'a member')
  }
  refuseExpired(snapshot.expires, seconds, 'snapshot')
  return { ...snapshot, signedAt, sha256 }
}

type Members = Pick<Bundle, 'trust' | 'facts' | 'ruleSets'> & { readonly signedAt: number[] }

async function acceptMembers(
  root: Root,
  snapshot: SnapshotPayload,
  documents: Documents,
  seconds: number,
): Promise<Members> {
  let trust: Bundle['trust']
  let facts: Bundle['facts']
  const rules: { value: unknown; name: string; held: Held }[] = []
  const signedAt: number[] = []
  for (const [name, listed] of snapshot.members) {
    const document = need(documents, name)
    refuseOtherBytes(document, await digest(document.payload), listed)
    const [typ, role] = roleOf(name, root)
    const { version, sha256 } = listed
    const member: Held = { version, sha256, signedAt: await check(document, typ, role, root.world) }
    signedAt.push(member.signedAt)
    const value = parse(document.payload)
    if (name === 'trust') trust = { ...(await parseTrustList(value)), ...member }
    else if (name === 'facts') facts = { ...parseFactTypes(value), ...member }
    else rules.push({ value, name, held: member })
    refuseOtherVersion(value, listed)
  }
  for (const document of [trust, facts]) {
    if (document !== undefined) refuseExpired(document.expires, seconds, 'trust or facts')
  }
  const stated = new Map(
    rules.map(({ name, value, held: { sha256 } }) => [name, { value, sha256 }]),
  )
  const bases: Bases = (id, version) => stated.get(`rules/${id}/${String(version)}`)
  const sets = rules.map(({ name, value, held }) =>
    holdRuleSet(value, name, held, facts ?? noFactTypes, bases),
  )
  return { trust, facts, ruleSets: groupRuleSets(sets), signedAt }
}

/** The type and the signers that a member's name stands for. */
function roleOf(name: string, root: Root): readonly [typ: string, role: Threshold] {
  if (name === 'trust' || name === 'facts') return [name, root.roles[name]]
  const id = /^rules\/([^/]+)\/[1-9]\d*$/.exec(name)?.[1]
  if (id === undefined) throw malformed('lists a member of an unknown kind')
  const delegation = root.delegations
    .filter(({ prefix }) => id.startsWith(prefix))
    .reduce<Delegation | undefined>(
      (best, next) => (next.prefix.length > (best?.prefix.length ?? -1) ? next : best),
      undefined,
    )
  if (delegation === undefined) throw refused('ERR_BUNDLE_SIGNATURE', 'nobody may sign this set')
  return ['rules', delegation]
}

function check(
  document: BundleDocument,
  typ: string,
  role: Threshold,
  world: World,
): Promise<number> {
  return checkDocument(document.payload, document.signatures, typOf(typ, world), role)
}

function held({ version, sha256, signedAt }: Held): Held {
  return { version, sha256, signedAt }
}

function need(documents: Documents, name: string): BundleDocument {
  const document = documents.get(name)
  if (document === undefined) throw refused('ERR_BUNDLE_MEMBER_MISSING', 'lacks a listed document')
  return document
}

function refuseOtherBytes(document: BundleDocument, sha256: string, listed: Listed): void {
  if (document.payload.length !== listed.length || sha256 !== listed.sha256) {
    throw refused('ERR_BUNDLE_DIGEST', 'holds other bytes than were listed')
  }
}

function refuseOtherVersion(value: unknown, listed: Listed): void {
  const version = (value as { readonly version?: unknown } | null)?.version
  if (version !== listed.version) throw malformed('a member has another version than was listed')
}

function refuseRollback(
  floor: { readonly version: number; readonly sha256: string } | undefined,
  version: number,
  sha256: string,
  what: string,
): void {
  if (floor === undefined || version > floor.version) return
  if (version < floor.version) throw refused('ERR_BUNDLE_ROLLBACK', `${what} is older than ours`)
  if (sha256 !== floor.sha256) {
    throw refused('ERR_BUNDLE_EQUIVOCATION', `${what} has other bytes for a known version`)
  }
}

function refuseExpired(expires: number, seconds: number, what: string): void {
  if (expires <= seconds) throw refused('ERR_BUNDLE_EXPIRED', `${what} has expired`)
}
