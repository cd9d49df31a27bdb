/** Tests of HCERT: whose key it is, what the header says of it, what the key may state, and no forgery. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authoritiesOf } from '../../testing/dcc-authorities.ts'
import {
  claimsOf,
  dccOf,
  makeHcert,
  makeSigner,
  recovered,
  sample,
  vaccination,
  type HcertParts,
} from '../../testing/make-hcert.ts'
import { noAuthorities, type AuthorityKey } from '../../trust/authorities.ts'
import type { OtherCredential, Proof } from '../format.ts'
import { hcert } from './hcert.ts'

const [p256, p384, rsa] = [makeSigner(), makeSigner('P-384'), makeSigner('RSA')]
const dcc = dccOf({ v: [vaccination] })
const claims = claimsOf(dcc)
const good = makeHcert(p256, claims)

function decoded(text: string): OtherCredential {
  const [one] = hcert.decode([text])
  if (one === undefined || 'state' in one) throw new TypeError('cannot be read')
  return one
}

const prove = (text: string, ...keys: readonly AuthorityKey[]): Promise<Proof> =>
  hcert.prove(decoded(text), authoritiesOf('AT', ...keys))

const stateOf = async (text: string, ...keys: readonly AuthorityKey[]): Promise<string> =>
  (await prove(text, ...keys)).state

const made = (parts: HcertParts): string => makeHcert(p256, claims, parts)

test('a text is told by its first four characters', () => {
  expect(hcert.recognises(good)).toBe(true)
  expect(['HC2:', 'hc1:', ' HC1:', 'GG1:', ''].filter(hcert.recognises)).toEqual([])
})

test('what is no DCC still tells what it says, and who signed it, but is not to be relied on', async () => {
  const [one] = hcert.decode([makeHcert(p256, claimsOf({ ...dcc, dob: 1998 }))])
  if (one === undefined || !('state' in one) || one.credential === undefined) {
    throw new TypeError('nothing told')
  }
  expect(one.payload).toMatchObject({ dob: 1998 })
  expect([one.credential.facts, one.credential.person, one.credential.kinds]).toEqual([
    [],
    null,
    ['vaccination'],
  ])
  const proof = await hcert.prove(one.credential, authoritiesOf('AT', p256.listed))
  expect(proof.state).toBe('genuine')
})

test.each([
  ['one by name that WHO signs', new Map([['hcid', 'x']]), 'who-ddcc'],
  ['any other', new Map([[1, 'AT']]), 'hcert-other'],
])(
  'signed claims without a DCC, %s, are another code whose signature holds',
  async (_name, other, kind) => {
    const text = makeHcert(p256, other, { protectedKid: Uint8Array.of(0x31, 0x31) })
    expect([decoded(text).otherCode, decoded(text).kid]).toEqual([kind, 'MTE'])
    expect(await stateOf(text, { ...p256.listed, kid: 'MTE' })).toBe('genuine')
  },
)

test.each<[name: string, text: string, keys: readonly AuthorityKey[], state: string]>([
  ['P-256', good, [p256.listed], 'genuine'],
  ['P-384 under the number of P-256', makeHcert(p384, claims), [p384.listed], 'genuine'],
  ['RSA', makeHcert(rsa, claims), [rsa.listed], 'genuine'],
  ['tag 61 around tag 18', made({ tags: [61, 18] }), [p256.listed], 'genuine'],
  ['no tag', made({ tags: [] }), [p256.listed], 'genuine'],
  [
    'the kid beside what is signed',
    made({ protectedKid: null, unprotected: new Map([[4, p256.kid]]) }),
    [p256.listed],
    'genuine',
  ],
  [
    'the right kid signed, another beside it',
    made({ unprotected: new Map([[4, p384.kid]]) }),
    [p256.listed, p384.listed],
    'genuine',
  ],
  [
    'another kid signed, the right one beside it',
    made({ protectedKid: p384.kid, unprotected: new Map([[4, p256.kid]]) }),
    [p256.listed, p384.listed],
    'signature-invalid',
  ],
  [
    'a kid of seven bytes',
    made({ protectedKid: p256.kid.subarray(0, 7) }),
    [p256.listed],
    'key-unknown',
  ],
  [
    'a kid of nine bytes',
    made({ protectedKid: Uint8Array.of(...p256.kid, 0) }),
    [p256.listed],
    'key-unknown',
  ],
  ['no kid', made({ protectedKid: null }), [p256.listed], 'key-unknown'],
  [
    'two keys of one kid, the second right',
    good,
    [{ ...p384.listed, kid: p256.listed.kid }, p256.listed],
    'genuine',
  ],
  ['RSA named for a key on a curve', made({ algorithm: -37 }), [p256.listed], 'signature-invalid'],
  [
    'a curve named for an RSA key',
    makeHcert(rsa, claims, { algorithm: -7 }),
    [rsa.listed],
    'signature-invalid',
  ],
  [
    'an algorithm that HCERT does not know',
    makeHcert(p384, claims, { algorithm: -35 }),
    [p384.listed],
    'signature-invalid',
  ],
  ['no algorithm', made({ algorithm: null }), [p256.listed], 'signature-invalid'],
  ['no signature', made({ signature: () => new Uint8Array() }), [p256.listed], 'unsigned'],
  [
    'a signature that is longer',
    made({ signature: (bytes) => Uint8Array.of(...bytes, 0) }),
    [p256.listed],
    'signature-invalid',
  ],
  [
    'a signature of zeros',
    made({ signature: () => new Uint8Array(64) }),
    [p256.listed],
    'signature-invalid',
  ],
  [
    'issued before its key was to be used',
    good,
    [{ ...p256.listed, from: 1_630_000_001 }],
    'key-out-of-time',
  ],
  [
    'issued when its key was no more to be used',
    good,
    [{ ...p256.listed, until: 1_630_000_000 }],
    'key-out-of-time',
  ],
  [
    'issued in the first second of its key',
    good,
    [{ ...p256.listed, from: 1_630_000_000 }],
    'genuine',
  ],
  [
    'issued in the last second of its key',
    good,
    [{ ...p256.listed, until: 1_630_000_001 }],
    'genuine',
  ],
  [
    'its key listed twice, in time the second time',
    good,
    [{ ...p256.listed, until: 1 }, p256.listed],
    'genuine',
  ],
  [
    'by a stranger out of time',
    makeHcert(makeSigner(), claims, { protectedKid: p256.kid }),
    [{ ...p256.listed, until: 1 }],
    'signature-invalid',
  ],
])('%s', async (_name, text, keys, state) => {
  expect(await stateOf(text, ...keys)).toBe(state)
})

test('nobody listed, or nobody of that name, is an unknown issuer', async () => {
  expect((await hcert.prove(decoded(good), noAuthorities)).state).toBe('issuer-unknown')
  const others = authoritiesOf('DE', p384.listed)
  expect((await hcert.prove(decoded(good), others)).state).toBe('issuer-unknown')
})

test('a key that is stated without a name may have signed any code', async () => {
  const unnamed = { ...p256.listed, kid: null }
  const proof = await hcert.prove(decoded(good), authoritiesOf('*', p384.listed, unnamed))
  expect(proof.state).toBe('genuine')
  const others = await hcert.prove(decoded(makeHcert(p384, claims)), authoritiesOf('*', unnamed))
  expect(others.state).toBe('signature-invalid')
  const listed = await hcert.prove(decoded(good), authoritiesOf('AT', unnamed))
  expect(listed.state).toBe('key-unknown')
})

test('what a key may state is asked of every kind that a code states, of whatever disease', async () => {
  const kinds = [
    ['v', vaccination, 'vaccination'],
    ['t', sample, 'test'],
    ['r', recovered, 'recovery'],
  ] as const
  for (const [group, entry, kind] of kinds) {
    const text = makeHcert(p256, claimsOf(dccOf({ [group]: [{ ...entry, tg: '1' }] })))
    for (const states of [
      ['test'],
      ['vaccination'],
      ['recovery'],
      ['vaccination', 'recovery'],
      [],
    ]) {
      const proof = await prove(text, { ...p256.listed, states })
      expect(proof).toMatchObject({ keyUsage: states.includes(kind) ? 'allowed' : 'refused' })
    }
  }
  const both = makeHcert(p256, claimsOf(dccOf({ v: [vaccination], t: [sample] }, '1.0.0')))
  expect(await prove(both, { ...p256.listed, states: ['test'] })).toMatchObject({
    keyUsage: 'refused',
  })
})

test('the window of a key is the one in which its certificate holds', async () => {
  const window = { from: 1_620_000_000, until: 1_650_000_000 }
  expect(await prove(good, { ...p256.listed, ...window })).toMatchObject({ holds: window })
})

test('several texts are several codes', () => {
  expect(hcert.decode([good, 'HC1:', good]).map((one) => 'state' in one)).toEqual([
    false,
    true,
    false,
  ])
})

test('no change of a character makes a genuine code of other claims', async () => {
  const authorities = authoritiesOf('AT', p256.listed)
  const alphabet = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')
  const change = fc.tuple(
    fc.integer({ min: 4, max: good.length - 1 }),
    fc.constantFrom(...alphabet),
  )
  await fc.assert(
    fc.asyncProperty(change, async ([at, character]) => {
      const text = good.slice(0, at) + character + good.slice(at + 1)
      const [one] = hcert.decode([text])
      if (one === undefined || 'state' in one || text === good) return
      expect((await hcert.prove(one, authorities)).state).not.toBe('genuine')
    }),
    { numRuns: 500 },
  )
})

test('no change of a bit under the compression makes a genuine code of other claims', async () => {
  const authorities = authoritiesOf('AT', p256.listed)
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (bit) => {
      const text = made({
        cose: (bytes) =>
          bytes.map((byte, at) =>
            at === (bit >> 3) % bytes.length ? byte ^ (1 << (bit & 7)) : byte,
          ),
      })
      const [one] = hcert.decode([text])
      if (one === undefined) return
      const credential = 'state' in one ? one.credential : one
      if (credential === undefined) return
      const { state } = await hcert.prove(credential, authorities)
      // A tag is beside what is signed: of all others there is none that would be read.
      expect(state).not.toBe('genuine')
    }),
    { numRuns: 500 },
  )
})
