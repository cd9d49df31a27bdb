/** Finds which of an authority's keys signed a code, and what follows from that: for formats whose kid names keys. */
import { checkOtherSignature, type Scheme } from '../crypto/other-key.ts'
import { GreengateError } from '../errors.ts'
import type { AuthorityKey, ListedKey } from '../trust/authorities.ts'
import type { OtherCredential, Proof } from './format.ts'
import { keyUsageOf } from './key-usage.ts'

/**
 * Tries the keys that a code's kid names. Of time it says only whether the key was to be used when the code was issued,
 * and says so after the signature, so that this reason is never given for a code that somebody else made.
 *
 * @param scheme - The way of signing that the code's header names; undefined: none that is known.
 * @param isHeld - Whether the keys are those of certificates, which must hold at the clock too.
 */
export async function proveByKeys(
  credential: OtherCredential,
  listed: readonly ListedKey[],
  scheme: Scheme | undefined,
  isHeld: boolean,
): Promise<Proof> {
  let failure: Proof = { state: 'signature-invalid' }
  for (const { authority, key } of listed) {
    const isSigner = scheme === undefined ? false : await isSignedBy(credential, key, scheme)
    if (isSigner === 'unsupported' && failure.state === 'signature-invalid') {
      failure = { state: 'unsupported-key' }
    }
    if (isSigner !== true) continue
    const { from, until } = key
    const { issuedAt } = credential
    if (issuedAt !== null && !(from <= issuedAt && issuedAt < until)) {
      // It may be listed again, with another window.
      failure = { state: 'key-out-of-time', isSigned: true }
      continue
    }
    return {
      state: 'genuine',
      authority,
      key,
      // A code that does not say when it was issued can have its key's window at the clock alone.
      holds: isHeld || issuedAt === null ? { from, until } : null,
      keyUsage: keyUsageOf(credential, key),
      isRevoked: false,
    }
  }
  return failure
}

async function isSignedBy(
  { signature, signed }: OtherCredential,
  { key }: AuthorityKey,
  scheme: Scheme,
): Promise<boolean | 'unsupported'> {
  try {
    return await checkOtherSignature(key, scheme, signature, signed)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // A point off its curve signed nothing.
    return error.code === 'ERR_KEY_UNSUPPORTED' ? 'unsupported' : false
  }
}
