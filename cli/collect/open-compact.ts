/** Opens what a station signed: a compact JWS (RFC 7515) by an Ed25519 key. */
import { createPublicKey, verify } from 'node:crypto'
import type { PublicJwk } from 'greengate/issue'
import { asObject } from '../edges/json-file.ts'

/** A JWS whose form is right; whose it is says `isBy`. */
export interface OpenedJws {
  /** Nothing may be made of it before `isBy` has said yes. */
  readonly payload: Readonly<Record<string, unknown>>
  isBy(key: PublicJwk): boolean
}

/** Takes a JWS of a type apart; undefined for everything else. */
export function openCompact(text: string, typ: string): OpenedJws | undefined {
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  const { alg, typ: said } = objectIn(header) ?? {}
  const value = objectIn(payload)
  if (parts.length !== 3 || alg !== 'Ed25519' || said !== typ || value === undefined) {
    return undefined
  }
  return {
    payload: value,
    isBy(key) {
      if (key.kty !== 'OKP') return false
      const opened = createPublicKey({ key: { ...key }, format: 'jwk' })
      const signed = Buffer.from(`${header}.${payload}`)
      return verify(null, signed, opened, Buffer.from(signature, 'base64url'))
    },
  }
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(Buffer.from(part, 'base64url').toString()))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
