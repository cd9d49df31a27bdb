/** Damaged codes of every format, and texts that are made to cost: each is an answer, soon, and none is believed. */
import { beforeAll, describe, expect, test } from 'vitest'
import { randomOf } from '../../house/endurance.ts'
import { inspect } from '../inspect.ts'
import { codeSeeds, proveTexts, signedOf, type CodeSeed } from '../testing/code-seeds.ts'
import { hostileTexts } from '../testing/hostile-texts.ts'
import { mutateCode } from '../testing/mutate-code.ts'
import { allFormats } from './all-formats.ts'

/** So long that only a hang lasts as long, on however busy a machine. */
const hang = 5000

let seeds: readonly CodeSeed[]
beforeAll(async () => {
  seeds = await codeSeeds()
})

test('10,000 mutants of genuine codes are decided, and none is genuine but what was signed', async () => {
  const random = randomOf(11, 0)
  const signed = new Set(seeds.map((seed) => seed.signed))
  const figures: Record<string, number> = {}
  let slowest = 0
  for (let i = 0; i < 10_000; i++) {
    const seed = seeds[i % seeds.length]!
    const other = seeds[Math.floor(random() * seeds.length)]!
    const { where, texts } = mutateCode(seed, other, random)
    const before = performance.now()
    const proven = await proveTexts(texts, seed.authorities)
    slowest = Math.max(slowest, performance.now() - before)
    for (const { credential, proof } of proven) {
      if (proof.state !== 'genuine') continue
      expect([i, where, signed.has(signedOf(credential))]).toEqual([i, where, true])
    }
    const states = proven.map(({ proof }) => (proof.state === 'genuine' ? 'as signed' : 'refused'))
    const name = `${where.split(' ')[0]!} ${states[0] ?? 'unreadable'}`
    figures[name] = (figures[name] ?? 0) + 1
  }
  console.log(
    `mutants: of ${seeds.length} codes: ${JSON.stringify(figures)}, slowest ${Math.round(slowest)} ms`,
  )
  expect(slowest).toBeLessThan(hang)
  // Every format has mutants that get as far as its signature.
  for (const { name } of allFormats) expect(figures[`${name} refused`] ?? 0).toBeGreaterThan(20)
}, 120_000)

describe('texts that are made to cost', () => {
  test('each is an answer, and soon', async () => {
    const texts = hostileTexts()
    for (const [name, text] of texts) {
      const before = performance.now()
      const { signature, reasons } = await inspect(text, { now: new Date(0), formats: allFormats })
      expect([name, signature === 'valid', reasons.length > 0]).toEqual([name, false, true])
      expect([name, performance.now() - before < hang]).toEqual([name, true])
    }
    expect(texts.size).toBeGreaterThan(100)
  }, 120_000)
})
