/** Opens whoever signs the codes of a batch: a key file signs here and at once, all others as they sign documents. */
import { createPrivateKey, sign } from 'node:crypto'
import type { Signer } from 'greengate/issue'
import { openSigner, readAnyKey, type SignerOptions } from '../bundle/signer.ts'
import { describeKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'

/**
 * Opens a signer.
 *
 * @throws {@link OperatorError}
 */
export async function openCodeSigner(options: SignerOptions): Promise<Signer> {
  if (options.key !== undefined) return keyFileSigner(options.key, options.identity)
  if (options.pkcs11 !== undefined && process.env['GREENGATE_PIN'] === undefined) {
    throw new OperatorError(
      '--pkcs11: nobody can be asked for each code; put the PIN into GREENGATE_PIN',
    )
  }
  const signer = await openSigner(options)
  const { kid, alg } = await describeKey(signer.jwk)
  return { kid: bytesOf(kid), alg, sign: (bytes) => signer.sign(bytes) }
}

/** Signing where one stands takes a quarter of what WebCrypto takes, which asks another thread each time. */
async function keyFileSigner(path: string, identity: string | undefined): Promise<Signer> {
  const jwk = await readAnyKey(path, identity)
  const { kid, alg } = await describeKey(jwk)
  // Whether private and public part fit, Node does not ask: so does whoever opens it for documents.
  await openSigner({ key: path, ...(identity === undefined ? {} : { identity }) })
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  const how = alg === 'Ed25519' ? null : 'sha256'
  const handle = alg === 'Ed25519' ? key : ({ key, dsaEncoding: 'ieee-p1363' } as const)
  return {
    kid: bytesOf(kid),
    alg,
    sign: (bytes) => Promise.resolve(bytesOfBuffer(sign(how, bytes, handle))),
  }
}

function bytesOf(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}

function bytesOfBuffer({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length)
}
