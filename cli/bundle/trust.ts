/** Changes of the trust list: issuers and keys come, keys take over from each other, codes of stolen keys are revoked. */
import type { PublicJwk } from 'greengate/issue'
import { thumbprint } from 'greengate/issue'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import type { Document } from './document.ts'
import { editDraft, memberExpires } from './draft.ts'
import type { IssuerKey, Revocation, TrustIssuer, TrustPayload } from './payloads.ts'
import type { Shelf } from './shelf.ts'
import { asTrust } from './words/trust-lines.ts'

type Edit = (trust: TrustPayload) => TrustPayload | Promise<TrustPayload>

const nobody = { version: 0, expires: '', issuers: [], revoked: [] }

/** The trust list as the newest draft has it, else as it was signed last. */
export function currentTrust({ signed, drafts }: Shelf): TrustPayload {
  const newestOne = [...signed, ...drafts]
    .filter(({ role }) => role === 'trust')
    .reduce<Document | undefined>(
      (best, next) => (next.version > (best?.version ?? 0) ? next : best),
      undefined,
    )
  return newestOne === undefined ? nobody : asTrust(newestOne)
}

/** Changes the draft of the trust list, or begins one. */
export async function editTrust(shelf: Shelf, now: Date, edit: Edit): Promise<Document> {
  const next = await edit(currentTrust(shelf))
  const expires = memberExpires(shelf, now)
  return editDraft(shelf, { stem: 'trust', first: nobody }, () => ({ ...next, expires }))
}

/** Adds an issuer with its first key, or another key to it. */
export function addIssuer(
  shelf: Shelf,
  issuer: Omit<TrustIssuer, 'keys'>,
  key: IssuerKey,
  now: Date,
): Promise<Document> {
  return editTrust(shelf, now, (trust) => {
    const known = trust.issuers.find(({ id }) => id === issuer.id)
    const keys = [...(known?.keys ?? []), key]
    if (known?.keys.some(({ jwk }) => jwk.x === key.jwk.x) === true) {
      throw new OperatorError(`${issuer.id}: has this key already; name another with --key`)
    }
    return { ...trust, issuers: replaced(trust.issuers, { ...issuer, keys }) }
  })
}

/** How one key takes over from those before. */
export interface TakeOver {
  readonly issuer: string
  readonly jwk: PublicJwk
  readonly from: Date
  readonly until: Date
  /** For so long both sign, so that every desk may change at its own time. */
  readonly overlapDays: number
}

/** Lets a new key take over: the old ones end after the overlap, and codes they signed stay good until they expire. */
export function rotateIssuer(
  shelf: Shelf,
  { issuer, jwk, from, until, overlapDays }: TakeOver,
  now: Date,
): Promise<Document> {
  return editTrust(shelf, now, (trust) => {
    const known = issuerOf(trust, issuer)
    const last = known.keys.at(-1)
    if (last === undefined) throw new OperatorError(`${issuer}: has no key to take over from`)
    const end = instantText(new Date(from.getTime() + overlapDays * 86_400_000))
    const old = known.keys.map((key) => ({
      ...key,
      until: Date.parse(key.until) < Date.parse(end) ? key.until : end,
    }))
    const next = { ...last, jwk, from: instantText(from), until: instantText(until) }
    return { ...trust, issuers: replaced(trust.issuers, { ...known, keys: [...old, next] }) }
  })
}

/**
 * Revokes what a key signed in a window, at one site or at all; the rest of its codes stay good.
 *
 * @throws {@link OperatorError} for a key that the issuer does not have
 */
export function revoke(shelf: Shelf, revocation: Revocation, now: Date): Promise<Document> {
  return editTrust(shelf, now, async (trust) => {
    const { issuer, key, from, until } = revocation
    if (!(Date.parse(from) < Date.parse(until))) {
      throw new OperatorError(
        '--from: must be before --until; give the window in which it was misused',
      )
    }
    const names = await Promise.all(issuerOf(trust, issuer).keys.map(({ jwk }) => thumbprint(jwk)))
    const [found, ...others] = names.filter((name) => name.startsWith(key))
    if (found === undefined || others.length > 0) {
      throw new OperatorError(
        `--key: ${found === undefined ? 'no key' : 'more than one key'} of ${issuer} begins so; its keys are ${names.join(', ')}`,
      )
    }
    return { ...trust, revoked: [...trust.revoked, { ...revocation, key: found }] }
  })
}

function issuerOf({ issuers }: TrustPayload, id: string): TrustIssuer {
  const found = issuers.find((issuer) => issuer.id === id)
  if (found !== undefined) return found
  const known = issuers.map((issuer) => issuer.id).join(', ') || 'none'
  throw new OperatorError(`${id}: is no issuer of the trust list; it has ${known}`)
}

function replaced(issuers: readonly TrustIssuer[], next: TrustIssuer): readonly TrustIssuer[] {
  return issuers.some(({ id }) => id === next.id)
    ? issuers.map((issuer) => (issuer.id === next.id ? next : issuer))
    : [...issuers, next]
}
