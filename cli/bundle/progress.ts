/** How far a document is signed: by whom, and who is still missing. */
import type { PublicJwk } from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'
import type { Document } from './document.ts'
import { isRight, readSignatures, typOf } from './signatures.ts'
import { signingRoles, type Shelf, type SigningRole } from './shelf.ts'

/** A role, and which of its keys have signed. */
export interface RoleProgress extends SigningRole {
  readonly signedBy: readonly string[]
  /** How many signatures are still to be made. */
  readonly missing: number
}

/** How far a document is signed. */
export interface Progress {
  readonly roles: readonly RoleProgress[]
  readonly isComplete: boolean
  /** Unix seconds; undefined while nobody has signed. */
  readonly signedAt: number | undefined
}

/**
 * Checks every signature of a document.
 *
 * @throws {@link OperatorError} for a signature that is wrong: verifiers would refuse the document for it
 */
export async function progressOf(shelf: Shelf, document: Document): Promise<Progress> {
  const typ = typOf(document.role, shelf.authority.settings.world)
  return progressOfRoles(document, typ, signingRoles(shelf, document))
}

/** The same for given roles and a given purpose. */
export async function progressOfRoles(
  { place, payload, signatures }: Document,
  typ: string,
  roles: readonly SigningRole[],
): Promise<Progress> {
  const entries = readSignatures(signatures, place)
  const good = new Set<string>()
  for (const entry of entries) {
    const jwk = keyOf(roles, entry.kid)
    if (jwk === undefined) continue
    if (entry.signedAt !== entries[0]?.signedAt || !(await isRight(entry, payload, jwk, typ))) {
      throw new OperatorError(
        `${place}.signatures.json: holds a wrong signature by ${short(entry.kid)}; delete the file and have it signed again`,
      )
    }
    good.add(entry.kid)
  }
  const progress = roles.map((role) => {
    const signedBy = role.keys.filter((key) => good.has(key))
    return { ...role, signedBy, missing: Math.max(0, role.threshold - signedBy.length) }
  })
  return {
    roles: progress,
    isComplete: progress.every(({ missing }) => missing === 0),
    signedAt: entries[0]?.signedAt,
  }
}

function keyOf(roles: readonly SigningRole[], kid: string): PublicJwk | undefined {
  return roles.find(({ keys }) => keys.includes(kid))?.jwks[kid]
}

/** The beginning of a thumbprint: enough to tell keys apart on a screen. */
function short(kid: string): string {
  return kid.slice(0, 8)
}

/** A key by its holder's name, where one is remembered. */
export function holderOf({ authority }: Shelf, kid: string): string {
  const name = authority.settings.holders[kid]
  return name === undefined ? short(kid) : `${name} (${short(kid)})`
}
