/** Tests of identity codes against the corpora: the specification's vectors, and texts of pixelpass that are no codes. */
import { describe, expect, test } from 'vitest'
import { parsePublicJwk } from '../../crypto/jwk.ts'
import { openOtherKey, parseOtherJwk } from '../../crypto/other-key.ts'
import { decodeBase45 } from '../../encoding/base45.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { decodeAnyCbor } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { inflateZlib } from '../../encoding/inflate.ts'
import { fromHex, hasCorpora, listCorpus, readCorpus } from '../../testing/corpora.ts'
import { key } from '../../testing/identity-code.ts'
import { authoritiesOf } from '../../testing/signed-cose.ts'
import type { OtherCredential } from '../format.ts'
import { claim169 } from './claim169.ts'

const decoded = (text: string) => claim169.decode([text])[0]!
const opened = (text: string): OtherCredential => {
  const answer = decoded(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
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
