/** What a new rule set version must keep to: its name, the chain, the rails, and what an emergency set may be (docs/bundle.md 6). */
import { parseInstant } from '../encoding/instant.ts'
import type { HeldMember, HeldRuleSet } from './bundle.ts'
import type { Delegation } from './delegation.ts'
import { malformed, refused } from './refused.ts'
import type { Emergency } from './root.ts'
import type { Listed } from './snapshot.ts'

/** Longest window of an emergency set: 72 h in seconds. */
const maxEmergency = 259_200

/** A rule set as far as every engine can read it; nothing of it is believed yet. */
export type Stated = Readonly<Record<string, unknown>>

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` when the set is not the one that its name says. */
export function statedOf(value: unknown, name: string): Stated {
  const stated = membersOf(value)
  const { id, version } = stated
  if (typeof id !== 'string' || name.slice(name.indexOf('/') + 1) !== `${id}/${String(version)}`) {
    throw malformed('a rule set differs from its name')
  }
  return stated
}

/** A window that cannot be read is taken as always: the faulty set then answers for itself, with `check`. */
export function windowOf({ effective }: Stated): Pick<HeldRuleSet, 'from' | 'until'> {
  const { from, until } = membersOf(effective)
  return { from: instant(from) ?? -Infinity, until: instant(until) ?? Infinity }
}

/** Whether a set says that it corrects another, and so takes effect without notice. */
export function isCorrection({ change }: Stated): boolean {
  return membersOf(change)['type'] === 'correction'
}

/**
 * The chain: what a set says of the version before it must be true, where that is there to be seen.
 *
 * @throws GreengateError `ERR_BUNDLE_CHAIN`
 */
export function refuseBrokenChain(
  stated: Stated,
  member: HeldMember,
  members: ReadonlyMap<string, Listed>,
): void {
  if (stated['previous'] === undefined) return
  const { version, sha256 } = membersOf(stated['previous'])
  if (typeof version !== 'number' || version >= member.version) {
    throw refused('ERR_BUNDLE_CHAIN', 'previous must be an earlier version')
  }
  const { name } = member.document
  const before = members.get(`${name.slice(0, name.lastIndexOf('/'))}/${String(version)}`)
  if (before !== undefined && before.sha256 !== sha256) {
    throw refused('ERR_BUNDLE_CHAIN', 'previous is not the version that the snapshot holds')
  }
}

/**
 * The rails, measured from the signing, never from a verifier's clock.
 *
 * @param latest - When the snapshot was signed: nothing in it was signed later.
 * @throws GreengateError `ERR_BUNDLE_RAILS`
 */
export function refuseOffRails(
  stated: Stated,
  { signedAt, signers, version }: HeldMember,
  { rails, threshold }: Delegation,
  latest: number,
): void {
  const { from, until } = windowOf(stated)
  if (!Number.isFinite(from) || !Number.isFinite(until)) throw derailed('has no window')
  if (signedAt > latest) throw derailed('was signed later than the snapshot')
  if (isCorrection(stated)) {
    if (signers <= threshold) throw derailed('a correction needs one signature more')
    const { basis } = membersOf(stated['change'])
    if (!Array.isArray(basis) || basis.length === 0) throw derailed('a correction needs a basis')
  } else if (version > 1 && from < signedAt + rails.notice) {
    throw derailed('takes effect too soon')
  }
  if (from > signedAt + rails.maxAhead) throw derailed('takes effect too late')
  if (until - from < rails.minDuration) throw derailed('does not hold long enough')
}

/**
 * What an emergency set may be: strict, short, and under its prefix. It stands on no other set, so that what
 * it says is all of it.
 *
 * @throws GreengateError `ERR_BUNDLE_EMERGENCY`
 */
export function refuseUnfitEmergency(stated: Stated, id: string, { prefix }: Emergency): void {
  if (!id.startsWith(prefix) || id === prefix) {
    throw unfit('an id must be the prefix of emergency sets and one of rule sets')
  }
  if (stated['extends'] !== undefined) throw unfit('an emergency set extends no other')
  const { from, until } = windowOf(stated)
  // An unreadable window is endless, and an endless one is too long.
  if (!(until - from <= maxEmergency)) throw unfit('an emergency set holds for at most 72 h')
  const { rules } = stated
  const isStrict = (rule: unknown): boolean => {
    const { outcome } = membersOf(rule)
    return outcome === 'check' || outcome === 'stop'
  }
  if (!Array.isArray(rules) || !rules.every(isStrict)) {
    throw unfit('every rule of an emergency set is check or stop')
  }
}

function instant(text: unknown): number | undefined {
  return typeof text === 'string' ? parseInstant(text) : undefined
}

function membersOf(value: unknown): Stated {
  return typeof value === 'object' && value !== null ? (value as Stated) : {}
}

function derailed(found: string): Error {
  return refused('ERR_BUNDLE_RAILS', `a rule set ${found}`)
}

function unfit(found: string): Error {
  return refused('ERR_BUNDLE_EMERGENCY', found)
}
