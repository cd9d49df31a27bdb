/** Malformed rule sets: every fault is a LanguageError that points at it, and what the engine finds is found in the file. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { compileRuleSet, parseFactTypes, type Expression } from 'greengate/rules'
import { expect, test } from 'vitest'
import { anyText } from '../../house/any-text.ts'
import { formatRuleSetYaml, printRuleSetYaml } from './format-rule-set-yaml.ts'
import { LanguageError } from './language-error.ts'
import { parseCondition } from './parse-condition.ts'
import { parseRuleSetYaml, placeAt } from './parse-rule-set-yaml.ts'
import { faultKinds, inject, type Faulty } from './testing/faults.ts'

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/rule-sets/${path}`, import.meta.url), 'utf8'))
const good = ['03/cn-33', '09/cn-33', '14/cn-33', '14/cn-3301'].map((path) =>
  printRuleSetYaml(read(`hangzhou/${path}.json`)),
)

const errorOf = (text: string): LanguageError => {
  try {
    parseRuleSetYaml(text)
  } catch (error) {
    if (error instanceof LanguageError) return error
    throw error
  }
  throw new Error(`is no fault:\n${text}`)
}

/** A small generator of our own, so that the faults are the same ones in every run. */
const chooser = (seed: number) => {
  let state = seed
  return (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return count === 0 ? 0 : (state >>> 8) % count
  }
}

const injected: Faulty[] = faultKinds.flatMap((kind, k) =>
  Array.from({ length: 10 }, (_, i) => {
    const choose = chooser(1000 * k + i)
    return (
      good
        .map((text) => inject(text, kind, choose))
        .find((fault) => fault !== undefined && choose(3) > 0) ?? inject(good[2]!, kind, choose)
    )
  }).filter((fault) => fault !== undefined),
)

test('there are 200 faults or more, some of every kind', () => {
  expect(injected.length).toBeGreaterThanOrEqual(200)
  expect(new Set(injected.map(({ kind }) => kind)).size).toBe(faultKinds.length)
})

test.each(faultKinds)('%s is found where it is', (kind) => {
  for (const { text, at } of injected.filter((fault) => fault.kind === kind)) {
    const error = errorOf(text)
    const around = text.slice(Math.max(0, error.offset - 60), error.offset + 40)
    if ('offset' in at) expect([error.offset, around]).toEqual([at.offset, around])
    else expect([at.line, at.line + 1]).toContain(error.line)
    const before = text.slice(0, error.offset).split('\n')
    expect([error.line, error.column]).toEqual([before.length, before.at(-1)!.length + 1])
    expect(error.message.split(' ').length).toBeGreaterThan(2)
    expect(error.message).not.toMatch(/undefined|YAML(Parse)?Error|NaN|\n/)
  }
})

test('a line that is indented too little or too far is marked from its first sign on', () => {
  const text = 'rules:\n  - no: 1\n    id: a\n   reason:\n      zh: b\n'
  expect(errorOf(text)).toMatchObject({ line: 4, column: 4 })
  expect(errorOf(text.replace('   reason', '     reason'))).toMatchObject({ line: 4, column: 6 })
})

test('faults of several conditions are reported together, in order of place', () => {
  const text = good[2]!
    .replace('some(contact, closeness', 'sone(contact, closeness')
    .replace('some(symptom,', 'some(symptom')
    .replace('none(checkin,', 'none(checkin；')
  const { all, line } = errorOf(text)
  expect(all.length).toBeGreaterThanOrEqual(3)
  expect(all.map((error) => error.offset)).toEqual(
    all.map((error) => error.offset).toSorted((a, b) => a - b),
  )
  expect(all[0]!.line).toBe(line)
})

test.each([
  '',
  ' ',
  '\ufeff',
  '#',
  '- a',
  'a',
  '7',
  '[]',
  'null',
  '---\n---\n',
  'a: 1\n---\nb: 2',
  '%YAML 1.2\n---\na: 1',
  '? [a]\n: 1',
  'a: .inf',
  'a: [1, 2',
  "a: 'b",
  'rules: [{when: some(a, b)}]',
  'rules:\n  - when:',
  'rules:\n  - when: |',
  'rules:\n  - when: |\n      # nothing but a note',
  'rules:\n  - when: ""',
  'rules:\n  - when: [true]',
  'rules:\n  - when: "a \\" b"',
  '['.repeat(100_000),
  '- '.repeat(5_000),
  '{a: '.repeat(50_000),
  `rules:\n  - when: ${'('.repeat(100_000)}`,
  `rules:\n  - when: ${'not '.repeat(100_000)}a`,
])('%j is refused by a LanguageError', (text) => {
  const error = errorOf(text)
  expect(error.all[0]).toMatchObject({ line: error.line, column: error.column })
})

test('no text throws anything else, neither noise nor what was cut, doubled or mixed up', () => {
  const cut = fc
    .tuple(fc.constantFrom(...good), fc.nat(), fc.nat(200), anyText(8))
    .map(([text, at, length, put]) => {
      const start = at % text.length
      return text.slice(0, start) + put + text.slice(start + length)
    })
  const signs = fc.string({
    unit: fc.constantFrom(...'ab01:-[]{}"\'#&*!|>%@`, \n\t\\$().=<>~'.split('')),
    maxLength: 40,
  })
  const text = fc.oneof(
    cut,
    signs,
    signs.map((noise) => `rules:\n  - when: ${noise}`),
    anyText(12),
  )
  for (const run of [parseRuleSetYaml, formatRuleSetYaml, parseCondition]) {
    fc.assert(
      fc.property(text, (noise) => {
        try {
          run(noise)
        } catch (error) {
          if (!(error instanceof LanguageError)) throw error
          expect(error.offset + error.length).toBeLessThanOrEqual(noise.length)
        }
      }),
      { numRuns: 300 },
    )
  }
})

/** What people change for the worse in a condition that stays one. */
const spoilt: readonly (readonly [member: string, value: unknown])[] = [
  ['field', 'nosuch'],
  ['parameter', 'nosuch'],
  ['set', 'nosuch'],
  ['by', 'nosuch'],
  ['onSite', 'nosuch'],
  ['value', 'no such'],
  ['unit', 'dose'],
  ['op', 'elapsed'],
]

const faultAt = (set: unknown): string | undefined => {
  try {
    compileRuleSet(set, types)
    return undefined
  } catch (error) {
    return (error as { readonly at: string }).at
  }
}
const types = parseFactTypes(read('fact-types.json'))

test('a fault that the engine finds in the JSON is shown at its characters in the YAML', () => {
  const seen = new Set<string>()
  let found = 0
  const { rules, ...others } = read('hangzhou/14/cn-33.json') as {
    readonly rules: readonly unknown[]
  }
  const set = { ...others, rules: rules.slice(1, 5) }
  const spoil = (value: unknown, isCondition: boolean): void => {
    if (typeof value !== 'object' || value === null) return
    const members = value as Record<string, unknown>
    for (const [member, wrong] of isCondition ? spoilt : []) {
      const right = members[member]
      if (typeof right !== 'string' || (member === 'op' && right !== 'days')) continue
      members[member] = wrong
      const at = faultAt(set)
      if (at !== undefined && /\.(when|unless)\b/.test(at)) {
        const text = printRuleSetYaml(set)
        const { places } = parseRuleSetYaml(text)
        expect(places.has(at)).toBe(true)
        const { offset, length } = placeAt(places, at)
        expectSame(text.slice(offset, offset + length), memberAt(set, at), at)
        seen.add(member)
        found++
      }
      members[member] = right
    }
    for (const [name, inner] of Object.entries(members)) {
      spoil(inner, isCondition || name === 'when' || name === 'unless')
    }
  }
  spoil(set.rules, false)
  expect(found).toBeGreaterThan(100)
  expect([...seen].toSorted()).toEqual(
    spoilt
      .map(([member]) => member)
      .filter((member) => member !== 'onSite')
      .toSorted(),
  )
})

const memberAt = (set: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((name) => name !== '')
    .reduce((value, name) => (value as Record<string, unknown>)[name], set)

/** Whether the characters are those of the expression or the name. */
const expectSame = (characters: string, value: unknown, at: string): void => {
  if (typeof value === 'string') {
    expect([value, JSON.stringify(value), `$${value}`, `${value}s`]).toContain(characters)
    return
  }
  const written = parseCondition(characters)
  // A number alone does not say that it counts days.
  const isCounted =
    typeof (value as { unit?: unknown }).unit === 'string' && !/[a-z]/.test(characters)
  if (isCounted) expect(written, at).toEqual({ value: (value as { value: unknown }).value })
  else expect(written, at).toEqual(value as Expression)
}

test('what is not there is shown where it would be, and a section by its name', () => {
  const text = good[2]!
  const { places } = parseRuleSetYaml(text)
  const shown = (path: string): string => {
    const { offset, length } = placeAt(places, path)
    return text.slice(offset, offset + length)
  }
  expect(shown('parameters')).toBe('parameters')
  expect(shown('rules[1].outcome')).toBe('check')
  expect(shown('rules[0].unless')).toBe('- no: 1'.slice(2))
  expect(shown('rules[0].when.where.of[7].left')).toBe('days(at) >= 0 and days(at) <= $declareDays')
  expect(placeAt(places, 'nothing of this name')).toMatchObject({ line: 1, column: 1 })
})
