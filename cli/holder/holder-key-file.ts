/** A holder's key in a file: for trials and for holders without a phone. */
import type { HolderKey } from 'greengate/holder'
import { jwkSigner, publicJwk } from 'greengate/issue'
import { readPrivateKey } from '../keys/key-file.ts'

/**
 * Reads a holder's key.
 *
 * @throws {@link OperatorError}
 */
export async function readHolderKey(path: string): Promise<HolderKey> {
  const jwk = await readPrivateKey(path)
  const signer = await jwkSigner(jwk)
  return { publicJwk: publicJwk(jwk), sign: (bytes) => signer.sign(bytes) }
}
