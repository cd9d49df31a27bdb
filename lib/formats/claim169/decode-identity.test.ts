/** Tests of reading an identity code: whom it names, what may be written otherwise, and each part broken alone. */
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { encodeBase45 } from '../../encoding/base45.ts'
import type { CborValue } from '../../encoding/cbor.ts'
import { encodeCbor } from '../../encoding/cbor-encode.ts'
import { fromHex } from '../../testing/corpora.ts'
import {
  code,
  envelope,
  from,
  identity,
  issuer,
  pack,
  until,
  type Claims,
} from '../../testing/identity-code.ts'
import type { OtherCredential } from '../format.ts'
import { claim169 } from './claim169.ts'
import { decodeIdentity } from './decode-identity.ts'

const reasonOf = (text: string) => {
  const answer = decodeIdentity(text)
  return 'state' in answer ? answer.reason : undefined
}
const opened = (text: string): OtherCredential => {
  const answer = decodeIdentity(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
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
  // 60 characters are whole groups, whatever the code: one more is no group, and `:::` is one above 65,535.
  for (const end of ['0', ':::', 'abc']) {
    expect(reasonOf(code().slice(0, 60) + end)).toEqual({
      code: 'text-damaged',
      format: 'claim169',
    })
  }
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
