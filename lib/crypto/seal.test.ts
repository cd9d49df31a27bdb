/** Sealing as far as vectors do not reach: what a sealer forgets, and which keys it refuses. */
import nacl from 'tweetnacl'
import { expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import { refusalOf } from '../testing/refusal.ts'
import { openBox, openSealer } from './seal.ts'
import { generateSealingKey } from './signer.ts'

const secret = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))
const message = new Uint8Array([1, 2, 3])

test('a key pair that was made opens what was sealed to it, under its number alone', async () => {
  const recipient = await generateSealingKey()
  const sealer = await openSealer(recipient, secret())
  const sealed = sealer.seal(7, message)
  expect(await openBox(sealed, 7, sealer.ephemeral, recipient)).toEqual(message)
  expect(await refusalOf(openBox(sealed, 8, sealer.ephemeral, recipient))).toBe('ERR_RECEIPT_SEAL')
  // What the platform made and what NaCl makes of it are one key.
  const { publicKey } = nacl.box.keyPair.fromSecretKey(decodeBase64url(recipient.d))
  expect(encodeBase64url(publicKey)).toBe(recipient.x)
})

test('the secret is overwritten at once, no number comes twice, and nothing is sealed after the end', async () => {
  const drawn = secret()
  const sealer = await openSealer(await generateSealingKey(), drawn)
  expect(drawn).toEqual(new Uint8Array(32))
  sealer.seal(2, message)
  expect(() => sealer.seal(2, message)).toThrow(TypeError)
  expect(() => sealer.seal(1, message)).toThrow(TypeError)
  sealer.end()
  expect(() => sealer.seal(3, message)).toThrow(TypeError)
})

test.each([
  ['of small order', { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) }, 'ERR_KEY_MALFORMED'],
  ['too short', { kty: 'OKP', crv: 'X25519', x: 'AAAA' }, 'ERR_KEY_MALFORMED'],
  ['for signing', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }, 'ERR_KEY_UNSUPPORTED'],
])('a recipient that is %s is refused', async (_what, recipient, code) => {
  expect(await refusalOf(openSealer(recipient as never, secret()))).toBe(code)
})
