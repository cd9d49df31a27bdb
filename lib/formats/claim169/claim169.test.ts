/** Tests of identity codes: what one states, whose keys are tried, and each failure of the proof. */
import { expect, test } from 'vitest'
import type { PrivateJwk } from '../../crypto/jwk.ts'
import type { CborValue } from '../../encoding/cbor.ts'
import { code, from, identity, issuer, key, until } from '../../testing/identity-code.ts'
import { keyNamed } from '../../testing/keys.ts'
import { authoritiesOf, type CoseParts } from '../../testing/signed-cose.ts'
import type { Authorities } from '../../trust/authorities.ts'
import type { OtherCredential } from '../format.ts'
import { claim169 } from './claim169.ts'

const opened = (text: string): OtherCredential => {
  const answer = claim169.decode([text])[0]!
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
const trust = (members = {}, jwk: PrivateJwk = key): Authorities =>
  authoritiesOf('claim169', issuer, jwk, members)
const stateOf = async (text: string, authorities = trust()): Promise<string> =>
  (await claim169.prove(opened(text), authorities)).state

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
