/** A holder for tests: the same name is the same key in every run. */
import { parsePublicJwk, type Algorithm } from '../crypto/jwk.ts'
import { jwkSigner } from '../crypto/signer.ts'
import type { HolderKey } from '../holder/holder-key.ts'
import { keyNamed } from './keys.ts'

/** The key of a holder. */
export async function holderNamed(name: string, algorithm?: Algorithm): Promise<HolderKey> {
  const jwk = keyNamed(name, algorithm)
  const signer = await jwkSigner(jwk)
  return { publicJwk: parsePublicJwk(jwk), sign: (bytes) => Promise.resolve(signer.sign(bytes)) }
}
