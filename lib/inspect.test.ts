/** Tests of inspecting: what a code is, whoever made it, under keys of any shape. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { flipBit } from '../house/alter.ts'
import type { Bundle } from './bundle/bundle.ts'
import { keyId, parsePublicJwk, type PrivateJwk, type PublicJwk } from './crypto/jwk.ts'
import { jwkSigner } from './crypto/signer.ts'
import { inspect, type Inspection, type InspectTrust } from './inspect.ts'
import { issue } from './issue.ts'
import { keyNamed } from './testing/keys.ts'
import {
  clock,
  goodClaims,
  hour,
  issueCode,
  issuerId,
  issuerKeys,
  narrowKey,
  worldBundle,
} from './testing/world.ts'

let bundle: Bundle
let good: string
beforeAll(async () => {
  bundle = await worldBundle()
  good = await issueCode()
})

const jwk = parsePublicJwk(issuerKeys.Ed25519)
const other = parsePublicJwk(keyNamed('stranger'))
const jwks = (...keys: readonly unknown[]): InspectTrust => ({ jwks: { keys } })
const signatureOf = async (text: string, trust: InspectTrust): Promise<Inspection['signature']> =>
  (await inspect(text, { now: clock, trust })).signature

test('a good code is told by the keys of a bundle, of any issuer, or of its own', async () => {
  const told = await inspect(good, { now: clock, bundle })
  expect(told).toMatchObject({
    format: 'greengate',
    signature: 'valid',
    time: 'in-time',
    keyUsage: 'allowed',
    reasons: [],
  })
  expect(told.payload).toMatchObject(goodClaims)
  for (const trust of [jwks(jwk), { issuers: { [issuerId]: jwks(jwk) } }]) {
    expect(await inspect(good, { now: clock, trust })).toEqual({ ...told, keyUsage: 'unstated' })
  }
})

test.each<[string, InspectTrust, Inspection['signature']]>([
  ['no key', {}, 'unknown-key'],
  ['an empty list', jwks(), 'unknown-key'],
  ['another key', jwks(other), 'unknown-key'],
  ['the key of another issuer', { issuers: { other: jwks(jwk) } }, 'unknown-key'],
  ['an issuer that every object has', { issuers: { constructor: jwks(jwk) } }, 'unknown-key'],
  [
    'the key among keys that are none',
    jwks(null, 1, {}, { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, jwk),
    'valid',
  ],
  ['the key for another use', jwks({ ...jwk, use: 'enc' }), 'unknown-key'],
])('with %s the signature is as it should be', async (_name, trust, signature) => {
  expect(await signatureOf(good, trust)).toBe(signature)
})

test('any trust is judged, whatever its keys are', async () => {
  const keys = fc.array(
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.record({
        kty: fc.constantFrom('OKP', 'EC'),
        crv: fc.constantFrom('Ed25519', 'P-256'),
        x: fc.string(),
        y: fc.string(),
      }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((x) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x: Buffer.from(x).toString('base64url'),
      })),
    ),
    { maxLength: 4 },
  )
  const rounds = fc.asyncProperty(keys, async (drawn) => {
    expect(await signatureOf(good, jwks(...drawn))).toBe('unknown-key')
  })
  await fc.assert(rounds, { numRuns: 200 })
})

/** A code that says it was signed by a key that cannot have signed it. */
const issueNaming = async (key: PublicJwk, signedBy: PrivateJwk): Promise<string> => {
  const signer = { ...(await jwkSigner(signedBy)), kid: await keyId(key) }
  return issue(goodClaims, { signer, cti: new Uint8Array(8) })
}

test('a key that is no point is no key, even where a code names it', async () => {
  const bad = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } as const
  const off = { ...parsePublicJwk(issuerKeys.ESP256), y: jwk.x }
  for (const key of [bad, off]) {
    const signer = keyNamed('signer', key.kty === 'OKP' ? 'Ed25519' : 'ESP256')
    const text = await issueNaming(key, signer)
    expect(await signatureOf(text, jwks(key))).toBe('unknown-key')
  }
})

test.each([
  ['a second before it was issued', -hour - 1, 'not-yet-valid'],
  ['when it was issued', -hour, 'in-time'],
  ['in its last second', 11 * hour - 1, 'in-time'],
  ['when it ends', 11 * hour, 'expired'],
])('%s a code is told so', async (_name, seconds, time) => {
  const told = await inspect(good, { now: new Date(clock.getTime() + seconds * 1000), bundle })
  expect([told.time, told.signature]).toEqual([time, 'valid'])
  expect(told.reasons).toEqual(time === 'in-time' ? [] : [time])
})

test('a key that may not say all that a code says is refused its use', async () => {
  const text = await issueCode(goodClaims, narrowKey)
  expect(await inspect(text, { now: clock, bundle })).toMatchObject({
    signature: 'valid',
    keyUsage: 'refused',
  })
})

test('a damaged code is still one of ours, and nothing after it is reached', async () => {
  expect(await inspect('GG1:', { now: clock, bundle })).toEqual({
    format: 'greengate',
    payload: null,
    signature: null,
    time: null,
    keyUsage: null,
    reasons: ['damaged'],
  })
  expect(await signatureOf(flipBit(good, 8 * 150), jwks(jwk))).not.toBe('valid')
})

test.each([
  ['HC1:6BF', 'other-code'],
  ['https://example.org/', 'other-code'],
  ['GG2:6BF', 'newer-version'],
  ['hello', 'not-a-credential'],
  ['', 'not-a-credential'],
])('%j is nothing that we read', async (text, reason) => {
  expect(await inspect(text, { now: clock, bundle })).toMatchObject({
    format: null,
    reasons: [reason],
  })
})
