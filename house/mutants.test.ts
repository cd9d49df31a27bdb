/** Tests of the rule engine's tests: a sample of its mutants must fail them. All of them: `node --conditions=source house/mutants/main.ts`. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { randomOf } from './endurance.ts'
import { mutantsOf } from './mutants/mutants.ts'
import { makeSuite, type Suite } from './mutants/suite.ts'
import { allMutants, readExplained, strayOf, told, tryMutant } from './mutants/trials.ts'
import { isWhole, runSeed } from './sampled.ts'

const count = isWhole ? 100 : 20
const limit = 240_000

let suite: Suite
beforeAll(() => {
  suite = makeSuite()
}, limit)

const changesIn = (text: string): readonly string[] =>
  mutantsOf('a.ts', text).map(({ id }) => id.replace('a.ts ', ''))

test('operators are flipped, constants moved, guards and calls taken out, one at a time', () => {
  expect(
    changesIn('function f(a, b) { if (a <= 0 && !b) return undefined; note(a - 1); return [a] }'),
  ).toEqual([
    'f: if (a <= 0 && !b) return undefined; -> ;',
    'f: a <= 0 && !b -> a <= 0',
    'f: a <= 0 && !b -> !b',
    'f: <= -> <',
    'f: <= -> >',
    'f: 0 -> 1',
    'f: && -> ||',
    'f: !b -> b',
    'f: undefined -> false',
    'f: undefined -> true',
    'f: note(a - 1); -> ;',
    'f: - -> +',
    'f: 1 -> 0',
    'f: [a] -> []',
  ])
  expect(changesIn('type A = 1 | true; const s = "a" + 1')).toEqual(['s: 1 -> 0'])
})

test('a mutant is named by what it changes, so that its name outlives other edits', () => {
  const text = 'const f = (a, b) => a < 1 || b < 1'
  const below = mutantsOf('a.ts', `// a comment\n\n${text}`)
  expect(below.map(({ id }) => id)).toEqual(mutantsOf('a.ts', text).map(({ id }) => id))
  expect(below.map(({ line }) => line)).toEqual(below.map(() => 3))
  expect(new Set(below.map(({ id }) => id)).size).toBe(below.length)
  expect(below.every((mutant) => mutant.text.startsWith('// a comment'))).toBe(true)
})

test(
  'the engine as it is passes, one that is broken or never ends does not',
  () => {
    const path = 'lib/rules/truth.ts'
    const text = readFileSync(path, 'utf8')
    expect(suite.failing({ path, text })).toBeUndefined()
    const broken = text.replace('!value', 'value')
    expect(broken).not.toBe(text)
    expect(suite.failing({ path, text: broken })).toBeTypeOf('string')
    const endless = text.replace('let result: Truth = true', 'while (conditions.length > 1);')
    expect(endless).not.toBe(text)
    expect(suite.failing({ path, text: endless }, 500)).toBeTypeOf('string')
  },
  limit,
)

test('every explanation is of a mutant that there is, each once', () => {
  const explained = readExplained()
  expect(strayOf(explained, allMutants())).toEqual([])
  expect(new Set(explained.map(({ id }) => id)).size).toBe(explained.length)
  expect(explained.filter(({ why }) => why.length < 20)).toEqual([])
})

test(
  'a sample of mutants is killed to the last',
  () => {
    const explained = readExplained()
    const known = new Set(explained.map(({ id }) => id))
    const random = randomOf(runSeed, 0)
    const all = allMutants()
    const sample = all
      .filter(({ id }) => !known.has(id))
      .map((mutant) => ({ mutant, lot: random() }))
      .toSorted((a, b) => a.lot - b.lot)
      .slice(0, count)
    const tried = sample.map(({ mutant }) => ({ mutant, ...tryMutant(mutant, suite, explained) }))
    const lines = tried.map(
      ({ mutant, by }) => `  ${by === undefined ? 'survived' : 'killed'}: ${told(mutant)}`,
    )
    const survivors = tried.flatMap(({ fault }) => fault ?? [])
    const figures = `${count - survivors.length} of ${count} killed, drawn from ${all.length}, of which ${known.size} are explained`
    console.log([`mutants: ${figures}`, ...lines].join('\n'))
    expect(survivors).toEqual([])
    expect(sample).toHaveLength(count)
  },
  limit,
)
