/** What unit tests need of a runner, small and synchronous: `test`, `test.each` and `expect`, for runs by the thousand. */
import { isDeepStrictEqual } from 'node:util'

/** A test as it was declared. */
export interface Declared {
  readonly name: string
  readonly body: () => unknown
}

/** A runner's module, and the tests that were declared with it. */
export interface Runner {
  readonly module: object
  readonly declared: readonly Declared[]
}

/** Makes a runner that keeps what is declared. */
export const makeRunner = (): Runner => {
  const declared: Declared[] = []
  const test = (name: string, body: () => unknown): void => {
    declared.push({ name, body })
  }
  test.each =
    (rows: readonly unknown[]) =>
    (name: string, body: (...values: unknown[]) => unknown): void => {
      for (const [i, row] of rows.entries()) {
        const values = Array.isArray(row) ? (row as unknown[]) : [row]
        test(`${name} [${String(i)}]`, () => body(...values))
      }
    }
  return { module: { test, expect }, declared }
}

class Unmet extends Error {}

type Matcher = (got: never, ...expected: never[]) => boolean

/** Only what the tests of the rules use: an unknown one is a TypeError, so that no test passes by it. */
const matchers: Readonly<Record<string, Matcher>> = {
  toBe: (got: unknown, wanted: unknown) => Object.is(got, wanted),
  toEqual: (got: unknown, wanted: unknown) => isDeepStrictEqual(plain(got), plain(wanted)),
  toMatchObject: (got: unknown, wanted: unknown) => matches(got, wanted),
  toBeUndefined: (got: unknown) => got === undefined,
  toBeNull: (got: unknown) => got === null,
  toContain: (got: { includes(part: unknown): boolean }, part: unknown) => got.includes(part),
  toHaveLength: (got: { readonly length: number }, length: number) => got.length === length,
  toBeGreaterThan: (got: number, than: number) => got > than,
  toBeGreaterThanOrEqual: (got: number, than: number) => got >= than,
  toBeLessThan: (got: number, than: number) => got < than,
  toBeLessThanOrEqual: (got: number, than: number) => got <= than,
}

const expect = (got: unknown): object => {
  const judged = (isTurned: boolean) =>
    Object.fromEntries(
      Object.entries(matchers).map(([name, matcher]) => [
        name,
        (...expected: never[]): void => {
          if (matcher(got as never, ...expected) === isTurned) throw new Unmet(name)
        },
      ]),
    )
  return { ...judged(false), not: judged(true) }
}

/** Without members that are undefined, and without classes. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, plain(item)]))
  if (value instanceof Set || ArrayBuffer.isView(value)) return value
  const members = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(members.map(([name, item]) => [name, plain(item)]))
}

const matches = (got: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted))
    return (
      Array.isArray(got) &&
      got.length === wanted.length &&
      wanted.every((item, i) => matches(got[i], item))
    )
  if (typeof wanted !== 'object' || wanted === null) return Object.is(got, wanted)
  if (typeof got !== 'object' || got === null) return false
  return Object.entries(wanted).every(([name, item]) =>
    matches((got as Readonly<Record<string, unknown>>)[name], item),
  )
}
