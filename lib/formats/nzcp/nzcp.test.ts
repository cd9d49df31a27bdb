/** Tests of New Zealand's passes: the corpus, and each thing that the specification asks for, broken alone. */
import { describe, expect, test } from 'vitest'
import { parsePublicJwk, type PrivateJwk } from '../../crypto/jwk.ts'
import { openOtherKey, parseOtherJwk } from '../../crypto/other-key.ts'
import type { CborKey, CborValue } from '../../encoding/cbor.ts'
import { hasCorpora, readCorpus } from '../../testing/corpora.ts'
import { keyNamed } from '../../testing/keys.ts'
import { authoritiesOf, signedCose, type CoseParts } from '../../testing/signed-cose.ts'
import { sortAuthorities, type Authorities, type Authority } from '../../trust/authorities.ts'
import { parseDidDocument } from '../../trust/did-document.ts'
import type { OtherCredential } from '../format.ts'
import { nzcp } from './nzcp.ts'

const issuer = 'did:web:health.example'
const key = keyNamed('nzcp', 'ESP256')
const [from, until] = [1_640_995_200, 1_672_531_200]
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet.charAt(parseInt(five.padEnd(5, '0'), 2)))
    .join('')
}

const credential: Record<string, CborValue> = {
  '@context': [
    'https://www.w3.org/2018/credentials/v1',
    'https://nzcp.covid19.health.nz/contexts/v1',
  ],
  version: '1.0.0',
  type: ['VerifiableCredential', 'PublicCovidPass'],
}
const subject: Record<string, CborValue> = {
  givenName: 'Hana',
  familyName: 'Ngata',
  dob: '1960-04-16',
}
const mapOf = (members: Record<string, CborValue | undefined>): CborValue =>
  new Map(
    Object.entries(members).flatMap(([name, value]): [string, CborValue][] =>
      value === undefined ? [] : [[name, value]],
    ),
  )
const vc = (members: Record<string, CborValue | undefined> = {}, person = {}): CborValue =>
  mapOf({ ...credential, credentialSubject: mapOf({ ...subject, ...person }), ...members })
const uuid = Uint8Array.from({ length: 16 }, (_, i) => i)

type Claims = Readonly<Record<number | string, CborValue | undefined>>
const pass = (claims: Claims = {}, parts: Partial<CoseParts> = {}): string => {
  const all: Claims = {
    1: issuer,
    5: from,
    4: until,
    7: { tag: 37, value: uuid },
    vc: vc(),
    ...claims,
  }
  const entries = Object.entries(all).flatMap(([label, value]): [CborKey, CborValue][] =>
    value === undefined ? [] : [[/^\d+$/.test(label) ? Number(label) : label, value]],
  )
  const header = [
    [4, new TextEncoder().encode('key-1')],
    [1, -7],
  ] as const
  return `NZCP:/1/${base32(signedCose({ key, header, payload: new Map(entries), ...parts }))}`
}

const decoded = (text: string) => nzcp.decode([text])[0]!
const reasonOf = (text: string): string | undefined => {
  const answer = decoded(text)
  return 'state' in answer ? answer.reason.code : undefined
}
const opened = (text: string): OtherCredential => {
  const answer = decoded(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
const trust = (members = {}): Authorities =>
  authoritiesOf('nzcp', issuer, key, { kid: 'key-1', ...members })
const stateOf = async (text: string, authorities = trust()): Promise<string> =>
  (await nzcp.prove(opened(text), authorities)).state

interface Case {
  readonly id: string
  readonly uri: string
  readonly expected: 'VALID' | 'FAIL' | 'EXPIRED' | 'NOT_ACTIVE'
  readonly did: string
  readonly clock: string
  readonly trustedIssuers: readonly string[]
  readonly reference: { readonly nbf?: number; readonly subject?: Readonly<Record<string, string>> }
}

/** What the corpus calls a pass, and our reason. */
const answerTo = async (
  { uri, did, trustedIssuers }: Case,
  now: number,
): Promise<[string, string]> => {
  if (!nzcp.recognises(uri)) return ['FAIL', 'not recognised']
  const answer = decoded(uri)
  if ('state' in answer) return ['FAIL', answer.reason.code]
  const { id, keys } = parseDidDocument(readCorpus(`nzcp/did/${did}.json`))
  const listed = keys.map(({ kid, jwk }) => ({
    kid,
    key: openOtherKey(parseOtherJwk(jwk)),
    ...{ from: 0, until: Infinity, states: ['*'], regions: ['*'], chain: [], revoked: [] },
  }))
  const authority: Authority = {
    format: 'nzcp',
    id,
    name: { zh: id, en: id },
    keys: listed,
    ...{ roots: [], needsChain: false, revocations: [] },
  }
  const proof = await nzcp.prove(
    answer,
    sortAuthorities(trustedIssuers.includes(id) ? [authority] : []),
  )
  if (proof.state !== 'genuine') return ['FAIL', proof.state]
  if (now >= (answer.validUntil ?? Infinity)) return ['EXPIRED', 'expired']
  if (now < (answer.validFrom ?? -Infinity)) return ['NOT_ACTIVE', 'not-yet-valid']
  return ['VALID', '']
}

describe.skipIf(!hasCorpora)('corpora: nzcp', () => {
  test('every case is what it says, each failure for its own reason', async () => {
    const cases = readCorpus('nzcp/cases.json') as readonly Case[]
    const found: Record<string, string> = {}
    const early: string[] = []
    for (const one of cases) {
      const clock = Date.parse(one.clock) / 1000
      const { nbf = 0 } = one.reference
      const isEarly = one.expected === 'VALID' && clock < nbf
      if (isEarly) {
        // The corpus gives a clock of a week before this pass begins, and calls it valid: both cannot be.
        early.push(one.id)
        expect(await answerTo(one, clock)).toEqual(['NOT_ACTIVE', 'not-yet-valid'])
      }
      const [verdict, why] = await answerTo(one, isEarly ? nbf : clock)
      expect([one.id, verdict]).toEqual([one.id, one.expected])
      found[one.id] = why
      if (verdict === 'VALID') {
        const { givenName, familyName, dob } = one.reference.subject!
        expect(opened(one.uri).person).toEqual({
          surname: familyName,
          given: givenName,
          birthDate: dob,
        })
      }
    }
    console.log(
      `corpora: nzcp ${cases.length} of ${cases.length}: ${JSON.stringify(found)}, from its first second: ${early.join()}`,
    )
    expect(early).toEqual(['patrick-1-pass'])
    expect(found).toMatchObject({
      'bad-public-key': 'signature-invalid',
      'modified-sig': 'signature-invalid',
      'not-base32': 'text-damaged',
      'wrong-version': 'newer-version',
      'valid-but-live-issuer-only': 'issuer-unknown',
      'empty-uri': 'not recognised',
    })
  })

  test('the worked example is read as the specification writes it', () => {
    const [valid] = readCorpus('nzcp/cases.json') as readonly Case[]
    const { payload, kid } = opened(valid!.uri)
    expect(payload).toEqual(readCorpus('nzcp/worked-example/nzcp.json'))
    expect({ kid, alg: 'ES256' }).toEqual(
      readCorpus('nzcp/worked-example/nzcp-protected-headers.json'),
    )
  })
})

test('a pass states that the ministry let its holder pass, since its first day, and who that is', async () => {
  const one = opened(pass())
  expect(one).toMatchObject({
    format: 'nzcp',
    issuer,
    kid: 'key-1',
    issuedAt: from,
    validFrom: from,
    validUntil: until,
    person: { surname: 'Ngata', given: 'Hana', birthDate: '1960-04-16' },
    kinds: ['assessment'],
    facts: [
      {
        kind: 'assessment',
        fields: { at: '2022-01-01T00:00:00Z', outcome: 'pass', set: 'nzcp:PublicCovidPass' },
      },
    ],
  })
  expect(await nzcp.prove(one, trust())).toMatchObject({
    state: 'genuine',
    keyUsage: 'allowed',
    holds: null,
    isRevoked: false,
  })
})

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

const other: PrivateJwk = keyNamed('another', 'ESP256')
test('each failure of the proof is its own', async () => {
  expect(await stateOf(pass({ 1: 'did:web:other.example' }))).toBe('issuer-unknown')
  expect(await stateOf(pass(), trust({ kid: 'key-2' }))).toBe('key-unknown')
  expect(await stateOf(pass(), trust({ kid: null }))).toBe('key-unknown')
  expect(await stateOf(pass(), trust({ from: from + 1 }))).toBe('key-out-of-time')
  expect(await stateOf(pass(), trust({ until: from }))).toBe('key-out-of-time')
  expect(await stateOf(pass(), trust({ from, until: from + 1 }))).toBe('genuine')
  expect(await stateOf(pass({}, { key: other }))).toBe('signature-invalid')
  expect(await stateOf(pass({}, { signature: () => new Uint8Array() }))).toBe('unsigned')
  expect(await stateOf(pass({}, { signature: (made) => made.slice(1) }))).toBe('signature-invalid')
})

test('a key of another curve or kind is no key of a pass', async () => {
  const edwards = openOtherKey(parsePublicJwk(keyNamed('nzcp')))
  expect(await stateOf(pass(), trust({ key: edwards }))).toBe('key-unknown')
})

test('of two keys of one name the one that signed is found', async () => {
  const [, { keys }] = [...trust().get('nzcp')!.authorities][0]!
  const wrong = { ...keys[0]!, key: openOtherKey(parsePublicJwk(other)) }
  const [authority] = [...trust().get('nzcp')!.authorities.values()]
  const both = sortAuthorities([{ ...authority!, keys: [wrong, ...keys] }])
  expect(await stateOf(pass(), both)).toBe('genuine')
})

test('a key that may not state assessments is said to be refused', async () => {
  const proof = await nzcp.prove(opened(pass()), trust({ states: ['vaccination'] }))
  expect(proof).toMatchObject({ state: 'genuine', keyUsage: 'refused' })
})

test('only what begins as a pass is recognised', () => {
  expect(['NZCP:/', 'NZCP:/9/'].map(nzcp.recognises)).toEqual([true, true])
  expect(['', 'nzcp:/1/', 'NZCP:', ' NZCP:/1/'].some(nzcp.recognises)).toBe(false)
})
