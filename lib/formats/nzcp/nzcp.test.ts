/** Tests of New Zealand's passes: what one states, which texts are taken for one, and each failure of its proof. */
import { expect, test } from 'vitest'
import { parsePublicJwk, type PrivateJwk } from '../../crypto/jwk.ts'
import { openOtherKey } from '../../crypto/other-key.ts'
import { keyNamed } from '../../testing/keys.ts'
import { from, issuer, key, pass, until } from '../../testing/nz-pass.ts'
import { authoritiesOf } from '../../testing/signed-cose.ts'
import { sortAuthorities, type Authorities } from '../../trust/authorities.ts'
import type { OtherCredential } from '../format.ts'
import { nzcp } from './nzcp.ts'

const opened = (text: string): OtherCredential => {
  const answer = nzcp.decode([text])[0]!
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
const trust = (members = {}): Authorities =>
  authoritiesOf('nzcp', issuer, key, { kid: 'key-1', ...members })
const stateOf = async (text: string, authorities = trust()): Promise<string> =>
  (await nzcp.prove(opened(text), authorities)).state

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
