/** The next root: keys of a role added, taken away or replaced, signed by the root before and by its own. */
import { join } from 'node:path'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { parts, writeSettings } from './authority.ts'
import { defaultRails } from './defaults.ts'
import type { Document } from './document.ts'
import { editDraft, refuseSigned } from './draft.ts'
import type { Holder } from './holders.ts'
import { makeHeldKeys, type HeldKey } from './make-keys.ts'
import { plainRoles, type RoleKeys, type RootPayload } from './payloads.ts'
import { newest, type Shelf } from './shelf.ts'

/** What is to change. */
export interface Rotation {
  /** `trust`, `root`, `emergency`, or `rules:PREFIX`. */
  readonly role?: string
  readonly add: readonly Holder[]
  /** Thumbprints, their beginnings, or holders' names. */
  readonly remove: readonly string[]
  /** All keys that are there go, as after a theft. */
  readonly isReplaced: boolean
  readonly threshold?: number
  /** An emergency set that root ends, `ID/VERSION`. */
  readonly endEmergency?: string
}

/** What came of it. */
export interface Rotated {
  readonly document: Document
  readonly keys: readonly HeldKey[]
  readonly shelf: Shelf
}

const year = 365 * 86_400_000

/**
 * Writes the draft of the next root, or changes it further.
 *
 * @throws {@link OperatorError}
 */
export async function rotate(shelf: Shelf, rotation: Rotation, now: Date): Promise<Rotated> {
  // Before any key is made.
  refuseSigned(newest(shelf.drafts, 'root'))
  const { role, add } = rotation
  if (role === undefined && add.length > 0) {
    throw new OperatorError(
      'rotate: keys are of a role; name it: greengate bundle rotate trust ...',
    )
  }
  const { authority } = shelf
  const folder = join(authority.folder, parts.keys)
  const fileName = (role ?? '').replace(':', '-')
  const keys = await makeHeldKeys(folder, fileName, add, 'Ed25519')
  const holders = Object.fromEntries(
    keys.map(({ thumbprint, holder }) => [thumbprint, `${holder.name}, ${role ?? ''}`]),
  )
  const settings = {
    ...authority.settings,
    holders: { ...authority.settings.holders, ...holders },
  }
  const known = { ...shelf, authority: { ...authority, settings } }
  await writeSettings(known.authority)
  const document = await editDraft(known, { stem: 'root', first: {} }, (value) =>
    withChange(value as unknown as RootPayload, { ...rotation, keys }, known, now),
  )
  return { document, keys, shelf: { ...known, drafts: [...shelf.drafts, document] } }
}

interface Change extends Rotation {
  readonly keys: readonly HeldKey[]
}

function withChange(root: RootPayload, change: Change, shelf: Shelf, now: Date): RootPayload {
  const roles = withEnded(withRole(root.roles, change, shelf), change.endEmergency)
  const added = Object.fromEntries(change.keys.map(({ thumbprint, jwk }) => [thumbprint, jwk]))
  const used = new Set(
    [...plainRoles.map((role) => roles[role]), ...roles.rules, roles.emergency].flatMap(
      (role) => role?.keys ?? [],
    ),
  )
  const keys = Object.entries({ ...root.keys, ...added }).filter(([name]) => used.has(name))
  const expires = Math.min(Date.parse(root.endsAt), now.getTime() + year)
  return {
    ...root,
    roles,
    keys: Object.fromEntries(keys),
    expires: instantText(new Date(expires)),
  }
}

type Roles = RootPayload['roles']

function withRole(roles: Roles, change: Change, shelf: Shelf): Roles {
  const { role } = change
  if (role === undefined) return roles
  const prefix = /^rules:(.+)$/.exec(role)?.[1]
  if (prefix !== undefined) {
    const known = roles.rules.find((each) => each.prefix === prefix)
    const base = known ?? { prefix, keys: [], threshold: 2, rails: defaultRails }
    const next = { ...base, ...changed(base, change, shelf) }
    return {
      ...roles,
      rules:
        known === undefined
          ? [...roles.rules, next]
          : roles.rules.map((each) => (each.prefix === prefix ? next : each)),
    }
  }
  if (role === 'emergency') {
    const { emergency } = roles
    if (emergency === null)
      throw new OperatorError(
        'rotate: this root has no emergency role; found another authority with one',
      )
    return { ...roles, emergency: { ...emergency, ...changed(emergency, change, shelf) } }
  }
  const plain = plainRoles.find((each) => each === role)
  if (plain === undefined) {
    throw new OperatorError(
      `rotate: no such role; name one of ${plainRoles.join(', ')}, emergency, rules:PREFIX`,
    )
  }
  return { ...roles, [plain]: changed(roles[plain], change, shelf) }
}

function changed(was: RoleKeys, change: Change, shelf: Shelf): RoleKeys {
  const { remove, isReplaced, keys, threshold = was.threshold } = change
  const gone = new Set(isReplaced ? was.keys : remove.map((name) => named(was, name, shelf)))
  const left = was.keys.filter((key) => !gone.has(key))
  const now = [...left, ...keys.map(({ thumbprint }) => thumbprint)]
  if (threshold < 1 || threshold > now.length) {
    throw new OperatorError(
      `rotate: ${threshold} signatures of ${now.length} keys cannot be; add holders with --add, or give --threshold`,
    )
  }
  return { keys: now, threshold }
}

/** A key of a role by thumbprint, by how it begins, or by its holder. */
function named({ keys }: RoleKeys, name: string, { authority }: Shelf): string {
  const found = keys.filter(
    (key) => key.startsWith(name) || authority.settings.holders[key]?.split(', ')[0] === name,
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  throw new OperatorError(
    `rotate: ${found.length === 0 ? 'no key' : 'more than one key'} of that role is called so; name it by its thumbprint`,
  )
}

function withEnded(roles: Roles, name: string | undefined): Roles {
  if (name === undefined) return roles
  const { emergency } = roles
  if (emergency === null || !/^[^/]+\/[1-9]\d*$/.test(name)) {
    throw new OperatorError(
      '--end-emergency: must name ID/VERSION of an emergency set of this root',
    )
  }
  return { ...roles, emergency: { ...emergency, ended: [...emergency.ended, name] } }
}
