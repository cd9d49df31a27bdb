/** Makes identity codes (CWT claim 169) for tests: each part as it should be, or as the test says. */
import { deflateSync } from 'node:zlib'
import { encodeBase45 } from '../encoding/base45.ts'
import type { CborValue } from '../encoding/cbor.ts'
import { keyNamed } from './keys.ts'
import { signedCose, type CoseParts } from './signed-cose.ts'

/** Whose codes they are. */
export const issuer = 'https://id.example'
/** The key that signs them. */
export const key = keyNamed('claim169')
/** When they were issued, and until when they are good. */
export const [from, until] = [1_700_000_000, 1_800_000_000]
/** The members of the claim. */
export const identity: readonly (readonly [number, CborValue])[] = [
  [1, 'ID-1'],
  [4, 'Janardhan B S'],
  [8, '19840418'],
]

/** Claims of the CWT by label, in place of the usual ones. */
export type Claims = readonly (readonly [number, CborValue])[]
/** Bytes as the text of a code. */
export const pack = (bytes: Uint8Array, level = 9): string =>
  encodeBase45(new Uint8Array(deflateSync(bytes, { level })))
/** The signed bytes of a code as it should be, but for what is said otherwise. */
export const envelope = (claims: Claims = [], parts: Partial<CoseParts> = {}): Uint8Array => {
  const all = new Map<number, CborValue>([
    [1, issuer],
    [4, until],
    [6, from],
    [169, new Map(identity)],
    ...claims,
  ])
  const alg = (parts.key ?? key).kty === 'OKP' ? -8 : -7
  return signedCose({ key, header: [[1, alg]], payload: all, ...parts })
}
/** The code itself. */
export const code = (claims: Claims = [], parts: Partial<CoseParts> = {}): string =>
  pack(envelope(claims, parts))
