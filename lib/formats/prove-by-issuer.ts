/** Finds the key among those of the issuer that a code names, and checks the signature with it. */
import { checkOtherSignature, type Scheme } from '../crypto/other-key.ts'
import { GreengateError } from '../errors.ts'
import type { Authorities, AuthorityKey } from '../trust/authorities.ts'
import type { OtherCredential, Proof } from './format.ts'

/**
 * Proves a code whose issuer is an authority's id.
 *
 * @param scheme - In which way its header says that it is signed; undefined: in none that we know.
 * @param mayHaveSigned - Whether a key of the issuer comes into question, by its kid and its kind.
 */
export async function proveByIssuer(
  credential: OtherCredential,
  authorities: Authorities,
  scheme: Scheme | undefined,
  mayHaveSigned: (key: AuthorityKey) => boolean,
): Promise<Proof> {
  const { format, issuer, signature, signed, kinds } = credential
  if (signature.length === 0) return { state: 'unsigned' }
  const authority = authorities.get(format)?.authorities.get(issuer ?? '')
  if (authority === undefined) return { state: 'issuer-unknown' }
  const candidates = authority.keys.filter(mayHaveSigned)
  if (candidates.length === 0) return { state: 'key-unknown' }
  const timely = candidates.filter((key) => isWithin(credential, key))
  if (timely.length === 0) return { state: 'key-out-of-time' }
  let state: 'signature-invalid' | 'unsupported-key' = 'signature-invalid'
  for (const key of timely) {
    const signer = scheme === undefined ? 'no' : await tryKey(key, scheme, signature, signed)
    if (signer === 'unsupported') state = 'unsupported-key'
    if (signer !== 'yes') continue
    if (key.revoked.some((span) => isWithin(credential, span))) return { state: 'key-revoked' }
    const isAllowed = kinds.every((kind) => key.states.includes('*') || key.states.includes(kind))
    const keyUsage = isAllowed ? 'allowed' : 'refused'
    return { state: 'genuine', authority, key, holds: null, keyUsage, isRevoked: false }
  }
  return { state }
}

interface Span {
  readonly from: number
  readonly until: number
}

/** A code that does not say when it was issued is of no span that has an end. */
function isWithin({ issuedAt }: OtherCredential, { from, until }: Span): boolean {
  if (issuedAt === null) return from === -Infinity && until === Infinity
  return from <= issuedAt && issuedAt < until
}

async function tryKey(
  { key }: AuthorityKey,
  scheme: Scheme,
  signature: Uint8Array,
  signed: Uint8Array,
): Promise<'yes' | 'no' | 'unsupported'> {
  try {
    return (await checkOtherSignature(key, scheme, signature, signed)) ? 'yes' : 'no'
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return 'unsupported'
  }
}
