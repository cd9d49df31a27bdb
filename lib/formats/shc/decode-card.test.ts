/** Cards taken apart: what a header, a payload and a claim must be, and which stage says so. */
import { deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { OtherCredential } from '../format.ts'
import { decodeCard } from './decode-card.ts'

const encode = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url')
const header = { zip: 'DEF', alg: 'ES256', kid: 'k' }
const bundle = { resourceType: 'Bundle', type: 'collection', entry: [] }
const vc = {
  type: ['https://smarthealth.cards#health-card'],
  credentialSubject: { fhirVersion: '4.0.1', fhirBundle: bundle },
  rid: 'MKyCxh7p6uQ',
}
const claims = { iss: 'https://issuer.example', nbf: 1_715_107_763.677, vc, exp: 1_746_643_763.678 }

const card = (payload: string, by: object | string = header, signature = 'AAAA'): string =>
  [
    encode(typeof by === 'string' ? by : JSON.stringify(by)),
    encode(deflateRawSync(payload)),
    signature,
  ].join('.')

const reasonOf = (jws: string): string => {
  const answer = decodeCard(jws)
  return 'state' in answer ? answer.reason.code : 'read'
}

test('what a card states is read, and its window is never longer than stated', () => {
  const jws = card(JSON.stringify(claims))
  expect(decodeCard(jws)).toMatchObject({
    format: 'shc',
    issuer: 'https://issuer.example',
    kid: 'k',
    issuedAt: 1_715_107_763,
    validFrom: 1_715_107_764,
    validUntil: 1_746_643_763,
    person: null,
    facts: [],
    kinds: [],
    inner: { nbf: 1_715_107_763.677, rid: 'MKyCxh7p6uQ' },
    payload: claims,
  })
  expect(new TextDecoder().decode((decodeCard(jws) as OtherCredential).signed)).toBe(
    jws.replace(/\.[^.]*$/, ''),
  )
})

test('a card that never ends, and one that says no more than it must', () => {
  const { exp: _exp, ...lasting } = claims
  const { rid: _rid, ...bare } = vc
  expect(decodeCard(card(JSON.stringify({ ...lasting, vc: bare })))).toMatchObject({
    validUntil: null,
    inner: { rid: null },
  })
})

describe('the envelope', () => {
  const payload = JSON.stringify(claims)
  test.each([
    ['another algorithm', card(payload, { ...header, alg: 'none' })],
    ['the algorithm in small letters', card(payload, { ...header, alg: 'es256' })],
    ['no algorithm', card(payload, { zip: 'DEF', kid: 'k' })],
    ['no compression', card(payload, { alg: 'ES256', kid: 'k' })],
    ['another compression', card(payload, { ...header, zip: 'GZ' })],
    ['no kid', card(payload, { zip: 'DEF', alg: 'ES256' })],
    ['a kid that is no text', card(payload, { ...header, kid: 7 })],
    ['something that must be understood', card(payload, { ...header, crit: ['b64'], b64: false })],
    ['its algorithm twice', card(payload, '{"zip":"DEF","alg":"none","alg":"ES256","kid":"k"}')],
    ['a header that is a list', card(payload, '["DEF"]')],
    ['a header that is no JSON', card(payload, '{"zip"')],
    ['padding', `${card(payload, header, 'AAA')}=`],
    ['a signature with stray bits', card(payload, header, 'AB')],
    ['two parts', card(payload).split('.').slice(0, 2).join('.')],
    ['four parts', `${card(payload)}.AAAA`],
    ['nothing', ''],
  ])('%s is damage of the envelope', (_name, jws) => {
    expect(reasonOf(jws)).toBe('envelope-damaged')
  })

  test('keys that a header carries or points to change nothing', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'A', y: 'A' }
    const carried = {
      ...header,
      jwk,
      jku: 'https://a.example',
      x5u: 'https://a.example',
      x5c: ['AA'],
    }
    expect(decodeCard(card(payload, carried))).toMatchObject({ kid: 'k' })
  })

  test('a card without a signature is read: who proves it says that it has none', () => {
    expect(decodeCard(card(payload, header, ''))).toMatchObject({ signature: new Uint8Array(0) })
  })
})

describe('the compression', () => {
  const parts = card(JSON.stringify(claims)).split('.')
  const withPayload = (bytes: Uint8Array): string => [parts[0], encode(bytes), parts[2]].join('.')
  const deflated = deflateRawSync(JSON.stringify(claims))
  test.each([
    ['a zlib header', deflateSync(JSON.stringify(claims))],
    ['a byte missing', deflated.subarray(0, -1)],
    ['a byte more', Buffer.concat([deflated, Buffer.of(0)])],
    ['no compression at all', Buffer.from(JSON.stringify(claims))],
    ['nothing', new Uint8Array(0)],
  ])('%s is damage of the compression', (_name, bytes) => {
    expect(reasonOf(withPayload(bytes))).toBe('compression-damaged')
  })
})

describe('the claims', () => {
  const without = (name: string): object =>
    Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name))
  const subject = vc.credentialSubject
  test.each<[string, object | string]>([
    ['no issuer', without('iss')],
    ['no beginning', without('nbf')],
    ['a beginning in milliseconds', { ...claims, nbf: 1_715_107_763_677 }],
    ['an end in milliseconds', { ...claims, exp: 1_746_643_763_678 }],
    ['a beginning as text', { ...claims, nbf: '1715107763' }],
    ['an end that is null', { ...claims, exp: null }],
    ['no credential', without('vc')],
    ['another type', { ...claims, vc: { ...vc, type: ['VerifiableCredential'] } }],
    ['a type that is text', { ...claims, vc: { ...vc, type: vc.type[0] } }],
    ['an id of 25 characters', { ...claims, vc: { ...vc, rid: 'a'.repeat(25) } }],
    ['an id of another alphabet', { ...claims, vc: { ...vc, rid: 'a+b' } }],
    ['an empty id', { ...claims, vc: { ...vc, rid: '' } }],
    ['no subject', { ...claims, vc: { type: vc.type } }],
    ['no version', { ...claims, vc: { ...vc, credentialSubject: { fhirBundle: bundle } } }],
    ['no bundle', { ...claims, vc: { ...vc, credentialSubject: { fhirVersion: '4.0.1' } } }],
    [
      'a bundle that is none',
      { ...claims, vc: { ...vc, credentialSubject: { ...subject, fhirBundle: [bundle] } } },
    ],
    ['its issuer twice', JSON.stringify(claims).replace('{', '{"iss":"https://a.example",')],
    ['its issuer twice, once escaped', JSON.stringify(claims).replace('{', '{"\\u0069ss":"",')],
    ['a byte order mark', `\uFEFF${JSON.stringify(claims)}`],
    ['a list', [claims]],
    ['text', '"claims"'],
    ['nothing', ''],
  ])('%s is damage of the payload', (_name, payload) => {
    expect(reasonOf(card(typeof payload === 'string' ? payload : JSON.stringify(payload)))).toBe(
      'payload-damaged',
    )
  })

  test('bytes that are no text are damage of the payload', () => {
    const bytes = Buffer.from(
      JSON.stringify({ ...claims, iss: 'https://\u00e9.example' }),
      'latin1',
    )
    const [head, , signature] = card('{}').split('.')
    expect(reasonOf([head, encode(deflateRawSync(bytes)), signature].join('.'))).toBe(
      'payload-damaged',
    )
  })

  test('other types beside, other members and white space around are no damage', () => {
    const more = { ...claims, jti: 'x', vc: { ...vc, type: ['https://a.example#b', ...vc.type] } }
    expect(reasonOf(card(`${JSON.stringify(more, null, 2)} \n`))).toBe('read')
  })
})
