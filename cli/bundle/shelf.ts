/** All documents of an authority, and who may sign each of them. */
import { OperatorError } from '../operator-error.ts'
import { readDocuments, type Authority } from './authority.ts'
import type { Document } from './document.ts'
import type {
  Delegation,
  DelegationPayload,
  EmergencyRole,
  PlainRole,
  RoleKeys,
  RootPayload,
} from './payloads.ts'
import type { PublicJwk } from 'greengate/issue'

/** What lies in the folder. */
export interface Shelf {
  readonly authority: Authority
  readonly signed: readonly Document[]
  readonly drafts: readonly Document[]
}

/** Reads what lies in the folder. */
export async function readShelf(authority: Authority): Promise<Shelf> {
  const [signed, drafts] = [
    await readDocuments(authority, 'signed'),
    await readDocuments(authority, 'drafts'),
  ]
  return { authority, signed, drafts }
}

/** The newest version of a document by its name without version: `root`, `trust`, `delegation/cn-33`. */
export function newest(documents: readonly Document[], stem: string): Document | undefined {
  return documents
    .filter(({ place }) => place.slice(0, place.lastIndexOf('/')) === stem)
    .reduce<Document | undefined>(
      (best, next) => (next.version > (best?.version ?? 0) ? next : best),
      undefined,
    )
}

/** The version before a document; that one may be on its way to be signed too. */
export function before(
  { signed, drafts }: Shelf,
  { place, version }: Document,
): Document | undefined {
  const stem = place.slice(0, place.lastIndexOf('/'))
  const older = [...signed, ...drafts].filter((document) => document.version < version)
  return newest(older, stem)
}

/** The number that a next version has. */
export function nextVersion({ signed, drafts }: Shelf, stem: string): number {
  return (newest([...signed, ...drafts], stem)?.version ?? 0) + 1
}

/**
 * The root that is in force: the newest that was published or is signed.
 *
 * @throws {@link OperatorError}
 */
export function rootOf({ signed, authority }: Shelf): RootPayload {
  const found = newest(signed, 'root')
  if (found !== undefined) return asRoot(found)
  throw new OperatorError(`${authority.folder}: signed/root is empty; run "greengate bundle init"`)
}

/** @throws {@link OperatorError} for a root without what everything hangs on */
export function asRoot({ value, place }: Document): RootPayload {
  const { keys, roles } = value
  if (isObject(keys) && isObject(roles) && Array.isArray((roles as { rules?: unknown }).rules)) {
    return value as unknown as RootPayload
  }
  throw new OperatorError(
    `${place}.json: lacks keys or roles; make it with "greengate bundle rotate"`,
  )
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** Keys that may sign a document, and how many of them must. */
export interface SigningRole extends RoleKeys {
  /** In words: `rules cn-33*`, `the root before`. */
  readonly title: string
  readonly jwks: Readonly<Record<string, PublicJwk>>
}

/** A delegation with the keys that it names. */
export interface KeyedDelegation extends Delegation {
  readonly jwks: Readonly<Record<string, PublicJwk>>
}

/** Every delegation of rule-set ids: root's own, and those that holders of a prefix passed on. */
export function delegations({ signed, drafts }: Shelf, root: RootPayload): KeyedDelegation[] {
  const found: KeyedDelegation[] = root.roles.rules.map((each) => ({ ...each, jwks: root.keys }))
  for (const { prefix } of found) {
    // The list grows while it is gone through; a longer prefix every time, so it ends.
    const document =
      newest(signed, `delegation/${prefix}`) ?? newest(drafts, `delegation/${prefix}`)
    const { keys: jwks, delegations: list = [] } = (document?.value ??
      {}) as Partial<DelegationPayload>
    for (const each of list) {
      const isLonger = each.prefix.startsWith(prefix) && each.prefix.length > prefix.length
      if (isLonger && !found.some((known) => known.prefix === each.prefix)) {
        found.push({ ...each, jwks: jwks ?? {} })
      }
    }
  }
  return found
}

/** The delegation that signs for a rule-set id: the longest prefix. */
export function delegationFor(
  list: readonly KeyedDelegation[],
  id: string,
): KeyedDelegation | undefined {
  return list
    .filter(({ prefix }) => id.startsWith(prefix))
    .reduce<KeyedDelegation | undefined>(
      (best, next) => (next.prefix.length > (best?.prefix.length ?? -1) ? next : best),
      undefined,
    )
}

/**
 * Who must sign a document: several roles for a root that follows another.
 *
 * @throws {@link OperatorError} for a document that nobody may sign
 */
export function signingRoles(shelf: Shelf, document: Document): readonly SigningRole[] {
  const { role, place } = document
  if (role === 'root') return rootRoles(shelf, document)
  const root = rootOf(shelf)
  const keyed = (title: string, keys: RoleKeys): SigningRole => ({
    title,
    keys: keys.keys,
    threshold: keys.threshold,
    jwks: root.keys,
  })
  const subject = place.split('/')[1] ?? ''
  switch (role) {
    case 'rules':
      return [ruleRole(shelf, root, document, subject)]
    case 'delegation': {
      const found = delegations(shelf, root).find(({ prefix }) => prefix === subject)
      if (found !== undefined) return [{ ...found, title: `rules ${subject}*` }]
      throw nobody(place, `no delegation has the prefix ${subject}`)
    }
    case 'emergency': {
      const { emergency } = root.roles
      if (emergency === null) throw nobody(place, 'root has no emergency role')
      return [keyed('emergency', emergency satisfies EmergencyRole)]
    }
    case 'covered':
    case 'not-green':
      return [keyed('status', root.roles.status)]
    case 'keys':
      return [keyed('stations', root.roles.stations)]
    default:
      return [keyed(role, root.roles[role satisfies PlainRole])]
  }
}

function rootRoles(shelf: Shelf, document: Document): readonly SigningRole[] {
  const own = asRoot(document)
  const mine = { ...own.roles.root, jwks: own.keys, title: `root ${String(own.version)}` }
  const previous = before(shelf, document)
  if (previous === undefined) return [mine]
  const old = asRoot(previous)
  return [{ ...old.roles.root, jwks: old.keys, title: `root ${String(old.version)}` }, mine]
}

function ruleRole(shelf: Shelf, root: RootPayload, document: Document, id: string): SigningRole {
  const found = delegationFor(delegations(shelf, root), id)
  if (found === undefined) {
    throw nobody(document.place, `no delegation has a prefix of ${id}`)
  }
  const { prefix, keys, threshold, jwks } = found
  const more = isCorrection(document) ? 1 : 0
  if (threshold + more > keys.length) {
    throw nobody(
      document.place,
      `a correction needs ${String(threshold + more)} signatures and rules ${prefix}* has ${String(keys.length)} keys`,
    )
  }
  return { title: `rules ${prefix}*`, keys, threshold: threshold + more, jwks }
}

function nobody(place: string, why: string): OperatorError {
  return new OperatorError(
    `${place}.json: nobody may sign it: ${why}; change root with "greengate bundle rotate"`,
  )
}

/** Whether a rule set takes effect at once, for a stated cause. */
export function isCorrection({ value }: Document): boolean {
  const { change } = value
  return typeof change === 'object' && change !== null && 'type' in change
    ? change.type === 'correction'
    : false
}
