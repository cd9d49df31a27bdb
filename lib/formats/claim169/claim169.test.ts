/** Tests of identity codes: the corpora, which texts are taken for one, and each part broken alone. */
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parsePublicJwk, type PrivateJwk } from '../../crypto/jwk.ts'
import { openOtherKey, parseOtherJwk } from '../../crypto/other-key.ts'
import { decodeBase45, encodeBase45 } from '../../encoding/base45.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { encodeCbor, type CborValue } from '../../encoding/cbor.ts'
import { decodeAnyCbor } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { inflateZlib } from '../../encoding/inflate.ts'
import { fromHex, hasCorpora, listCorpus, readCorpus } from '../../testing/corpora.ts'
import { keyNamed } from '../../testing/keys.ts'
import { authoritiesOf, signedCose, type CoseParts } from '../../testing/signed-cose.ts'
import type { Authorities } from '../../trust/authorities.ts'
import type { OtherCredential } from '../format.ts'
import { claim169 } from './claim169.ts'

const issuer = 'https://id.example'
const key = keyNamed('claim169')
const [from, until] = [1_700_000_000, 1_800_000_000]
const identity: readonly (readonly [number, CborValue])[] = [
  [1, 'ID-1'],
  [4, 'Janardhan B S'],
  [8, '19840418'],
]

type Claims = readonly (readonly [number, CborValue])[]
const pack = (bytes: Uint8Array, level = 9): string =>
  encodeBase45(new Uint8Array(deflateSync(bytes, { level })))
const envelope = (claims: Claims = [], parts: Partial<CoseParts> = {}): Uint8Array => {
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
const code = (claims: Claims = [], parts: Partial<CoseParts> = {}): string =>
  pack(envelope(claims, parts))

const decoded = (text: string) => claim169.decode([text])[0]!
const reasonOf = (text: string) => {
  const answer = decoded(text)
  return 'state' in answer ? answer.reason : undefined
}
const opened = (text: string): OtherCredential => {
  const answer = decoded(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
const trust = (members = {}, jwk: PrivateJwk = key): Authorities =>
  authoritiesOf('claim169', issuer, jwk, members)
const stateOf = async (text: string, authorities = trust()): Promise<string> =>
  (await claim169.prove(opened(text), authorities)).state

interface Case {
  readonly name: string
  readonly category: 'valid' | 'invalid' | 'edge'
  readonly qr_data: string
  readonly signing_key?: { readonly algorithm: string; readonly public_key_hex: string }
  readonly encryption_key?: unknown
  readonly expected_claim169?: Readonly<Record<string, unknown>>
  readonly expected_cwt_meta?: Readonly<Record<string, unknown>>
}

const keyOf = (hex: string) => {
  const bytes = fromHex(hex)
  const [x, y] = bytes.length === 32 ? [bytes] : [bytes.slice(1, 33), bytes.slice(33)]
  return y === undefined
    ? { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(x) }
    : { kty: 'EC', crv: 'P-256', x: encodeBase64url(x), y: encodeBase64url(y) }
}
/** What the corpus calls the claims of a CWT. */
const meta = { issuer: 'iss', subject: 'sub', expiresAt: 'exp', notBefore: 'nbf', issuedAt: 'iat' }

describe.skipIf(!hasCorpora)('corpora: claim169', () => {
  test('every case is read as it says, and none is good that nobody signed', async () => {
    const files = listCorpus('claim169/vectors')
    const found: Record<string, string> = {}
    for (const file of files) {
      const one = readCorpus(`claim169/vectors/${file}`) as Case
      if (!claim169.recognises(one.qr_data)) {
        found[one.name] = 'not recognised'
        continue
      }
      const answer = decoded(one.qr_data)
      if ('state' in answer) {
        found[one.name] = answer.reason.code
        continue
      }
      const said = answer.payload as Record<string, unknown>
      // The corpus writes bytes that are not those of its own code: names are compared, and all but bytes.
      const { face, ...expected } = one.expected_claim169!
      expect(said['claim169']).toMatchObject(expected)
      if (face !== undefined) {
        const records = [{ data: '_9j_4AAQ', format: 0, subFormat: 1 }]
        expect(said['claim169']).toMatchObject({ face: records })
      }
      for (const [name, value] of Object.entries(one.expected_cwt_meta!)) {
        expect([one.name, name, said[meta[name as keyof typeof meta]]]).toEqual([
          one.name,
          name,
          value,
        ])
      }
      const listed = openOtherKey(
        one.signing_key === undefined
          ? parsePublicJwk(key)
          : parseOtherJwk(keyOf(one.signing_key.public_key_hex)),
      )
      const authorities = authoritiesOf('claim169', answer.issuer!, key, { key: listed })
      found[one.name] = (await claim169.prove(answer, authorities)).state
    }
    console.log(
      `corpora: claim169 ${Object.keys(found).length} of ${files.length}: ${JSON.stringify(found)}`,
    )
    expect(found).toEqual({
      'not-yet-valid': 'unsigned',
      'unknown-fields': 'unsigned',
      'bad-zlib': 'not recognised',
      'missing-169': 'payload-damaged',
      'demographics-full': 'unsigned',
      'ecdsa-p256-signed': 'genuine',
      'ed25519-signed': 'genuine',
      'encrypted-signed': 'other-code',
      'refugee-identity': 'unsigned',
      'with-all-biometrics': 'unsigned',
      'with-face': 'unsigned',
    })
  })

  test('what is not known survives, under its number', () => {
    const { qr_data } = readCorpus('claim169/vectors/edge/unknown-fields.json') as Case
    expect(opened(qr_data).payload).toMatchObject({
      claim169: { 30: 'reserved field 30', 45: 12_345, 70: 'AQID', 99: true },
    })
  })

  test('a code that is not active yet says so, and since when', () => {
    const { qr_data } = readCorpus('claim169/vectors/edge/not-yet-valid.json') as Case
    expect(opened(qr_data)).toMatchObject({ validFrom: 2_524_608_000, validUntil: 2_556_144_000 })
  })

  test('texts of pixelpass are unpacked, and are no identity codes', () => {
    const cases = readCorpus('claim169/pixelpass.json') as readonly {
      readonly data?: string
      readonly qr: string
      readonly mustReject?: boolean
    }[]
    for (const { data, qr, mustReject } of cases) {
      expect(claim169.recognises(qr)).toBe(false)
      if (mustReject === true) {
        expect(() => decodeBase45(qr)).toThrow()
        continue
      }
      const bytes = inflateZlib(decodeBase45(qr), 1024)
      const text = new TextDecoder().decode(bytes)
      // JSON is packed as CBOR, and text as it is.
      const isJson = data!.startsWith('{')
      expect(
        isJson ? JSON.stringify(jsonOfCbor(decodeAnyCbor(bytes, { maxBytes: 1024 }))) : text,
      ).toBe(data)
    }
    console.log(`corpora: pixelpass ${cases.length} of ${cases.length}`)
  })
})

test('a code says who its holder is, and nothing of health', async () => {
  const one = opened(code())
  expect(one).toMatchObject({
    format: 'claim169',
    issuer,
    kid: null,
    issuedAt: from,
    validFrom: null,
    validUntil: until,
    person: { surname: 'Janardhan B S', given: null, birthDate: '1984-04-18' },
    facts: [],
    kinds: [],
  })
  expect(await claim169.prove(one, trust())).toMatchObject({ state: 'genuine', isRevoked: false })
})

test.each<[string, readonly (readonly [number, CborValue])[], unknown]>([
  [
    'a family name apart',
    [
      [5, 'A'],
      [6, 'B'],
      [7, 'C'],
    ],
    { surname: 'C', given: 'A B', birthDate: null },
  ],
  ['a family name alone', [[7, 'C']], { surname: 'C', given: null, birthDate: null }],
  [
    'given names alone',
    [
      [5, 'A'],
      [6, 'B'],
    ],
    { surname: 'A B', given: null, birthDate: null },
  ],
  [
    'both forms',
    [
      [4, 'A C'],
      [5, 'A'],
      [7, 'C'],
    ],
    { surname: 'C', given: 'A', birthDate: null },
  ],
  [
    'a date with hyphens',
    [[8, '1984-04-18']],
    { surname: null, given: null, birthDate: '1984-04-18' },
  ],
  [
    'a date that is none',
    [
      [4, 'A'],
      [8, '18.4.84'],
    ],
    { surname: 'A', given: null, birthDate: null },
  ],
  ['no name and no date', [[9, 1]], null],
])('the person of %s', (_name, members, person) => {
  expect(opened(code([[169, new Map(members)]])).person).toEqual(person)
})

test('the tag of a CWT, no tag, all levels of compression and a claim in bytes are taken', () => {
  expect(reasonOf(code([], { tags: [61, 18] }))).toBeUndefined()
  expect(reasonOf(code([], { tags: [] }))).toBeUndefined()
  expect(reasonOf(code([[169, encodeCbor(new Map(identity))]]))).toBeUndefined()
  for (const level of [0, 1, 5, 6, 9]) {
    const text = pack(envelope(), level)
    expect([level, claim169.recognises(text), reasonOf(text)]).toEqual([level, true, undefined])
  }
})

test('times that have a fraction never make the window longer', () => {
  // 1,700,000,000.5 and 1,800,000,000.5 as doubles.
  const half = (whole: number): string => {
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, whole + 0.5)
    return `fb${Buffer.from(view.buffer).toString('hex')}`
  }
  const issuerHex = Buffer.from(encodeCbor(issuer)).toString('hex')
  const payload = fromHex(`a501${issuerHex}04${half(until)}05${half(from)}06${half(from)}18a9a0`)
  expect(opened(code([], { payload }))).toMatchObject({
    issuedAt: from + 1,
    validFrom: from + 1,
    validUntil: until,
  })
})

test('an end beyond the years that we speak of is their end', () => {
  expect(opened(code([[4, 253_402_300_799]])).validUntil).toBe(7_258_118_399)
})

test('base45 that is none, and the alphabet of another text', () => {
  expect(reasonOf(`${code()}0`.slice(0, 61))).toMatchObject({
    code: 'text-damaged',
    format: 'claim169',
  })
  expect(reasonOf(code().replace(/...$/, ':::'))?.code).toBe('text-damaged')
})

test.each<[string, () => string]>([
  ['a stream cut short', () => encodeBase45(new Uint8Array(deflateSync(envelope())).slice(0, -5))],
  ['bytes behind the stream', () => encodeBase45(Uint8Array.of(...deflateSync(envelope()), 0))],
  [
    'another checksum',
    () =>
      encodeBase45(
        new Uint8Array(deflateSync(envelope())).map((byte, i, all) =>
          i === all.length - 1 ? byte ^ 1 : byte,
        ),
      ),
  ],
])('%s is damage to the compression', (_name, make) => {
  expect(reasonOf(make())?.code).toBe('compression-damaged')
})

test('a bomb is too large', () => {
  expect(reasonOf(pack(new Uint8Array(2_000_000)))?.code).toBe('too-large')
})

test.each<[string, () => Uint8Array]>([
  ['no CBOR', () => new Uint8Array(40)],
  [
    'an array of three',
    () => encodeCbor({ tag: 18, value: [new Uint8Array(), new Map(), new Uint8Array(40)] }),
  ],
  ['many signatures', () => envelope([], { tags: [98] })],
  [
    'text as its signature',
    () => encodeCbor({ tag: 18, value: [new Uint8Array(), new Map(), new Uint8Array(40), 'a'] }),
  ],
])('an envelope of %s is damaged', (_name, make) => {
  expect(reasonOf(pack(make()))?.code).toBe('envelope-damaged')
})

test('what is encrypted is an identity code that is not read here', () => {
  for (const tags of [[16], [96], [61, 16]]) {
    const value = [Uint8Array.of(0xa1, 1, 3), new Map(), new Uint8Array(40)]
    const item = tags.reduceRight<CborValue>((inner, tag) => ({ tag, value: inner }), value)
    expect(reasonOf(pack(encodeCbor(item)))).toEqual({ code: 'other-code', kind: 'claim169' })
  }
})

test.each<[string, Claims]>([
  ['a claim that is text', [[169, 'a']]],
  ['a claim that is a list', [[169, []]]],
  ['a claim in bytes that are no map', [[169, Uint8Array.of(0x80)]]],
  ['an issuer that is a number', [[1, 7]]],
  ['an end in text', [[4, '2027-01-15']]],
  ['a beginning beyond all calendars', [[5, Number.MAX_SAFE_INTEGER]]],
  ['an issue before all calendars', [[6, -9_000_000_000]]],
])('claims with %s are damaged', (_name, claims) => {
  expect(reasonOf(code(claims))?.code).toBe('payload-damaged')
})

test('claims without the claim, and a payload that is no map, are damaged', () => {
  expect(reasonOf(code([], { payload: new Map([[1, issuer]]) }))?.code).toBe('payload-damaged')
  expect(reasonOf(code([], { payload: [] }))?.code).toBe('payload-damaged')
  expect(reasonOf(code([], { payload: Uint8Array.of(0xff) }))?.code).toBe('payload-damaged')
})

const p256 = keyNamed('claim169', 'ESP256')
const named = (kid: CborValue): Partial<CoseParts> => ({
  header: [
    [1, -8],
    [4, kid],
  ],
})

test('keys are found by their names, or among all of the issuer where the code names none', async () => {
  const bytes = new TextEncoder().encode('k-1')
  expect(opened(code([], named(bytes))).kid).toBe('ay0x')
  expect(opened(code([], named(Uint8Array.of(0xff, 1)))).kid).toBe('_wE')
  expect(opened(code([], { unprotected: [[4, bytes]] })).kid).toBe('ay0x')
  expect(await stateOf(code(), trust({ kid: 'ay0x' }))).toBe('genuine')
  expect(await stateOf(code([], named(bytes)), trust({ kid: 'ay0x' }))).toBe('genuine')
  expect(await stateOf(code([], named(bytes)), trust({ kid: null }))).toBe('genuine')
  expect(await stateOf(code([], named(bytes)), trust({ kid: 'ay0y' }))).toBe('key-unknown')
})

test('each failure of the proof is its own', async () => {
  expect(await stateOf(code([], { signature: () => new Uint8Array() }))).toBe('unsigned')
  expect(await stateOf(code([], { signature: () => new Uint8Array() }), new Map())).toBe('unsigned')
  expect(await stateOf(code(), new Map())).toBe('issuer-unknown')
  expect(await stateOf(code([[1, 'https://other.example']]))).toBe('issuer-unknown')
  expect(await stateOf(code(), trust({ until: from }))).toBe('key-out-of-time')
  expect(await stateOf(code([], { key: keyNamed('another') }))).toBe('signature-invalid')
})

test('ES256 is taken, and a header that names another way of signing than the key’s is not', async () => {
  const ecdsa = trust({}, p256)
  expect(await stateOf(code([], { key: p256 }), ecdsa)).toBe('genuine')
  expect(await stateOf(code([], { key: p256, header: [[1, -8]] }), ecdsa)).toBe('signature-invalid')
  expect(await stateOf(code([], { header: [[1, -7]] }))).toBe('signature-invalid')
  expect(await stateOf(code([], { header: [[1, -36]] }))).toBe('signature-invalid')
  expect(await stateOf(code([], { header: [] }))).toBe('signature-invalid')
})

test('a code may leave out when it was issued, from when and until when it is good', async () => {
  const payload = new Map<number, CborValue>([
    [1, issuer],
    [169, new Map(identity)],
  ])
  const text = code([], { payload })
  expect(opened(text)).toMatchObject({ issuedAt: null, validFrom: null, validUntil: null })
  expect(await stateOf(text)).toBe('genuine')
})

test('a code without an issuer is proved by the keys that are good for any', async () => {
  const nobody = code([], { payload: new Map([[169, new Map(identity)]]) })
  expect(opened(nobody).issuer).toBeNull()
  expect(await stateOf(nobody)).toBe('issuer-unknown')
  const any = authoritiesOf('claim169', '*', key)
  expect(await stateOf(nobody, any)).toBe('genuine')
  expect(await stateOf(code(), any)).toBe('genuine')
})
