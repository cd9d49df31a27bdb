/** Tests of taking an `HC1:` text apart: each stage its own reason, and what comes of what can be read. */
import { deflateSync } from 'node:zlib'
import { encode } from 'cbor2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  claimsOf,
  dccOf,
  makeHcert,
  makeSigner,
  textOf,
  vaccination,
} from '../../testing/make-hcert.ts'
import type { OtherCredential } from '../format.ts'
import { decodeHcert } from './decode-hcert.ts'

const signer = makeSigner()
const dcc = dccOf({ v: [vaccination] })
const claims = claimsOf(dcc)
const good = makeHcert(signer, claims)

function decoded(text: string): OtherCredential {
  const one = decodeHcert(text)
  if ('state' in one) throw new TypeError('cannot be read')
  return one
}

function reasonOf(text: string): unknown {
  const one = decodeHcert(text)
  return 'state' in one ? one.reason : undefined
}

let bare = new Uint8Array()
const made = (parts: Parameters<typeof makeHcert>[2]): string => makeHcert(signer, claims, parts)
made({ cose: (bytes) => (bare = new Uint8Array(bytes)) })
const withoutClaim = (label: number): string => {
  const less = claimsOf(dcc)
  less.delete(label)
  return makeHcert(signer, less)
}

test.each<[name: string, text: string, code: string]>([
  ['more than any QR code holds', `HC1:${'0'.repeat(4293)}`, 'too-long'],
  ['small letters', good.toLowerCase().replace('hc1', 'HC1'), 'text-damaged'],
  ['a text that is cut off by one', good.slice(0, -1), 'text-damaged'],
  ['nothing', 'HC1:', 'compression-damaged'],
  ['no compression at all', textOf(bare), 'compression-damaged'],
  [
    'what inflates without end',
    textOf(new Uint8Array(deflateSync(new Uint8Array(1_000_000)))),
    'too-large',
  ],
  ['a COSE_Sign1 cut off', made({ cose: (bytes) => bytes.subarray(0, -1) }), 'envelope-damaged'],
  [
    'bytes after a COSE_Sign1',
    made({ cose: (bytes) => Uint8Array.of(...bytes, 0) }),
    'envelope-damaged',
  ],
  ['another tag', made({ tags: [98] }), 'envelope-damaged'],
  ['claims that are no CBOR', makeHcert(signer, Uint8Array.of(0xff, 0xff)), 'envelope-damaged'],
  ['a claim twice', makeHcert(signer, Uint8Array.of(0xa2, 1, 1, 1, 2)), 'envelope-damaged'],
  [
    'claims nested without end',
    makeHcert(signer, new Uint8Array(2000).fill(0x81)),
    'envelope-damaged',
  ],
  ['claims that are a list', makeHcert(signer, [1]), 'payload-damaged'],
  [
    'a claim of HCERT that is no map',
    makeHcert(signer, claimsOf(0, [[-260, 'x']])),
    'payload-damaged',
  ],
  [
    'a claim of HCERT without a DCC',
    makeHcert(signer, claimsOf(0, [[-260, new Map([[2, dcc]])]])),
    'payload-damaged',
  ],
  ['a DCC that is none', makeHcert(signer, claimsOf({ ...dcc, dob: 1998 })), 'payload-damaged'],
  ['no instant of issue', withoutClaim(6), 'payload-damaged'],
  ['no end', withoutClaim(4), 'payload-damaged'],
  [
    'an end in milliseconds',
    makeHcert(signer, claimsOf(dcc, [[4, 1_640_000_000_000]])),
    'payload-damaged',
  ],
  ['an end in words', makeHcert(signer, claimsOf(dcc, [[4, '2021-12-20']])), 'payload-damaged'],
  ['an end that is no number', makeHcert(signer, claimsOf(dcc, [[4, NaN]])), 'payload-damaged'],
  [
    'an end beyond all integers',
    makeHcert(signer, claimsOf(dcc, [[4, 2n ** 64n - 1n]])),
    'payload-damaged',
  ],
  [
    'a beginning that is no number',
    makeHcert(signer, claimsOf(dcc, [[5, 'now']])),
    'payload-damaged',
  ],
])('%s is refused at its stage', (_name, text, code) => {
  expect(reasonOf(text)).toEqual({ code, format: 'hcert' })
})

test('times are whole seconds, the ones that are named included', () => {
  const window = ({ issuedAt, validFrom, validUntil }: OtherCredential) => [
    issuedAt,
    validFrom,
    validUntil,
  ]
  expect(window(decoded(good))).toEqual([1_630_000_000, null, 1_640_000_001])
  const fractions = claimsOf(dcc, [
    [4, 1_640_000_000.9],
    [5, 1_630_000_100.1],
    [6, 1_630_000_000.9],
  ])
  expect(window(decoded(makeHcert(signer, fractions)))).toEqual([
    1_630_000_000, 1_630_000_100, 1_640_000_001,
  ])
})

test('any bytes in the place of the DCC are an answer', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: false, maxDepth: 3 }), (value) => {
      let bytes: Uint8Array
      try {
        bytes = encode(new Map([[-260, new Map([[1, value]])]]))
      } catch {
        return
      }
      expect(decodeHcert(makeHcert(signer, bytes))).toBeDefined()
    }),
    { numRuns: 300 },
  )
})
