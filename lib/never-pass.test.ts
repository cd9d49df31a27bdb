/** Properties of verifying: nothing but a good code passes, nothing throws, and the same question has the same answer. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { alter, bitsOf, bytesOfCode, codeOfBytes, flipBit } from '../house/alter.ts'
import { anyText } from '../house/any-text.ts'
import type { Bundle } from './bundle/bundle.ts'
import type { Decision } from './decision.ts'
import { explain } from './explain.ts'
import { inspect } from './inspect.ts'
import { parsePublicJwk } from './crypto/jwk.ts'
import { presentationId } from './credential/presentation-id.ts'
import { reasons } from './list-reasons.ts'
import type { Outcome } from './reasons.ts'
import { clock, goodContext, issueCode, issuerKeys, worldBundle } from './testing/world.ts'
import { verify } from './verify.ts'

let bundle: Bundle
let good: Readonly<Record<'Ed25519' | 'ESP256', string>>

beforeAll(async () => {
  bundle = await worldBundle()
  good = { Ed25519: await issueCode(), ESP256: await issueCode(undefined, 'ESP256') }
})

const decide = (text: string | readonly string[]): Promise<Decision> =>
  verify(text, { bundle, now: clock, context: goodContext })

/** What every decision must be, whatever was shown. */
const expectSound = (decision: Decision): void => {
  if (decision.outcome !== 'pass') expect(decision.reasons.length).toBeGreaterThan(0)
  const outcomes = new Set<Outcome>(decision.reasons.map(({ code }) => reasons[code].outcome))
  expect(outcomes).toContain(decision.outcome)
  expect(JSON.parse(JSON.stringify(decision))).toEqual(decision)
}

test('the good codes pass, so that the rest of this file means something', async () => {
  for (const text of Object.values(good)) {
    const decision = await decide(text)
    expectSound(decision)
    expect(decision.outcome).toBe('pass')
    expect((await presentationId(text))?.code).toMatch(/^[\w-]{43}$/)
  }
})

test.each(['Ed25519', 'ESP256'] as const)(
  'no flipped bit of a good %s code passes: every bit is tried',
  async (algorithm) => {
    const text = good[algorithm]
    const outcomes: Record<string, number> = {}
    const trust = { jwks: { keys: [parsePublicJwk(issuerKeys[algorithm])] } }
    for (let bit = 0; bit < bitsOf(text); bit++) {
      const flipped = flipBit(text, bit)
      const decision = await decide(flipped)
      expectSound(decision)
      outcomes[decision.outcome] = (outcomes[decision.outcome] ?? 0) + 1
      if (bit % 8 === 0) {
        expect((await inspect(flipped, { now: clock, trust })).signature).not.toBe('valid')
      }
    }
    console.log(
      `bits: ${algorithm} ${bitsOf(text)} flipped one by one, ${JSON.stringify(outcomes)}`,
    )
    expect(outcomes['pass']).toBeUndefined()
    expect(Object.keys(outcomes).sort()).toEqual(['invalid', 'unreadable'])
  },
)

/** Runs a property over texts that are not the good code: never a throw, never a pass. */
const expectNever = async (texts: fc.Arbitrary<string>, numRuns: number): Promise<void> => {
  const trust = { jwks: { keys: Object.values(issuerKeys).map(parsePublicJwk) } }
  const rounds = fc.asyncProperty(texts, async (text) => {
    fc.pre(!Object.values(good).includes(text))
    const decision = await decide(text)
    expectSound(decision)
    expect(decision.outcome).not.toBe('pass')
    expect((await inspect(text, { now: clock, trust })).signature).not.toBe('valid')
    expect((await inspect(text, { now: clock, bundle })).signature).not.toBe('valid')
    await presentationId(text)
  })
  await fc.assert(rounds, { numRuns })
}

const seeded = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
const eitherCode = fc.constantFrom('Ed25519', 'ESP256').map((algorithm) => good[algorithm])

test('no code that was altered passes, and no text that is none', async () => {
  const altered = fc
    .tuple(eitherCode, seeded)
    .map(([text, numbers]) => alter(text, () => numbers.next().value as number))
  await expectNever(altered, 1500)
})

test('no code with characters changed, cut or put in passes', async () => {
  const alphabet = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')
  const changed = fc
    .tuple(eitherCode, fc.nat(), fc.integer({ min: 0, max: 4 }), fc.constantFrom(...alphabet))
    .map(([text, place, cut, letter]) => {
      const at = place % text.length
      return text.slice(0, at) + letter + text.slice(at + cut)
    })
  await expectNever(changed, 500)
})

test('no two codes spliced together pass, wherever they are cut', async () => {
  const [one, other] = [bytesOfCode(good.Ed25519), bytesOfCode(good.ESP256)]
  const third = bytesOfCode(await issueCode(undefined, 'Ed25519', 9))
  const spliced = fc
    .tuple(
      fc.constantFrom(one, other, third),
      fc.constantFrom(one, other, third),
      fc.nat(),
      fc.nat(),
    )
    .map(([a, b, i, j]) =>
      codeOfBytes(Uint8Array.from([...a.subarray(0, i % a.length), ...b.subarray(j % b.length)])),
    )
  const sameCut = fc
    .tuple(fc.constantFrom(one, other, third), fc.constantFrom(one, other, third), fc.nat())
    .map(([a, b, i]) =>
      codeOfBytes(Uint8Array.from([...a.subarray(0, i % a.length), ...b.subarray(i % a.length)])),
    )
  const known = new Set([one, other, third].map(codeOfBytes))
  await expectNever(
    fc.oneof(spliced, sameCut).filter((text) => !known.has(text)),
    500,
  )
})

test('no text passes that is JSON, noise, another code or longer than a code can be', async () => {
  const prefix = fc.constantFrom(
    '',
    'GG1:',
    'GG2:',
    'GG01:',
    'GG:',
    'HC1:',
    'shc:/',
    'NZCP:/1/',
    'gg1:',
  )
  const body = fc.oneof(
    fc.json({ maxDepth: 3 }),
    anyText(60),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('null', 'undefined', '', '0', '\0', '\ud800', '__proto__', ' '),
    fc.nat(40).map((times) => good.Ed25519.slice(4).repeat(times)),
    fc.nat(2000).map((length) => '0'.repeat(length)),
  )
  await expectNever(
    fc.tuple(prefix, body).map((parts) => parts.join('')),
    600,
  )
})

test('a million characters are refused before they are decoded', async () => {
  for (const text of ['GG1:', '', 'HC1:', '{'])
    expect((await decide(text + '0'.repeat(1_000_000))).reasons).toEqual([{ code: 'too-long' }])
})

test('the same texts and the same basis give the same bytes', async () => {
  const again = await worldBundle()
  const rounds = fc.asyncProperty(
    fc.oneof(
      eitherCode,
      fc.tuple(eitherCode, fc.nat()).map(([text, n]) => flipBit(text, n % bitsOf(text))),
    ),
    fc.integer({ min: -100_000, max: 100_000 }),
    fc.record(
      {
        ruleSet: fc.constantFrom('test-hz', 'other', ''),
        onSite: fc.dictionary(fc.constantFrom('temperature', 'x', '__proto__'), fc.double()),
        requireLive: fc.boolean(),
        requireCard: fc.boolean(),
        seenBefore: fc.constantFrom('no', 'code', 'proof', 'unknown'),
        station: fc.string({ minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    async (text, seconds, context) => {
      const now = new Date(clock.getTime() + seconds * 1000)
      const first = await verify(text, { bundle, now, context })
      const second = await verify([text, text], { bundle: again, now, context: { ...context } })
      expect(JSON.stringify(second)).toBe(JSON.stringify(first))
      const { decision } = await explain(text, { bundle, now, context })
      expect(JSON.stringify(decision)).toBe(JSON.stringify(first))
    },
  )
  await fc.assert(rounds, { numRuns: 200 })
})
