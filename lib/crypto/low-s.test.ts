/** Tests of low s: both halves are right, one form is written, and a code carries only that one. */
import { expect, test } from 'vitest'
import { decodeText } from '../credential/decode.ts'
import { codeOfBytes, bytesOfCode } from '../../house/alter.ts'
import { checkOnAll } from '../testing/checkers.ts'
import { clock, goodContext, issueCode, issuerKeys, worldBundle } from '../testing/world.ts'
import { verify } from '../verify.ts'
import { lowS } from './low-s.ts'
import { isSoundP256Signature } from './raw-checks.ts'
import { jwkSigner } from './signer.ts'

const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const bigOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

/** The same signature with n - s in place of s, by BigInt. */
const otherHalf = (signature: Uint8Array): Uint8Array => {
  const s = (n - bigOf(signature.subarray(32))).toString(16).padStart(64, '0')
  return Uint8Array.from([...signature.subarray(0, 32), ...Buffer.from(s, 'hex')])
}

test('both halves of s are right by ECDSA, and low s takes the lower of them', async () => {
  const signer = await jwkSigner(issuerKeys.ESP256)
  const halves = new Set<boolean>()
  for (let round = 0; round < 40; round++) {
    const message = Uint8Array.of(round)
    const signature = await signer.sign(message)
    const [low, high] = [lowS(signature), otherHalf(lowS(signature))]
    halves.add(isSoundP256Signature(signature, true))
    expect(bigOf(low.subarray(32)) <= (n - 1n) / 2n).toBe(true)
    expect(lowS(high)).toEqual(low)
    expect(lowS(low)).toEqual(low)
    for (const form of [low, high])
      expect(await checkOnAll(issuerKeys.ESP256, form, message)).toEqual([true, true, true])
    expect(await checkOnAll(issuerKeys.ESP256, low, message, true)).toEqual([true, true, true])
    expect(await checkOnAll(issuerKeys.ESP256, high, message, true)).toEqual([false, false, false])
  }
  expect(halves.size).toBe(2)
})

test('a code whose s is in the upper half is a wrong signature, though ECDSA would take it', async () => {
  const bundle = await worldBundle()
  const text = await issueCode(undefined, 'ESP256')
  const bytes = bytesOfCode(text)
  bytes.set(otherHalf(bytes.subarray(-64)), bytes.length - 64)
  const high = codeOfBytes(bytes)
  expect(decodeText(high).live).toBeNull()
  const decision = await verify(high, { bundle, now: clock, context: goodContext })
  expect(decision.reasons).toEqual([{ code: 'signature-invalid' }])
  const good = await verify(text, { bundle, now: clock, context: goodContext })
  expect(good.outcome).toBe('pass')
})
