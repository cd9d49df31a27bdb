/** Keys made from their names, and General JWS made with them: what a scenario is signed by, the same in every run. */
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  type KeyObject,
} from 'node:crypto'
import type { BundleDocument, PublicJwk } from 'greengate/issue'
import { canonicalJson, publicJwk, thumbprint } from 'greengate/issue'

/** A key of the scenario. */
export interface NamedKey {
  readonly jwk: PublicJwk
  readonly thumbprint: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

const sha256 = (name: string): Buffer => createHash('sha256').update(name).digest()

/** What stands before the seed in the PKCS #8 form of an Ed25519 key (RFC 8410). */
const lead = Buffer.from('302e020100300506032b657004220420', 'hex')

const made = async (privateKey: KeyObject): Promise<NamedKey> => {
  const publicKey = createPublicKey(privateKey)
  const jwk = publicJwk(publicKey.export({ format: 'jwk' }))
  return { jwk, thumbprint: await thumbprint(jwk), privateKey, publicKey }
}

/** The Ed25519 key of a name. */
export const ed25519Key = (name: string): Promise<NamedKey> =>
  made(createPrivateKey({ key: Buffer.concat([lead, sha256(name)]), format: 'der', type: 'pkcs8' }))

/** The P-256 key of a name. */
export const p256Key = (name: string): Promise<NamedKey> => {
  const curve = createECDH('prime256v1')
  const seed = sha256(name)
  curve.setPrivateKey(seed)
  const point = curve.getPublicKey()
  const part = (bytes: Buffer): string => bytes.toString('base64url')
  const [x, y] = [part(point.subarray(1, 33)), part(point.subarray(33))]
  return made(
    createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: part(seed) }, format: 'jwk' }),
  )
}

/** Unix seconds of an instant as documents write it. */
export const secondsOf = (instant: string): number => Date.parse(instant) / 1000

/** Signs a document of the test world with every key given (docs/bundle.md 1). */
export const signDocument = (
  name: string,
  value: unknown,
  keys: readonly NamedKey[],
  signedAt: string,
): BundleDocument => {
  const payload = Buffer.from(canonicalJson(value))
  const typ = `greengate-test-${name.split('/')[0] ?? ''}`
  const signatures = keys.map(({ jwk, thumbprint: kid, privateKey }) => {
    const alg = jwk.kty === 'OKP' ? 'Ed25519' : 'ES256'
    const header = { alg, b64: false, crit: ['b64'], kid, signedAt: secondsOf(signedAt), typ }
    const text = Buffer.from(JSON.stringify(header)).toString('base64url')
    const message = Buffer.concat([Buffer.from(`${text}.`), payload])
    const how = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
    const signature = sign(jwk.kty === 'OKP' ? null : 'sha256', message, how)
    return { protected: text, signature: signature.toString('base64url') }
  })
  return {
    name,
    payload: new Uint8Array(payload),
    signatures: new Uint8Array(Buffer.from(JSON.stringify({ signatures }))),
  }
}
