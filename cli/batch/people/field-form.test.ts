/** The forms of values: numbers by their decimals, names by their bytes, and what is there twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSeed } from '../../../house/sampled.ts'
import { hasDoubledMembers } from './doubled-members.ts'
import { isFieldValue, isInstantText, isNameText } from './field-form.ts'
import { isRepeated } from './repeated.ts'

test('a decimal is what is written with six places at most and is exact', () => {
  const value = fc.oneof(
    fc.double(),
    fc.double({ min: -1000, max: 1000 }).map((x) => Math.round(x * 10) / 10),
    fc.double({ min: -1e14, max: 1e14 }).map((x) => Math.round(x * 10) / 10),
    fc.double({ min: -1000, max: 1000 }).map((x) => Math.round(x * 1e7) / 1e7),
    fc.constantFrom(36.6, 0.1 + 0.2, 1e21, 5e-324, 0.3, NaN, Infinity),
  )
  fc.assert(
    fc.property(value, (x) => {
      const [, whole, places] = /^(-?\d+)\.(\d{1,6})$/.exec(String(x)) ?? []
      const isWritten = places !== undefined && Number.isSafeInteger(Number(`${whole}${places}`))
      expect(isFieldValue(x, { type: 'decimal' })).toBe(Number.isSafeInteger(x) || isWritten)
    }),
    { numRuns: 2000, seed: runSeed },
  )
})

test('a text has the same form however often it is asked for, and whatever was asked before', () => {
  const texts = ['2020-02-29T00:00:00Z', '2021-02-29T00:00:00Z', 'é'.repeat(32), 'é'.repeat(33), '']
  for (const text of [...texts, ...texts.toReversed()]) {
    expect(isInstantText(text)).toBe(text === texts[0])
    expect(isNameText(text)).toBe(text !== '' && text !== texts[3])
  }
})

test('a name that is there twice is found among few and among many', () => {
  const names = fc.array(fc.string({ maxLength: 2 }), { maxLength: 40 })
  fc.assert(
    fc.property(names, (list) => {
      const items = list.map((id) => ({ id }))
      expect(isRepeated(items, ({ id }) => id)).toBe(new Set(list).size < list.length)
    }),
    { seed: runSeed },
  )
})

test('a member that is there twice is found in any JSON, and only that', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), fc.nat(), (json, member, around) => {
      const [name, before] = [JSON.stringify(member), 'x"}:'.slice(0, around % 5)]
      const once = `{${name}:${json}}`
      const twice = `{${name} :${json},"":[{}, {${name}:1,${name}:${json}}]}`
      for (const [text, isDoubled] of [
        [once, false],
        [twice, true],
      ] as const) {
        const bytes = Buffer.from(`${before}${text}`)
        const from = before.length
        expect(hasDoubledMembers(bytes, JSON.parse(text), from, bytes.length)).toBe(isDoubled)
      }
    }),
    { seed: runSeed },
  )
})
