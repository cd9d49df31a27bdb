/** verify/signature.json: one thing wrong with the signature, or with what it covers (format.md 2 and 6.3). */
import { concat, flipBit, fromHex, hex, sha256 } from '../hand/bytes.ts'
import { cbor } from '../hand/cbor.ts'
import { makeCode, type Breakage } from '../hand/code.ts'
import { neutral, neutralAboveTheField, withLargeS, withNeutralR } from '../hand/ed25519.ts'
import { key, signWith } from '../hand/keys.ts'
import { bytes32, order } from '../hand/p256.ts'
import { byRule, invalid, pass } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import type { Claims } from '../hand/claims.ts'
import { person } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

const rootEnds = '2026-12-31T16:00:00Z'
const granted = pass(byRule('rule-pass', 'cn-3301/14#1'))
const byP256: Claims = { ...person, issuer: 'cn-33' }
const good = key('issuer-good')

const wrong = (id: string, claims: Claims, broken: Breakage, comment: string): Case =>
  shows(id, claims, invalid('signature-invalid'), rootEnds, comment, { broken, colour: null })

const s = (signature: Uint8Array): bigint => BigInt(`0x${hex(signature.subarray(32))}`)
const withS = (signature: Uint8Array, value: bigint): Uint8Array =>
  concat(signature.subarray(0, 32), bytes32(value))
const withR = (signature: Uint8Array, value: bigint): Uint8Array =>
  concat(bytes32(value), signature.subarray(32))

const headerOf = (alg: number, kid: Uint8Array): Map<number, unknown> =>
  new Map<number, unknown>([
    [1, alg],
    [4, kid],
  ])

/** Takes the payload for another after the signature was made. */
const swapPayload = (items: Uint8Array[]): Uint8Array[] => {
  const other = makeCode('another code', good, person).payload
  return items.with(2, cbor(other))
}

const zeros = new Uint8Array(64)

const ed25519: readonly Case[] = [
  shows('ed25519-good', person, granted, person.validUntil, 'the good case of this file'),
  wrong('ed25519-first-bit', person, { signature: (b) => flipBit(b, 0) }, 'one bit of R'),
  wrong('ed25519-last-bit', person, { signature: (b) => flipBit(b, -1) }, 'one bit of S'),
  wrong('ed25519-all-zero', person, { signature: () => zeros }, '64 zero bytes'),
  wrong('ed25519-s-plus-order', person, { signature: withLargeS }, 'S + L in the place of S'),
  wrong(
    'ed25519-r-of-small-order',
    person,
    { signature: (_, message) => withNeutralR(good, message, neutral) },
    'the equation holds, but R is the neutral element',
  ),
  wrong(
    'ed25519-r-not-canonical',
    person,
    { signature: (_, message) => withNeutralR(good, message, neutralAboveTheField) },
    'the equation holds, but R is written as p + 1',
  ),
  wrong('ed25519-payload-of-another-code', person, { items: swapPayload }, 'payload swapped'),
  wrong(
    'ed25519-header-says-esp256',
    person,
    { header: headerOf(-9, good.kid) },
    'signed rightly, but the header disagrees with the key',
  ),
  wrong(
    'ed25519-over-the-digest',
    person,
    { signature: (_, message) => signWith(good, sha256(message)) },
    'a right signature by the right key over other bytes',
  ),
]

const p256: readonly Case[] = [
  shows('esp256-good', byP256, granted, person.validUntil, 'the good P-256 case of this file'),
  wrong('esp256-first-bit', byP256, { signature: (b) => flipBit(b, 0) }, 'one bit of r'),
  wrong('esp256-last-bit', byP256, { signature: (b) => flipBit(b, -1) }, 'one bit of s'),
  wrong('esp256-s-high', byP256, { signature: (b) => withS(b, order - s(b)) }, 'n - s for s'),
  wrong('esp256-s-zero', byP256, { signature: (b) => withS(b, 0n) }, 's is 0'),
  wrong('esp256-s-order', byP256, { signature: (b) => withS(b, order) }, 's is n'),
  wrong('esp256-r-zero', byP256, { signature: (b) => withR(b, 0n) }, 'r is 0'),
  wrong('esp256-r-order', byP256, { signature: (b) => withR(b, order) }, 'r is n'),
  wrong('esp256-all-zero', byP256, { signature: () => zeros }, '64 zero bytes'),
  wrong(
    'esp256-all-ones',
    byP256,
    { signature: () => fromHex('ff'.repeat(64)) },
    'r and s are above n',
  ),
  wrong(
    'esp256-header-says-ed25519',
    byP256,
    { header: headerOf(-19, key('issuer-p256').kid) },
    'signed rightly, but the header disagrees with the key',
  ),
]

export const verifySignature: VectorFile = {
  path: 'verify/signature.json',
  schema: 'verify',
  about: 'Signatures: what a strict verifier refuses whatever its backend would say (format.md 2).',
  groups: [{ given: standard, cases: [...ed25519, ...p256] }],
}
