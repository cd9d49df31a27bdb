/** Tests of reading a pass: what may be written otherwise, and each part of its text, envelope and claims broken alone. */
import { expect, test } from 'vitest'
import { credential, pass, uuid, vc, type Claims } from '../../testing/nz-pass.ts'
import type { CoseParts } from '../../testing/signed-cose.ts'
import type { OtherCredential } from '../format.ts'
import { decodePass } from './decode-pass.ts'

const reasonOf = (text: string): string | undefined => {
  const answer = decodePass(text)
  return 'state' in answer ? answer.reason.code : undefined
}
const opened = (text: string): OtherCredential => {
  const answer = decodePass(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
test('padding, an id in bare bytes, a kid in text and one name alone are taken', () => {
  const text = pass()
  const padding = '='.repeat((8 - ((text.length - 8) % 8)) % 8)
  expect(reasonOf(text + padding)).toBeUndefined()
  expect(reasonOf(pass({ 7: uuid }))).toBeUndefined()
  const header = [
    [1, -7],
    [4, 'key-1'],
  ] as const
  expect(opened(pass({}, { header })).kid).toBe('key-1')
  expect(opened(pass({ vc: vc({}, { familyName: undefined }) })).person?.surname).toBeNull()
  expect(opened(pass({ vc: vc({}, { familyName: '' }) })).person?.surname).toBeNull()
})

test.each([
  ['no version', () => pass().replace('/1/', '/')],
  ['version nought', () => pass().replace('/1/', '/0/')],
  ['a version that is no number', () => pass().replace('/1/', '/v1/')],
  ['a character outside the alphabet', () => pass().replace(/.$/, '1')],
  ['a character lost', () => `${pass().slice(0, 9)}${pass().slice(10)}=`],
  ['a line feed behind', () => `${pass()}\n`],
])('%s is damage to the text', (_name, make) => {
  expect(reasonOf(make())).toBe('text-damaged')
})

test('a later version of the text or of the claims asks for a newer verifier', () => {
  expect(reasonOf(pass().replace('/1/', '/2/'))).toBe('newer-version')
  expect(reasonOf(pass().replace('/1/', '/10/'))).toBe('newer-version')
  expect(reasonOf(pass({ vc: vc({ version: '1.1.0' }) }))).toBe('newer-version')
})

test('more than a QR code holds is not looked at', () => {
  expect(reasonOf(`NZCP:/1/${'A'.repeat(4289)}`)).toBe('too-long')
})

const kid = new TextEncoder().encode('key-1')
test.each<[string, Partial<CoseParts>]>([
  ['no tag', { tags: [] }],
  ['the tag of a CWT outside', { tags: [61, 18] }],
  ['another tag', { tags: [98] }],
  ['no kid', { header: [[1, -7]] }],
  ['its kid outside the signature', { header: [[1, -7]], unprotected: [[4, kid]] }],
  [
    'an empty kid',
    {
      header: [
        [1, -7],
        [4, new Uint8Array()],
      ],
    },
  ],
  [
    'a kid that is a number',
    {
      header: [
        [1, -7],
        [4, 1],
      ],
    },
  ],
  ['no algorithm', { header: [[4, kid]] }],
  ['its algorithm outside the signature', { header: [[4, kid]], unprotected: [[1, -7]] }],
  [
    'another algorithm',
    {
      header: [
        [1, -8],
        [4, kid],
      ],
    },
  ],
])('an envelope with %s is damaged', (_name, parts) => {
  expect(reasonOf(pass({}, parts))).toBe('envelope-damaged')
})

test('bytes that are no COSE_Sign1 are a damaged envelope', () => {
  expect(reasonOf('NZCP:/1/')).toBe('envelope-damaged')
  expect(reasonOf('NZCP:/1/MZXW6YTB')).toBe('envelope-damaged')
  expect(reasonOf(pass().slice(0, 8 + 8 * 20))).toBe('envelope-damaged')
})

test.each<[string, Claims]>([
  ['no issuer', { 1: undefined }],
  ['an issuer of another method', { 1: 'did:key:z6Mk' }],
  ['an issuer that is no text', { 1: 7 }],
  ['no beginning', { 5: undefined }],
  ['no end', { 4: undefined }],
  ['a beginning in text', { 5: '2022-01-01' }],
  ['an end beyond all calendars', { 4: Number.MAX_SAFE_INTEGER }],
  ['no id', { 7: undefined }],
  ['an id of 15 bytes', { 7: { tag: 37, value: uuid.slice(1) } }],
  ['an id in text', { 7: 'urn:uuid:60a4f54d-4e30-4332-be33-ad78b1eafa4b' }],
  ['an id of another tag', { 7: { tag: 38, value: uuid } }],
  ['no credential', { vc: undefined }],
  ['a credential that is a list', { vc: [] }],
  ['no context', { vc: vc({ '@context': undefined }) }],
  [
    'another context first',
    { vc: vc({ '@context': [...(credential['@context'] as string[])].reverse() }) },
  ],
  [
    'a context that is no text',
    { vc: vc({ '@context': ['https://www.w3.org/2018/credentials/v1', 1] }) },
  ],
  ['no type', { vc: vc({ type: undefined }) }],
  ['another type', { vc: vc({ type: ['VerifiableCredential', 'PrivateCovidPass'] }) }],
  ['one type', { vc: vc({ type: ['VerifiableCredential'] }) }],
  ['three types', { vc: vc({ type: ['VerifiableCredential', 'PublicCovidPass', 'a'] }) }],
  ['no version', { vc: vc({ version: undefined }) }],
  ['a version that is none', { vc: vc({ version: '1' }) }],
  ['nobody', { vc: vc({ credentialSubject: undefined }) }],
  ['no given name', { vc: vc({}, { givenName: undefined }) }],
  ['a given name that is a number', { vc: vc({}, { givenName: 7 }) }],
  ['a name of 101 characters', { vc: vc({}, { familyName: 'a'.repeat(101) }) }],
  ['no birth date', { vc: vc({}, { dob: undefined }) }],
  ['a birth date of another form', { vc: vc({}, { dob: '16/04/1960' }) }],
])('claims with %s are damaged', (_name, claims) => {
  expect(reasonOf(pass(claims))).toBe('payload-damaged')
})

test('a payload that is no CBOR is damaged, rightly signed or not', () => {
  expect(reasonOf(pass({}, { payload: Uint8Array.of(0xff) }))).toBe('payload-damaged')
})
