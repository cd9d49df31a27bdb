/** Walks delegations from root down: who may sign which rule sets, and within which rails. */
import type { DelegationPayload, Delegation, Rails } from './delegation.ts'
import { parseDelegation } from './delegation.ts'
import type { Held, HeldMember } from './bundle.ts'
import { refuseExpired } from './floors.ts'
import { idOf, kindOf } from './member-name.ts'
import { heldOf, openMember, refuseOtherVersion, type Opening } from './open-member.ts'
import { parsePayload } from './payload.ts'
import { malformed, refused } from './refused.ts'

/** How many times a prefix may be delegated, root's own list counted. */
const maxLevels = 3

/** A delegation and where it comes from. */
interface Entry extends Delegation {
  readonly level: number
  readonly parent: Entry | undefined
}

/** All delegations that hold. */
export interface Delegations {
  /** By prefix. */
  readonly byPrefix: ReadonlyMap<string, Delegation>
  readonly documents: ReadonlyMap<string, DelegationPayload & Held>
  readonly members: ReadonlyMap<string, HeldMember>
}

/** @throws GreengateError `ERR_BUNDLE_DELEGATION`, and those of any member */
export async function acceptDelegations(opening: Opening): Promise<Delegations> {
  const kept = keptDelegations.get(opening.current.delegations)
  if (kept !== undefined && isUnchanged(kept, opening)) return kept
  const delegations = { ...(await walkDelegations(opening)), root: opening.root.sha256 }
  keptDelegations.set(delegations.documents, delegations)
  return delegations
}

/** What was walked, and under which root. */
interface Walked extends Delegations {
  readonly root: string
}

/** Kept for as long as the documents themselves: of a country's thousands of signers few change at a time. */
const keptDelegations = new WeakMap<Delegations['documents'], Walked>()

/** Whether a walk would meet the same documents under the same root, and nothing to check of them but their age. */
function isUnchanged(kept: Walked, { root, snapshot, offered, seconds }: Opening): boolean {
  let listed = 0
  for (const [name, { version, sha256 }] of snapshot.members) {
    if (kindOf(name) !== 'delegation') continue
    const held = kept.members.get(name)
    if (held?.sha256 !== sha256 || held.version !== version) return false
    if (offered.documents.has(name)) return false
    listed++
  }
  const isYoung = [...kept.documents.values()].every(({ expires }) => seconds < expires)
  return root.sha256 === kept.root && listed === kept.members.size && isYoung
}

async function walkDelegations(opening: Opening): Promise<Delegations> {
  const { root, snapshot } = opening
  const byPrefix = new Map<string, Entry>()
  const documents = new Map<string, DelegationPayload & Held>()
  const members = new Map<string, HeldMember>()
  const waiting: Entry[] = root.delegations.map((each) => ({
    ...each,
    level: 1,
    parent: undefined,
  }))
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (byPrefix.has(entry.prefix)) throw wrong('a prefix is delegated twice')
    byPrefix.set(entry.prefix, entry)
    const name = `delegation/${entry.prefix}`
    if (!snapshot.members.has(name)) continue
    if (entry.level === maxLevels) throw wrong(`more than ${String(maxLevels)} levels`)
    const member = await openMember(opening, name, entry)
    const payload = await readPayload(opening, entry.prefix, member)
    for (const each of payload.delegations) waiting.push(delegated(each, entry))
    documents.set(entry.prefix, payload)
    members.set(name, member)
  }
  for (const name of snapshot.members.keys()) {
    if (kindOf(name) === 'delegation' && !members.has(name)) {
      throw wrong('a prefix that nobody delegated delegates')
    }
  }
  for (const entry of byPrefix.values()) refuseJump(entry, byPrefix)
  return { byPrefix, documents, members }
}

async function readPayload(
  { current, seconds }: Opening,
  prefix: string,
  member: HeldMember,
): Promise<DelegationPayload & Held> {
  const known = current.delegations.get(prefix)
  const payload =
    known?.sha256 === member.sha256
      ? known
      : await parseDelegation(parsePayload(member.document.payload))
  if (payload.prefix !== prefix) throw malformed('a delegation differs from its name')
  refuseOtherVersion(payload.version, member)
  refuseExpired(payload.expires, seconds, 'a delegation')
  return { ...payload, ...heldOf(member) }
}

/** Rails may be tightened on the way down, not loosened. */
function delegated(entry: Delegation, parent: Entry): Entry {
  if (isLooser(entry.rails, parent.rails)) throw wrong('delegated rails must not be looser')
  return { ...entry, level: parent.level + 1, parent }
}

function isLooser(rails: Rails, above: Rails): boolean {
  return (
    rails.notice < above.notice ||
    rails.minDuration < above.minDuration ||
    rails.maxAhead > above.maxAhead
  )
}

/**
 * Whoever delegates must hold the prefix: it begins with theirs and is longer, which makes a circle impossible,
 * and no longer one of those went to another.
 */
function refuseJump(entry: Entry, byPrefix: ReadonlyMap<string, Entry>): void {
  if (entry.parent === undefined) return
  const holder = longest(entry.prefix, entry.prefix.length - 1, byPrefix)
  if (holder !== entry.parent) throw wrong('a prefix is delegated by one who does not hold it')
}

/** The delegation of the longest prefix of at most so many characters that a text begins with. */
function longest<T>(text: string, most: number, byPrefix: ReadonlyMap<string, T>): T | undefined {
  for (let length = most; length > 0; length--) {
    const found = byPrefix.get(text.slice(0, length))
    if (found !== undefined) return found
  }
  return undefined
}

/** Who signs the rule sets of an id; undefined: nobody may. */
export function signersOf(
  name: string,
  { byPrefix }: Pick<Delegations, 'byPrefix'>,
): Delegation | undefined {
  const id = idOf(name)
  return longest(id, id.length, byPrefix)
}

function wrong(found: string): Error {
  return refused('ERR_BUNDLE_DELEGATION', found)
}
