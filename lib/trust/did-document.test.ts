/** Tests of DID documents: the published ones, and which of a document's keys may sign. */
import { describe, expect, test } from 'vitest'
import { parsePublicJwk } from '../crypto/jwk.ts'
import { hasCorpora, readCorpus } from '../testing/corpora.ts'
import { keyNamed } from '../testing/keys.ts'
import { refusal } from '../testing/refusal.ts'
import { parseDidDocument } from './did-document.ts'

const id = 'did:web:health.example'
const jwk = parsePublicJwk(keyNamed('did', 'ESP256'))
const method = (fragment: string, members: object = {}) => ({
  id: `${id}#${fragment}`,
  controller: id,
  type: 'JsonWebKey2020',
  publicKeyJwk: jwk,
  ...members,
})
const document = (members: object = {}) => ({
  '@context': 'https://w3.org/ns/did/v1',
  id,
  verificationMethod: [method('a')],
  assertionMethod: [`${id}#a`],
  ...members,
})

describe.skipIf(!hasCorpora)('corpora: nzcp', () => {
  test.each([
    ['example', 'did:web:nzcp.covid19.health.nz', 'key-1'],
    ['mine', 'did:web:nzcp.covid19.health.nz', '01'],
    ['live', 'did:web:nzcp.identity.health.nz', 'z12Kf7UQ'],
  ])('the document %s has its one key', (name, did, kid) => {
    const { id: found, keys } = parseDidDocument(readCorpus(`nzcp/did/${name}.json`))
    expect([found, keys.map((key) => key.kid)]).toEqual([did, [kid]])
  })
})

test('a key is known by the fragment of its method, and nothing private is kept', () => {
  const own = { ...jwk, kid: 'other', d: 'secret' }
  const value = document({ verificationMethod: [method('a', { publicKeyJwk: own })] })
  expect(parseDidDocument(value)).toEqual({ id, keys: [{ kid: 'a', jwk }] })
})

test('references within the document are read, and methods that are written out in place', () => {
  const value = document({
    verificationMethod: [method('a', { id: '#a' }), method('b')],
    assertionMethod: ['#a', `${id}#b`, method('c')],
  })
  expect(parseDidDocument(value).keys.map(({ kid }) => kid)).toEqual(['a', 'b', 'c'])
})

test('keys for other uses, of other kinds and of other documents are passed over', () => {
  const value = document({
    verificationMethod: [
      method('a'),
      method('only-authentication'),
      method('other-type', { type: 'Ed25519VerificationKey2020' }),
      method('other-curve', { publicKeyJwk: { ...jwk, crv: 'secp256k1' } }),
      method('a', { id: 'did:web:other.example#a' }),
    ],
    assertionMethod: ['a', 'other-type', 'other-curve']
      .map((name) => `${id}#${name}`)
      .concat('did:web:other.example#a'),
  })
  expect(parseDidDocument(value).keys.map(({ kid }) => kid)).toEqual(['a'])
})

test.each([
  ['no object', 'did:web:health.example'],
  ['an array', []],
  ['null', null],
  ['another method', document({ id: 'did:key:z6Mk' })],
  ['no id', document({ id: undefined })],
  ['no assertion method', document({ assertionMethod: undefined })],
  ['no assertion method that it has', document({ assertionMethod: [`${id}#b`] })],
  ['an empty list of them', document({ assertionMethod: [] })],
  ['methods that are no list', document({ verificationMethod: method('a') })],
  ['a method that is no object', document({ verificationMethod: ['a'] })],
])('a document with %s is refused', (_name, value) => {
  expect(refusal(() => parseDidDocument(value))).toBe('ERR_TRUST_LIST_MALFORMED')
})

test('a key of a kind that we know and a form that we do not is refused', () => {
  const broken = method('a', { publicKeyJwk: { ...jwk, x: 'AA' } })
  expect(refusal(() => parseDidDocument(document({ verificationMethod: [broken] })))).toBe(
    'ERR_KEY_MALFORMED',
  )
})
