/** Tests of issuing: what is issued comes back, and claims that the format does not allow are refused by their code. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claims } from './credential/claims.ts'
import { bytesOfCode } from '../house/alter.ts'
import { inspect } from './inspect.ts'
import { issue } from './issue.ts'
import { jwkSigner } from './crypto/signer.ts'
import { parsePublicJwk } from './crypto/jwk.ts'
import { encodeBase64url } from './encoding/base64url.ts'
import { claims as anyClaims } from './testing/arbitrary-claims.ts'
import { alteredJson } from './testing/arbitrary-json.ts'
import { keyNamed } from './testing/keys.ts'
import { refusalOf } from './testing/refusal.ts'
import { at, clock, goodClaims, hour, issueCode, issuerKeys } from './testing/world.ts'

test('a signer that takes the whole buffer under its bytes signs the right ones', async () => {
  const signer = await jwkSigner(issuerKeys.Ed25519)
  const greedy = {
    ...signer,
    sign: (bytes: Uint8Array) => signer.sign(new Uint8Array(bytes.buffer)),
  }
  const cti = new Uint8Array(8)
  const text = await issue(goodClaims, { signer: greedy, cti })
  expect((await inspect(text, { now: clock, trust })).signature).toBe('valid')
})

const trust = { jwks: { keys: Object.values(issuerKeys).map(parsePublicJwk) } }

test('whatever is issued is read back as it was, by its signature', async () => {
  let tooLong = 0
  const rounds = fc.asyncProperty(
    anyClaims,
    fc.constantFrom('Ed25519', 'ESP256'),
    fc.uint8Array({ minLength: 8, maxLength: 8 }),
    async (claims, algorithm, cti) => {
      const signer = await jwkSigner(issuerKeys[algorithm])
      const signed: number[] = []
      const sign = (bytes: Uint8Array): Promise<Uint8Array> => {
        signed.push(bytes.length)
        return signer.sign(bytes)
      }
      const made = issue(claims, { signer: { ...signer, sign }, cti })
      const code = await refusalOf(made)
      if (code !== undefined) {
        expect(code).toBe('ERR_CLAIMS_REFUSED')
        // What is too long for a code is found out before anybody signs it.
        expect(signed).toEqual([])
        tooLong++
        return
      }
      const text = await made
      expect(bytesOfCode(text).length).toBeLessThanOrEqual(1024)
      expect(signed).toEqual([bytesOfCode(text).length - 55])
      const { payload, signature, format } = await inspect(text, { now: clock, trust })
      expect({ format, signature }).toEqual({ format: 'greengate', signature: 'valid' })
      const { id, keyId, ...rest } = payload as Record<string, unknown>
      expect(rest).toEqual(asRead(claims))
      expect([id, keyId]).toEqual([cti, signer.kid].map(encodeBase64url))
    },
  )
  await fc.assert(rounds, { numRuns: 400 })
  expect(tooLong).toBeLessThan(200)
})

/** A rule set that is the issuer's own is left out, as its default is. */
const asRead = ({ assessment, ...claims }: Claims): Claims => {
  if (assessment === undefined) return claims
  const { ruleSet, ...rest } = assessment
  const isOwn = ruleSet === undefined || ruleSet === claims.issuer
  return { ...claims, assessment: isOwn ? rest : { ...rest, ruleSet } }
}

test('the same claims and id give the same text with Ed25519', async () => {
  expect(await issueCode()).toBe(await issueCode())
  expect(await issueCode(goodClaims, 'Ed25519', 2)).not.toBe(await issueCode())
})

test('claims that were altered anywhere are issued or refused by their code, never anything else', async () => {
  const codes: Record<string, number> = {}
  const assessed: Claims = {
    ...goodClaims,
    statusIndex: 7,
    assessment: {
      outcome: 'stop',
      ruleSet: 'other',
      version: 3,
      rule: 7,
      assessedAt: at(-2 * hour),
    },
    holderKey: parsePublicJwk(keyNamed('holder', 'ESP256')),
  }
  const rounds = fc.asyncProperty(alteredJson(assessed), async (value) => {
    const code = (await refusalOf(issueCode(value as Claims))) ?? 'issued'
    expect([
      'issued',
      'ERR_CLAIMS_MALFORMED',
      'ERR_CLAIMS_REFUSED',
      'ERR_KEY_MALFORMED',
      'ERR_KEY_UNSUPPORTED',
    ]).toContain(code)
    codes[code] = (codes[code] ?? 0) + 1
  })
  await fc.assert(rounds, { numRuns: 1000 })
  expect(codes['ERR_CLAIMS_MALFORMED']).toBeGreaterThan(200)
})

const without = (name: keyof Claims): Claims =>
  Object.fromEntries(
    Object.entries(goodClaims).filter(([key]) => key !== name),
  ) as unknown as Claims
const fact = goodClaims.facts![0]!
const stop = { outcome: 'stop', version: 1, rule: 7, assessedAt: at(-hour) } as const

test.each<[string, unknown]>([
  ['nothing', null],
  ['no issuer', without('issuer')],
  ['an empty issuer', { ...goodClaims, issuer: '' }],
  ['an issuer of 65 bytes', { ...goodClaims, issuer: '水'.repeat(22) }],
  ['half a surrogate pair', { ...goodClaims, issuer: '\ud800' }],
  ['an unknown member', { ...goodClaims, colour: 'green' }],
  ['another class', { ...goodClaims, class: 'card' }],
  ['an end at its beginning', { ...goodClaims, validUntil: goodClaims.issuedAt }],
  ['a beginning before 1970', { ...goodClaims, issuedAt: '1969-12-31T23:59:59Z' }],
  ['an instant with an offset', { ...goodClaims, issuedAt: '2020-03-01T12:00:00+08:00' }],
  ['a fraction as status index', { ...goodClaims, statusIndex: 0.5 }],
  ['a status index below zero', { ...goodClaims, statusIndex: -1 }],
  ['neither facts nor assessment', { ...without('facts'), covers: undefined }],
  ['last four in lower case', { ...goodClaims, subject: { lastFour: '123x' } }],
  ['last five', { ...goodClaims, subject: { lastFour: '12345' } }],
  ['a number of the person', { ...goodClaims, subject: { number: '330106199001011234' } }],
  [
    'a kind covered twice',
    { ...goodClaims, covers: [...goodClaims.covers!, goodClaims.covers![0]!] },
  ],
  ['coverage after it was issued', { ...goodClaims, covers: [{ kind: 'test', until: at(0) }] }],
  ['a fact id twice', { ...goodClaims, facts: [fact, fact] }],
  ['a fact without a kind', { ...goodClaims, facts: [{ ...fact, kind: undefined }] }],
  ['a field of seven decimals', { ...goodClaims, facts: [{ ...fact, fields: { a: 1e-7 } }] }],
  ['a field that is null', { ...goodClaims, facts: [{ ...fact, fields: { a: null } }] }],
  ['a field that is a list', { ...goodClaims, facts: [{ ...fact, fields: { a: [1] } }] }],
  ['a field with an empty name', { ...goodClaims, facts: [{ ...fact, fields: { '': 1 } }] }],
  ['a stop without a rule', { ...goodClaims, assessment: { ...stop, rule: undefined } }],
  ['an assessment of version 0', { ...goodClaims, assessment: { ...stop, version: 0 } }],
  [
    'an assessment of another outcome',
    { ...goodClaims, assessment: { ...stop, outcome: 'invalid' } },
  ],
  ['an assessment of the future', { ...goodClaims, assessment: { ...stop, assessedAt: at(0) } }],
])('claims with %s are refused', async (_name, value) => {
  expect(await refusalOf(issueCode(value as Claims))).toBe('ERR_CLAIMS_MALFORMED')
})

const assessedOnly = (
  validUntil: string,
  holdsUntil?: string,
  kind: 'app' | 'paper' = 'app',
): Claims => ({
  issuer: goodClaims.issuer,
  class: kind,
  issuedAt: at(0),
  validUntil,
  assessment: { outcome: 'pass', version: 1, assessedAt: at(0), ...(holdsUntil && { holdsUntil }) },
})

test.each<[string, Claims, string | undefined]>([
  ['does not say how long it holds', assessedOnly(at(hour)), 'ERR_CLAIMS_REFUSED'],
  ['outlives what it holds', assessedOnly(at(hour + 1), at(hour)), 'ERR_CLAIMS_REFUSED'],
  ['lives exactly as long as it holds', assessedOnly(at(hour), at(hour)), undefined],
  [
    'lives a second more than 24 hours',
    assessedOnly(at(86_401), at(900_000)),
    'ERR_CLAIMS_REFUSED',
  ],
  ['lives 24 hours', assessedOnly(at(86_400), at(900_000)), undefined],
  ['lives longer on paper', assessedOnly(at(800_000), at(900_000), 'paper'), undefined],
  ['outlives it on paper', assessedOnly(at(900_001), at(900_000), 'paper'), 'ERR_CLAIMS_REFUSED'],
])('an assessment that %s', async (_name, claims, code) => {
  expect(await refusalOf(issueCode(claims))).toBe(code)
})

test('a code that would be longer than 1,024 bytes is refused', async () => {
  const facts = Array.from({ length: 12 }, (_, i) => ({ ...fact, id: `${i}${'x'.repeat(60)}` }))
  expect(await refusalOf(issueCode({ ...goodClaims, facts }))).toBe('ERR_CLAIMS_REFUSED')
})

test('a signer or an id of another length is the programmer’s mistake', async () => {
  const signer = await jwkSigner(issuerKeys.Ed25519)
  const cti = new Uint8Array(8)
  const short = { ...signer, sign: () => Promise.resolve(new Uint8Array(63)) }
  await expect(issue(goodClaims, { signer: short, cti })).rejects.toThrow(TypeError)
  await expect(issue(goodClaims, { signer, cti: cti.subarray(1) })).rejects.toThrow(TypeError)
})
