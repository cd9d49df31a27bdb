/** Tests of three-valued logic: Kleene's laws over all values, and that unknown is never guessed. */
import { expect, test } from 'vitest'
import { allOf, anyOf, not, type Truth } from './truth.ts'

const all: readonly Truth[] = [true, false, undefined]
const pairs = all.flatMap((a) => all.map((b) => [a, b] as const))
const triples = pairs.flatMap(([a, b]) => all.map((c) => [a, b, c] as const))
const conditions = (values: readonly Truth[]) => values.map((value) => (): Truth => value)
const and = (values: readonly Truth[]): Truth => allOf(conditions(values))(0, 0)
const or = (values: readonly Truth[]): Truth => anyOf(conditions(values))(0, 0)
/** Every way in which the unknown may turn out. */
const completions = (values: readonly Truth[]): readonly boolean[][] =>
  values.reduce<boolean[][]>(
    (known, value) =>
      known.flatMap((rest) =>
        (value === undefined ? [true, false] : [value]).map((each) => [...rest, each]),
      ),
    [[]],
  )

test.each(triples)('%s, %s, %s: joining is commutative, associative and absorbs', (a, b, c) => {
  for (const [join, other] of [
    [and, or],
    [or, and],
  ] as const) {
    expect(join([a, b])).toBe(join([b, a]))
    expect(join([a, join([b, c])])).toBe(join([join([a, b]), c]))
    expect(join([a, b, c])).toBe(join([a, join([b, c])]))
    expect(join([a, other([a, b])])).toBe(a)
    expect(join([a, other([b, c])])).toBe(other([join([a, b]), join([a, c])]))
    expect(join([a, a])).toBe(a)
  }
})

test.each(pairs)('%s, %s: De Morgan’s laws and double negation hold', (a, b) => {
  expect(not(and([a, b]))).toBe(or([not(a), not(b)]))
  expect(not(or([a, b]))).toBe(and([not(a), not(b)]))
  expect(not(not(a))).toBe(a)
})

test.each(triples)('%s, %s, %s: what is known holds for every completion', (...values) => {
  for (const join of [and, or]) {
    const results = new Set(completions(values).map((known) => join(known)))
    const joined = join(values)
    // Known exactly where every completion agrees: these values are independent.
    expect(joined).toBe(results.size === 1 ? [...results][0] : undefined)
  }
})

test('nothing joined is true by and, false by or', () => {
  expect([and([]), or([])]).toEqual([true, false])
})

test('what is decided is not asked further, and every condition is asked with what is given', () => {
  const asked: unknown[][] = []
  const ask =
    (value: Truth) =>
    (a: string, b: number): Truth => {
      asked.push([value, a, b])
      return value
    }
  expect(allOf([ask(true), ask(undefined), ask(false), ask(true)])('x', 1)).toBe(false)
  expect(anyOf([ask(false), ask(true), ask(undefined)])('y', 2)).toBe(true)
  expect(asked).toEqual([
    [true, 'x', 1],
    [undefined, 'x', 1],
    [false, 'x', 1],
    [false, 'y', 2],
    [true, 'y', 2],
  ])
})
