/** Compact JWS (RFC 7515) by Ed25519, as a station and its collector sign to each other. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { Signer } from 'greengate/issue'

/** Signs a payload. */
export async function signCompact(
  typ: string,
  payload: unknown,
  signer: Pick<Signer, 'sign'>,
): Promise<string> {
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'Ed25519', typ })}.${encode(payload)}`
  const signature = await signer.sign(Buffer.from(input))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}

/** The payload of a JWS of that type by that key; undefined for everything else. */
export function openCompact(
  text: string,
  typ: string,
  key: KeyObject,
): Readonly<Record<string, unknown>> | undefined {
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  const { alg, typ: said } = objectIn(header) ?? {}
  if (parts.length !== 3 || alg !== 'Ed25519' || said !== typ) return undefined
  const signed = Buffer.from(`${header}.${payload}`)
  if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) return undefined
  return objectIn(payload)
}

/** A public Ed25519 key as others name it: a JWK. */
export function publicKeyOf(jwk: Readonly<Record<string, unknown>>): KeyObject {
  const { kty, crv, x } = jwk
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string') {
    throw new TypeError('the key must be an Ed25519 JWK')
  }
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
