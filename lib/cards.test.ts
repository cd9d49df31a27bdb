/** Tests of codes beside the card of their holder: matched by a tag, under keys that only stations have. */
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import type { Claims } from './credential/claims.ts'
import type { CardMatch } from './decision.ts'
import { GreengateError } from './errors.ts'
import { issue } from './issue.ts'
import { jwkSigner } from './crypto/signer.ts'
import { inspect } from './inspect.ts'
import type { Card, Context } from './judge/context.ts'
import type { StationKeys } from './judge/station-keys.ts'
import { openStationKeys } from './open-station-keys.ts'
import { shadowDecision } from './shadow.ts'
import { bindingKey, groupKey, stationBundle } from './testing/station-keys.ts'
import { toyFormat, toyText } from './testing/toy-format.ts'
import { clock, goodClaims, goodContext, issuerKeys } from './testing/world.ts'
import { verify, type VerifyOptions } from './verify.ts'

const card: Card = { type: 'cn-resident-id', number: '11010519491231002X', source: 'chip' }
const other: Card = { ...card, number: '810000199408230021' }

const coded = async (
  claims: Claims = goodClaims,
  bound: Pick<Card, 'type' | 'number'> | null = card,
  cti = 1,
): Promise<string> =>
  issue(claims, {
    signer: await jwkSigner(issuerKeys.Ed25519),
    cti: new Uint8Array(8).fill(cti),
    ...(bound === null ? {} : { bind: { bindingKey, card: bound } }),
  })

let bundle: Bundle
let stationKeys: StationKeys
let code: string
beforeAll(async () => {
  bundle = await stationBundle()
  stationKeys = await openStationKeys(bundle, groupKey)
  code = await coded()
})

const optionsOf = (shown: Card | CardMatch | undefined, more: Partial<VerifyOptions> = {}) => ({
  bundle,
  now: clock,
  context: { ...goodContext, ...(shown === undefined ? {} : { card: shown }) } as Context,
  stationKeys,
  ...more,
})
const said = async (
  texts: string | readonly string[],
  shown: Card | CardMatch | undefined,
  more: Partial<VerifyOptions> = {},
) => {
  const { outcome, reasons, basis } = await verify(texts, optionsOf(shown, more))
  return [basis.context.card, outcome, ...reasons.map((reason) => reason.code)]
}

test('the holder’s card matches, another’s makes the code one not to be relied on', async () => {
  expect(await said(code, card)).toEqual(['match', 'pass', 'rule-pass'])
  expect(await said(code, { ...card, number: card.number.toLowerCase() })).toEqual([
    'match',
    'pass',
    'rule-pass',
  ])
  expect(await said(code, other)).toEqual(['mismatch', 'invalid', 'card-mismatch'])
  expect(await said(code, { ...card, type: 'passport' })).toEqual([
    'mismatch',
    'invalid',
    'card-mismatch',
  ])
  expect(await said(code, undefined)).toEqual(['absent', 'pass', 'rule-pass'])
})

test('a paper code passes with its card, and not without', async () => {
  const paper = await coded({ ...goodClaims, class: 'paper' })
  expect(await said(paper, card)).toEqual(['match', 'pass', 'rule-pass'])
  expect(await said(paper, undefined)).toEqual(['absent', 'check', 'card-required', 'rule-pass'])
})

test('without the key of the month or of the station, and without a tag, staff compare', async () => {
  const missing = ['no-key', 'check', 'binding-key-missing', 'rule-pass']
  const { stationKeys: _keys, ...keyless } = optionsOf(card)
  const { outcome, reasons } = await verify(code, keyless)
  expect([outcome, reasons[0].code]).toEqual(['check', 'binding-key-missing'])
  const february = { ...goodClaims, covers: [], facts: [], issuedAt: '2020-02-29T23:59:59Z' }
  expect((await said(await coded(february), card)).slice(0, 3)).toEqual(missing.slice(0, 3))
  const march = { ...february, issuedAt: '2020-03-01T00:00:00Z' }
  expect((await said(await coded(march), card))[0]).toBe('match')
  expect(await said(await coded(goodClaims, null), card)).toEqual([
    'no-key',
    'check',
    'tag-missing',
    'rule-pass',
  ])
})

test('a decision has nothing of the number, and is repeated without it', async () => {
  for (const shown of [card, other]) {
    const decision = await verify(code, optionsOf(shown))
    expect(JSON.stringify(decision)).not.toContain(shown.number)
    const { context } = decision.basis
    const again = await verify(code, optionsOf(context.card as CardMatch))
    expect(JSON.stringify(again)).toBe(JSON.stringify(decision))
    expect(await shadowDecision(code, optionsOf(shown))).toBeUndefined()
  }
})

test('two codes that match one card are of one person: each is judged, and the worst stands', async () => {
  const second = await coded(goodClaims, card, 2)
  const unsure = await coded({ ...goodClaims, facts: [] }, card, 3)
  expect(await said([code, second], card)).toEqual(['match', 'pass', 'rule-pass'])
  expect(await said([code, unsure], card)).toEqual(['match', 'check', 'rule-pass', 'not-granted'])
  // Nothing proves it without the card, or without a key.
  expect((await said([code, second], undefined)).slice(1)).toEqual([
    'check',
    'person-unproven',
    'rule-pass',
  ])
  expect((await said([code, second], card, { stationKeys: undefined as never }))[1]).toBe('check')
  // One of them is another’s, or says of nobody.
  const others = await coded(goodClaims, other, 4)
  expect(await said([code, others], card)).toEqual(['mismatch', 'invalid', 'card-mismatch'])
  const untagged = await coded(goodClaims, null, 5)
  expect((await said([code, untagged], card)).slice(0, 2)).toEqual(['no-key', 'check'])
  expect(await said([code, 'GG1:'], card)).toEqual(['match', 'unreadable', 'damaged'])
})

test('a code that names nobody joins another country’s by the card of both', async () => {
  const erika = { surname: 'Müller', given: 'Erika', birthDate: '1964-08-12' }
  const held: Card = {
    ...card,
    name: { surname: 'MUELLER', given: 'ERIKA' },
    birthDate: erika.birthDate,
  }
  const foreign = toyText({ person: erika, facts: [] })
  const formats = [toyFormat]
  expect(await said([code, foreign], held, { formats })).toEqual(['match', 'pass', 'rule-pass'])
  expect((await said([code, foreign], undefined, { formats }))[1]).toBe('check')
  const nameless = await said([code, foreign], card, { formats })
  expect(nameless.slice(0, 2)).toEqual(['no-key', 'check'])
})

test('a tag shows in what inspect says of a code no more than its masked name does', async () => {
  const { payload } = await inspect(code, { now: clock, bundle })
  expect(JSON.stringify(payload)).not.toContain(card.number)
})

test('a number of no card is refused before anything is signed, and not quoted', async () => {
  for (const bad of [
    { ...card, number: '110105194912310021' },
    { ...card, type: 'other' },
  ]) {
    const refused = await coded(goodClaims, bad).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GreengateError)
    expect(refused).toMatchObject({ code: 'ERR_CLAIMS_REFUSED' })
    expect(String(refused)).not.toContain(bad.number)
  }
  const signer = await jwkSigner(issuerKeys.Ed25519)
  const bind = { bindingKey: bindingKey.slice(1), card }
  await expect(issue(goodClaims, { signer, cti: new Uint8Array(8), bind })).rejects.toThrow(
    TypeError,
  )
})
