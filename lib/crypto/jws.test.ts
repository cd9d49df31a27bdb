/** Tests of document signatures: thresholds, strict headers, and the same answer as jose for a single signature. */
import fc from 'fast-check'
import { generalVerify, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { checkOnAll } from '../testing/checkers.ts'
import { hasCorpora, readCorpus } from '../testing/corpora.ts'
import { keyNamed } from '../testing/keys.ts'
import { signPayload } from '../testing/publisher.ts'
import { refusal, refusalOf } from '../testing/refusal.ts'
import { parsePublicJwk, thumbprint, type PrivateJwk } from './jwk.ts'
import { checkDocument, type Threshold } from './jws.ts'
import { jwkSigner } from './signer.ts'
import { importVerifyKey } from './verify-key.ts'

const [one, two, three] = [keyNamed('1'), keyNamed('2', 'ESP256'), keyNamed('3')]
const stranger = keyNamed('stranger')
const payload = utf8('{"version":1}')
const typ = 'greengate-trust'
const signedAt = 1_583_000_000

const role = async (threshold: number, keys: readonly PrivateJwk[]): Promise<Threshold> => ({
  threshold,
  keys: new Map(
    await Promise.all(
      keys.map(
        async (jwk) => [await thumbprint(jwk), await importVerifyKey(parsePublicJwk(jwk))] as const,
      ),
    ),
  ),
})

interface Signed {
  signatures: { protected: string; signature: string }[]
}
const parse = (bytes: Uint8Array): Signed => JSON.parse(new TextDecoder().decode(bytes)) as Signed
const write = (value: unknown): Uint8Array => utf8(JSON.stringify(value))
const sign = (keys: readonly PrivateJwk[], odd = {}): Promise<Uint8Array> =>
  signPayload(payload, typ, keys, signedAt, odd)

/** The code with which signatures are refused, undefined where they are taken. */
const check = async (signatures: Uint8Array, threshold: number, keys = [one, two, three]) =>
  refusalOf(checkDocument(payload, signatures, typ, await role(threshold, keys)))

test('two of three keys of both algorithms are enough, and say when they signed', async () => {
  const signatures = await sign([one, two])
  const signed = await checkDocument(payload, signatures, typ, await role(2, [one, two, three]))
  expect(signed).toEqual({ signedAt, signers: 2 })
  expect(await check(signatures, 3)).toBe('ERR_BUNDLE_SIGNATURE')
})

test('one key that signs twice counts once', async () => {
  expect(await check(await sign([one, one]), 2)).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await check(await sign([two, two]), 2)).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await check(await sign([one, one]), 1)).toBeUndefined()
})

test('a signature by a key that has no say neither helps nor harms', async () => {
  expect(await check(await sign([stranger]), 1)).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await check(await sign([one, stranger]), 2)).toBe('ERR_BUNDLE_SIGNATURE')
  const { signatures } = parse(await sign([stranger, one]))
  const broken = { ...signatures[0]!, signature: encodeBase64url(new Uint8Array(64)) }
  expect(await check(write({ signatures: [broken, signatures[1]!] }), 1)).toBeUndefined()
})

test('a wrong signature by a key that has a say refuses the document, however many are right', async () => {
  const { signatures } = parse(await sign([one, two, three]))
  const wrong = { ...signatures[2]!, signature: signatures[0]!.signature }
  expect(await check(write({ signatures: [...signatures.slice(0, 2), wrong] }), 2)).toBe(
    'ERR_BUNDLE_SIGNATURE',
  )
})

test.each<[string, object]>([
  ['the old name EdDSA', { alg: 'EdDSA' }],
  ['no algorithm', { alg: 'none' }],
  ['the algorithm of another key', { alg: 'ES256' }],
  ['another type', { typ: 'greengate-root' }],
  ['another key’s name', { kid: 'A'.repeat(43) }],
  ['a fraction of a second', { signedAt: 1.5 }],
  ['a time before 1970', { signedAt: -1 }],
  ['a time as text', { signedAt: '1583000000' }],
  ['a payload that is encoded', { b64: true }],
  ['no critical members', { crit: [] }],
  ['another critical member', { crit: ['b64', 'exp'] }],
  ['a member nobody knows', { jku: 'https://example.org/' }],
  ['a key of its own', { jwk: parsePublicJwk(stranger) }],
])('a protected header with %s is refused', async (_name, odd) => {
  const { signatures } = parse(await sign([one]))
  const header = JSON.parse(
    new TextDecoder().decode(decodeBase64url(signatures[0]!.protected)),
  ) as object
  const altered = encodeBase64url(write({ ...header, ...odd }))
  // Signed again by hand: the header is what is wrong, not the signature.
  const message = new Uint8Array([...utf8(`${altered}.`), ...payload])
  const signature = await (await jwkSigner(one)).sign(message)
  const made = { protected: altered, signature: encodeBase64url(signature) }
  expect(await check(write({ signatures: [made] }), 1)).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await check(write({ signatures }), 1)).toBeUndefined()
})

test('signatures that state different times are refused', async () => {
  const [early, late] = [parse(await sign([one])), parse(await sign([three], { signedAt: 1 }))]
  const both = [...early.signatures, ...late.signatures]
  expect(await check(write({ signatures: both }), 1)).toBe('ERR_BUNDLE_SIGNATURE')
})

const text = async (): Promise<string> => new TextDecoder().decode(await sign([one]))

test.each<[string, (good: string) => string]>([
  ['white space', (good) => good.replace(':', ': ')],
  ['doubled members', (good) => good.replace('{"signatures"', '{"signatures":[],"signatures"')],
  ['a payload', (good) => good.replace('{', '{"payload":"e30",')],
  ['an unprotected header', (good) => good.replace('[{', '[{"header":{},')],
  ['no signature', () => '{"signatures":[]}'],
  ['no list', () => '{"signatures":{}}'],
  ['null', () => 'null'],
  ['a list', () => '[]'],
  ['a number for a signature', () => '{"signatures":[1]}'],
  ['a header that is no text', (good) => good.replace(/"protected":"[^"]*"/, '"protected":1')],
  ['nothing', () => ''],
  ['a header that is no base64url', (good) => good.replace('"protected":"', '"protected":"+')],
  ['padding', (good) => good.replace('"}]}', '="}]}')],
  [
    '65 signatures',
    () => write({ signatures: Array(65).fill({ protected: '', signature: '' }) }).join(),
  ],
  ['more than 32 KiB', (good) => good.replace('{', `{"a":"${'a'.repeat(33_000)}",`)],
  // JSON.stringify has no limit of depth but the stack.
  ['nesting deep enough to break a stack', () => '['.repeat(16_000) + ']'.repeat(16_000)],
  ['a header nested as deep', () => nestedHeader()],
])('a signature file with %s is refused', async (_name, alter) => {
  expect(await check(utf8(alter(await text())), 1)).toBe('ERR_BUNDLE_SIGNATURE')
})

const nestedHeader = (): string => {
  const header = encodeBase64url(utf8('['.repeat(12_000) + ']'.repeat(12_000)))
  return JSON.stringify({ signatures: [{ protected: header, signature: 'AA' }] })
}

test('for any damage to a single signature, the answer is the one that jose gives', async () => {
  const answers = { taken: 0, refused: 0 }
  const rounds = fc.asyncProperty(
    fc.constantFrom(one, two),
    fc.nat(2000),
    fc.integer({ min: 0, max: 7 }),
    fc.boolean(),
    async (jwk, place, bit, isWhole) => {
      const { signatures } = parse(await sign([jwk]))
      const { protected: header, signature } = signatures[0]!
      const bytes = decodeBase64url(signature)
      const body = payload.slice()
      const aim = place % 2 === 0 ? bytes : body
      if (!isWhole) aim[(place >> 1) % aim.length]! ^= 1 << bit
      const damaged = { protected: header, signature: encodeBase64url(bytes) }
      const key = await importJWK(
        { ...parsePublicJwk(jwk) },
        jwk.kty === 'EC' ? 'ES256' : 'Ed25519',
      )
      const byJose = await generalVerify({ signatures: [damaged], payload: body }, key).then(
        () => true,
        () => false,
      )
      const document = { signatures: [damaged] }
      const ours = await refusalOf(checkDocument(body, write(document), typ, await role(1, [jwk])))
      expect(ours === undefined).toBe(byJose)
      answers[byJose ? 'taken' : 'refused']++
    },
  )
  await fc.assert(rounds, { numRuns: 150 })
  expect(answers.taken).toBeGreaterThan(10)
  expect(answers.refused).toBeGreaterThan(10)
})

describe.skipIf(!hasCorpora)('corpora: wycheproof JSON Web Signatures', () => {
  /** A compact signature under the algorithm of the key, checked on all backends. */
  const isRight = async (jws: string, jwk: object): Promise<boolean> => {
    const [header, body, signature, ...rest] = jws.split('.')
    if (header === undefined || body === undefined || signature === undefined) return false
    if (
      rest.length > 0 ||
      refusal(() => [header, signature].map((part) => decodeBase64url(part))) !== undefined
    ) {
      return false
    }
    const bytes = decodeBase64url(header)
    if (bytes.length === 0) return false
    const { alg } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly alg?: string }
    if (alg !== 'ES256') return false
    const raw = decodeBase64url(signature)
    const answers = await checkOnAll(jwk, raw, utf8(`${header}.${body}`))
    expect(new Set(answers).size).toBe(1)
    return answers[0] === true
  }

  test('ES256 is right where it should be, on all backends', async () => {
    const { testGroups } = readCorpus('wycheproof/json_web_signature_test.json') as {
      readonly testGroups: readonly {
        readonly public?: { readonly kty: string; readonly crv?: string }
        readonly tests: readonly { tcId: number; comment: string; jws: string; result: string }[]
      }[]
    }
    const wrong: unknown[] = []
    let [cases, valid] = [0, 0]
    for (const { public: jwk, tests } of testGroups) {
      if (jwk?.crv !== 'P-256') continue
      for (const { tcId, comment, jws, result } of tests) {
        if ((await isRight(jws, jwk)) !== (result === 'valid'))
          wrong.push({ tcId, comment, result })
        if (result === 'valid') valid++
        cases++
      }
    }
    console.log(
      `corpora: wycheproof json_web_signature ${cases} ES256 cases, ${valid} valid, ${wrong.length} wrong`,
    )
    expect(wrong).toEqual([])
    expect(valid).toBeGreaterThan(0)
  })
})
