/** Tests of decoding: whatever is read has one form only, and whatever was altered is read or refused by its code. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfCode, codeOfBytes } from '../../house/alter.ts'
import { parsePublicJwk } from '../crypto/jwk.ts'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { alteredCbor } from '../testing/arbitrary-cbor.ts'
import { claims as anyClaims } from '../testing/arbitrary-claims.ts'
import { keyNamed } from '../testing/keys.ts'
import { refusal } from '../testing/refusal.ts'
import { at, goodClaims, hour, issueCode } from '../testing/world.ts'
import { claimsOf } from './claims-of.ts'
import type { Claims } from './claims.ts'
import type { Credential } from './credential.ts'
import { decodeText } from './decode.ts'
import { encodePayload } from './encode.ts'

const tags = [1, 4, 100]
const limits = { maxBytes: 1024, tags }

/** Everything that a code can carry, the reserved parts too. */
const rich: Claims = {
  ...goodClaims,
  validFrom: at(0),
  statusIndex: 1_000_000,
  assessment: {
    outcome: 'stop',
    ruleSet: 'other',
    version: 14,
    rule: 7,
    assessedAt: at(-2 * hour),
  },
  holderKey: parsePublicJwk(keyNamed('holder', 'ESP256')),
  facts: [
    ...goodClaims.facts!,
    {
      id: 'v',
      kind: 'vaccination',
      source: 's',
      recordedAt: at(-hour),
      fields: { day: '2020-02-11', dose: 2, heat: 36.6, ok: true },
      retracts: 't1',
    },
  ],
}
const secret = { tag: new Uint8Array(16).fill(1), commitment: new Uint8Array(24).fill(2) }
const richPayload = decodeCbor(encodePayload(rich, new Uint8Array(8), secret), limits)

const header = encodeCbor(
  new Map<number, CborValue>([
    [1, -19],
    [4, new Uint8Array(8)],
  ]),
)
const textOf = (envelope: CborValue): string => codeOfBytes(encodeCbor(envelope))
const around = (payload: CborValue): string =>
  textOf([header, new Map(), encodeCbor(payload), new Uint8Array(64)])

const codes = /^ERR_(BASE45_MALFORMED|CBOR_MALFORMED|CBOR_TOO_LARGE|CODE_MALFORMED|KEY_MALFORMED)$/

/** What a credential says, written again. */
const rewritten = (credential: Credential): Uint8Array => {
  const { tag, commitment, id } = credential
  return encodePayload(claimsOf(credential), id, {
    ...(tag === null ? {} : { tag }),
    ...(commitment === null ? {} : { commitment }),
  })
}

test('a payload that is read is the payload that is written, whatever was altered in it', () => {
  const seen: Record<string, number> = {}
  fc.assert(
    fc.property(alteredCbor(richPayload), (payload) => {
      const text = around(payload)
      const code = refusal(() => decodeText(text)) ?? 'read'
      seen[code] = (seen[code] ?? 0) + 1
      if (code === 'read') expect(rewritten(decodeText(text))).toEqual(encodeCbor(payload))
      else expect(code).toMatch(codes)
    }),
    { numRuns: 3000 },
  )
  console.log(`codes: altered payloads ${JSON.stringify(seen)}`)
  expect(seen['read']).toBeGreaterThan(100)
  expect(seen['ERR_CODE_MALFORMED']).toBeGreaterThan(1000)
})

test('an envelope that was altered anywhere is read or refused by its code', () => {
  const envelope: CborValue = [header, new Map(), encodeCbor(richPayload), new Uint8Array(64)]
  fc.assert(
    fc.property(alteredCbor(envelope), (altered) => {
      const code = refusal(() => decodeText(textOf(altered)))
      if (code !== undefined) expect(code).toMatch(codes)
    }),
    { numRuns: 1000 },
  )
})

test('an envelope that is read is the only one for its parts', async () => {
  const bytes = bytesOfCode(await issueCode(rich))
  const [, , payload, signature] = decodeCbor(bytes, { maxBytes: 1024 }) as readonly Uint8Array[]
  const { signed } = decodeText(codeOfBytes(bytes))
  expect(decodeCbor(signed, { maxBytes: 1100 })).toEqual([
    'Signature1',
    bytes.subarray(2, 15),
    new Uint8Array(0),
    payload,
  ])
  expect(bytes.subarray(-64)).toEqual(signature)
})

describe('a live code', async () => {
  const inner = bytesOfCode(await issueCode(rich))
  const proof = new Uint8Array(64).fill(7)
  const step = 59_131_680

  test('is the code inside it, with a step and a signature', () => {
    const { live, ...rest } = decodeText(textOf([inner, step, proof]))
    expect(live).toEqual({ step, signature: proof, envelope: inner })
    expect({ ...rest, live: null }).toEqual(decodeText(codeOfBytes(inner)))
  })

  test.each<readonly [what: string, envelope: CborValue]>([
    ['text for the code inside', ['inner', step, proof]],
    ['the code inside it as an array', [decodeCbor(inner, limits), step, proof]],
    ['no code inside', [new Uint8Array(0), step, proof]],
    ['a live code inside', [encodeCbor([inner, step, proof]), step, proof]],
    ['a code of more than 1,024 bytes inside', [new Uint8Array(1025), step, proof]],
    ['a code with a byte too many inside', [new Uint8Array([...inner, 0]), step, proof]],
    ['a negative step', [inner, -1, proof]],
    ['a step of a year that no instant has', [inner, 242_000_000, proof]],
    ['text for the step', [inner, '59131680', proof]],
    ['no step', [inner, null, proof]],
    ['a signature of 63 bytes', [inner, step, proof.subarray(1)]],
    ['a signature of 65 bytes', [inner, step, new Uint8Array(65)]],
    ['two items', [inner, step]],
    ['five items', [inner, step, proof, proof, proof]],
    ['nothing but itself', []],
  ])('with %s is refused', (_, envelope) => {
    expect(refusal(() => decodeText(textOf(envelope)))).toMatch(codes)
  })
})

test('any claims that are written are read as they were', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const payload = encodePayload(claims, new Uint8Array(8))
      fc.pre(payload.length < 900)
      const credential = decodeText(textOf([header, new Map(), payload, new Uint8Array(64)]))
      expect(rewritten(credential)).toEqual(payload)
    }),
    { numRuns: 200 },
  )
})
