/** Test-only keys, made from their names, so that a run can be repeated and no key lies in the repository. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import type { Algorithm, PrivateJwk } from '../crypto/jwk.ts'

/** PKCS #8 up to the secret: an Ed25519 key (RFC 8410), a P-256 key without its public part (RFC 5915). */
const pkcs8 = {
  Ed25519: '302e020100300506032b657004220420',
  ESP256: '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420',
} as const

/** The private key of a name: never for anything but tests. */
export function keyNamed(name: string, algorithm: Algorithm = 'Ed25519'): PrivateJwk {
  const secret = createHash('sha256').update(`greengate test key: ${name}`).digest('hex')
  const key = createPrivateKey({
    key: Buffer.from(pkcs8[algorithm] + secret, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
  const d = Buffer.from(secret, 'hex').toString('base64url')
  return { kty, crv, x, ...(y === undefined ? {} : { y }), d } as PrivateJwk
}
