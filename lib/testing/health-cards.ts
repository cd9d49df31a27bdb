/** Makes SMART Health Cards by other hands than ours: jose signs, zlib deflates. */
import { deflateRawSync } from 'node:zlib'
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { openOtherKey, parseOtherJwk } from '../crypto/other-key.ts'
import type { AuthorityKey } from '../trust/authorities.ts'

/** A key that signs cards. */
export interface CardSigner {
  readonly kid: string
  /** As its issuer publishes it. */
  readonly published: Readonly<Record<string, unknown>>
  readonly sign: (payload: Uint8Array, header?: object) => Promise<string>
}

/** Makes a key. */
export async function newCardSigner(): Promise<CardSigner> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  return {
    kid,
    published: { ...jwk, kid, use: 'sig', alg: 'ES256' },
    sign: (payload, header = {}) =>
      new CompactSign(payload)
        .setProtectedHeader({ alg: 'ES256', zip: 'DEF', kid, ...header })
        .sign(privateKey),
  }
}

/** A card of a payload that is JSON already, or becomes it. */
export function signCard(signer: CardSigner, payload: string | object): Promise<string> {
  const json = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return signer.sign(deflateRawSync(new TextEncoder().encode(json)))
}

/** Text as the digits of a QR code. */
export function toDigits(text: string): string {
  return Array.from(text, (c) => String(c.charCodeAt(0) - 45).padStart(2, '0')).join('')
}

/** A card as the text of a QR code. */
export const toNumeric = (jws: string): string => `shc:/${toDigits(jws)}`

/** A card in so many parts. */
export function toParts(jws: string, total: number): readonly string[] {
  const cut = (i: number): number => Math.floor((i * jws.length) / total)
  return Array.from(
    { length: total },
    (_, i) => `shc:/${i + 1}/${total}/${toDigits(jws.slice(cut(i), cut(i + 1)))}`,
  )
}

/** A key as a trust list has it. */
export function listed(published: unknown, more: Partial<AuthorityKey> = {}): AuthorityKey {
  return {
    kid: (published as { kid: string }).kid,
    key: openOtherKey(parseOtherJwk(published)),
    from: 0,
    until: 4_000_000_000,
    states: ['*'],
    regions: ['*'],
    chain: [],
    revoked: [],
    ...more,
  }
}
