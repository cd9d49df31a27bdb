/** COSE_Sign1 by hand, and a small language of breakages: start from a good code, break one thing. */
import { base45 } from './base45.ts'
import { concat, sha256, utf8 } from './bytes.ts'
import { cbor, head } from './cbor.ts'
import { claimsMap, greengate, trimmed, type Claims } from './claims.ts'
import { signWith, type Key } from './keys.ts'

/** Every stage of a code, so that a port can be debugged stage by stage. */
export interface Code {
  readonly payload: Uint8Array
  readonly protectedHeader: Uint8Array
  readonly sigStructure: Uint8Array
  readonly cose: Uint8Array
  readonly text: string
}

/** What a recipe changes before or after the signature is made. */
export interface Breakage {
  /** Changes the claims set; the signature is made over the result. */
  readonly claims?: (map: Map<number, unknown>) => void
  /** Changes the Greengate claim's seven positions. */
  readonly claim?: (positions: unknown[]) => void
  /** Whether nulls at the end of the Greengate claim stay. */
  readonly keepNulls?: boolean
  /** Takes the place of the payload, as bytes. */
  readonly payload?: (payload: Uint8Array, map: Map<number, unknown>) => Uint8Array
  /** Takes the place of the protected header, as a value. */
  readonly header?: unknown
  /** Takes the place of the protected header, as bytes. */
  readonly headerBytes?: Uint8Array
  /** Takes the place of the signature. */
  readonly signature?: (signature: Uint8Array, sigStructure: Uint8Array) => Uint8Array
  /** Changes the array of four, encoded items each. */
  readonly items?: (items: Uint8Array[]) => Uint8Array[]
  /** Changes the whole COSE_Sign1. */
  readonly cose?: (cose: Uint8Array) => Uint8Array
}

/** 8 bytes that a real issuer draws at random, drawn here from the name of the case. */
export const ctiOf = (id: string): Uint8Array => sha256(utf8(id)).subarray(0, 8)

/** The algorithm that goes with a key, as a COSE number. */
export const algOf = (key: Key): number => (key.jwk.kty === 'OKP' ? -19 : -9)

/** Makes a code, sound but for the one thing that is broken. */
export const makeCode = (id: string, key: Key, claims: Claims, broken: Breakage = {}): Code => {
  const map = claimsMap(claims, ctiOf(id))
  const positions = map.get(greengate) as unknown[]
  broken.claim?.(positions)
  map.set(greengate, broken.keepNulls === true ? positions : trimmed(positions))
  broken.claims?.(map)
  const payload = broken.payload?.(cbor(map), map) ?? cbor(map)
  const header = new Map<number, unknown>([
    [1, algOf(key)],
    [4, key.kid],
  ])
  const protectedHeader = broken.headerBytes ?? cbor(broken.header ?? header)
  const sigStructure = cbor(['Signature1', protectedHeader, new Uint8Array(), payload])
  const signed = signWith(key, sigStructure)
  const signature = broken.signature?.(signed, sigStructure) ?? signed
  const items = [cbor(protectedHeader), cbor(new Map()), cbor(payload), cbor(signature)]
  const kept = broken.items?.(items) ?? items
  const whole = concat(head(4, kept.length), ...kept)
  const cose = broken.cose?.(whole) ?? whole
  return { payload, protectedHeader, sigStructure, cose, text: `GG1:${base45(cose)}` }
}
