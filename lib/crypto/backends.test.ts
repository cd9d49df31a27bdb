/** Tests of all backends behind the raw checks: the same answers, case by case, and the right ones. */
import { describe, expect, test } from 'vitest'
import { encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { backends, checkOnAll, type Answer } from '../testing/checkers.ts'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { rawOfDer } from '../testing/der.ts'
import { keyNamed } from '../testing/keys.ts'
import { isSoundP256Signature } from './raw-checks.ts'

interface Vector {
  readonly tcId: number
  readonly comment: string
  readonly msg: string
  readonly sig: string
  readonly result: 'valid' | 'invalid' | 'acceptable'
}

interface Group {
  readonly publicKey: { readonly pk?: string; readonly uncompressed?: string }
  readonly tests: readonly Vector[]
}

const groupsOf = (file: string): readonly Group[] =>
  (readCorpus(`wycheproof/${file}_test.json`) as { readonly testGroups: readonly Group[] })
    .testGroups

const jwkOf = ({ publicKey: { pk, uncompressed } }: Group): object => {
  if (pk !== undefined) return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(fromHex(pk)) }
  const point = fromHex(uncompressed!)
  const [x, y] = [point.slice(1, 33), point.slice(33)].map(encodeBase64url)
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** Runs a file; gives what neither expectation nor backends agree on, and prints the figures. */
const run = async (
  file: string,
  signatureOf: (bytes: Uint8Array) => Uint8Array | undefined,
  lowS = false,
): Promise<{ wrong: unknown[]; valid: number; cases: number }> => {
  const wrong: unknown[] = []
  let [valid, cases] = [0, 0]
  for (const group of groupsOf(file)) {
    const jwk = jwkOf(group)
    for (const { tcId, comment, msg, sig, result } of group.tests) {
      const signature = signatureOf(fromHex(sig))
      const answers: readonly Answer[] =
        signature === undefined
          ? backends.map(() => false)
          : await checkOnAll(jwk, signature, fromHex(msg), lowS)
      const isHigh = lowS && signature !== undefined && !isSoundP256Signature(signature, true)
      const expected = result === 'valid' && !isHigh
      if (answers.some((answer) => answer !== expected))
        wrong.push({ tcId, comment, result, answers })
      if (expected) valid++
      cases++
    }
  }
  console.log(
    `corpora: wycheproof ${file}${lowS ? ' with low s' : ''} ${cases} cases, ${valid} valid, ${wrong.length} wrong or different, on all backends`,
  )
  return { wrong, valid, cases }
}

const asItIs = (bytes: Uint8Array): Uint8Array => bytes

describe.skipIf(!hasCorpora)('corpora: wycheproof on all backends', () => {
  test('Ed25519', async () => {
    const { wrong, valid } = await run('ed25519', asItIs)
    expect(wrong).toEqual([])
    expect(valid).toBeGreaterThan(40)
  })

  test('ECDSA P-256 with raw signatures', async () => {
    const { wrong, valid } = await run('ecdsa_secp256r1_sha256_p1363', asItIs)
    expect(wrong).toEqual([])
    expect(valid).toBeGreaterThan(80)
  })

  test('ECDSA P-256 with raw signatures, of which the upper half of s is refused', async () => {
    const { wrong, valid } = await run('ecdsa_secp256r1_sha256_p1363', asItIs, true)
    expect(wrong).toEqual([])
    expect(valid).toBeGreaterThan(30)
  })

  test('ECDSA P-256 with signatures in strict DER', async () => {
    const { wrong, valid } = await run('ecdsa_secp256r1_sha256', rawOfDer)
    expect(wrong).toEqual([])
    expect(valid).toBeGreaterThan(80)
  })

  test('HMAC with SHA-256', async () => {
    interface MacVector {
      readonly tcId: number
      readonly key: string
      readonly msg: string
      readonly tag: string
      readonly result: string
    }
    const { testGroups } = readCorpus('wycheproof/hmac_sha256_test.json') as {
      readonly testGroups: readonly { tagSize: number; tests: readonly MacVector[] }[]
    }
    const wrong: unknown[] = []
    let cases = 0
    for (const { tagSize, tests } of testGroups)
      for (const { tcId, key, msg, tag, result } of tests)
        for (const backend of backends) {
          const mac = await backend.hmacSha256(fromHex(key), fromHex(msg))
          const isRight = toHex(mac.subarray(0, tagSize / 8)) === tag
          if (isRight !== (result === 'valid')) wrong.push({ tcId, backend: backend.name })
          cases++
        }
    console.log(
      `corpora: wycheproof hmac_sha256 ${cases / backends.length} cases, ${wrong.length} wrong, on all backends`,
    )
    expect(wrong).toEqual([])
    expect(cases).toBeGreaterThan(100)
  })
})

test('all backends digest alike, and as FIPS 180-4 says', async () => {
  for (const backend of backends) {
    expect(toHex(await backend.sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect((await backend.sha256(new Uint8Array(0))).constructor).toBe(Uint8Array)
    const part = new Uint8Array(100).subarray(3, 40)
    expect(await backend.sha256(part)).toEqual(await backend.sha256(part.slice()))
  }
})

test.each([
  ['a P-256 point off the curve', { ...keyNamed('a', 'ESP256'), y: keyNamed('b', 'ESP256').x }],
  ['an Ed25519 point of small order', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }],
  ['a coordinate of 31 bytes', { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(42) }],
  ['a key of another curve', { kty: 'EC', crv: 'P-384', x: 'A'.repeat(64), y: 'A'.repeat(64) }],
])('%s is refused by all backends', async (_name, jwk) => {
  const refused = await checkOnAll(jwk, new Uint8Array(64).fill(1), utf8('message'))
  expect(refused).toEqual(backends.map(() => 'key refused'))
})

test('a signature by nobody is right under no key, whether the key is a point or not', async () => {
  for (let last = 0; last < 40; last++) {
    const x = encodeBase64url(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? last + 2 : i)))
    const answers = await checkOnAll({ kty: 'OKP', crv: 'Ed25519', x }, sound(), utf8('m'))
    expect(answers).not.toContain(true)
  }
})

/** R is the base point, S is 1: passes the raw checks and signs nothing. */
const sound = (): Uint8Array => {
  const signature = new Uint8Array(64)
  signature.fill(0x66, 0, 32)
  signature[0] = 0x58
  signature[32] = 1
  return signature
}
