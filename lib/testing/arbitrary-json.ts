/** JSON that was altered in one place: a member taken out, put in, or replaced by any other value. */
import fc from 'fast-check'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const instead = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    2 ** 53,
    {},
    [],
    'x'.repeat(5000),
    '\ud800',
    '__proto__',
  ),
  fc.constantFrom<unknown>({ op: 'and', of: [] }, { value: 1 }, { field: 'constructor' }, [[0, 0]]),
)

/** A value like the good one, with the value at one place replaced, taken out or doubled under another name. */
export function alteredJson(good: unknown): fc.Arbitrary<unknown> {
  // A round trip leaves plain JSON.
  const plain = JSON.parse(JSON.stringify(good)) as Json
  return fc
    .record({
      place: fc.nat(),
      how: fc.constantFrom('replace', 'remove', 'add'),
      value: instead,
      name: fc.constantFrom('x', '__proto__', 'value', 'op', 'constructor', 'kind'),
    })
    .map(({ place, how, value, name }) => {
      const places = placesOf(plain, [])
      const path = places[place % places.length] as readonly (string | number)[]
      return alterAt(plain, path, how, value, name)
    })
}

function placesOf(
  value: Json,
  path: readonly (string | number)[],
): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const parts: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as Json[]).map((item, i) => [i, item] as const)
    : Object.entries(value)
  return [path, ...parts.flatMap(([name, item]) => placesOf(item, [...path, name]))]
}

function alterAt(
  value: Json,
  [step, ...rest]: readonly (string | number)[],
  how: 'replace' | 'remove' | 'add',
  other: unknown,
  name: string,
): unknown {
  if (step === undefined) {
    if (how !== 'add' || typeof value !== 'object' || value === null) return other
    return Array.isArray(value)
      ? [...(value as Json[]), other]
      : Object.fromEntries([...Object.entries(value), [name, other]])
  }
  const isLast = rest.length === 0 && how === 'remove'
  if (Array.isArray(value)) {
    return (value as Json[]).flatMap((item, i) => {
      if (i !== step) return [item]
      return isLast ? [] : [alterAt(item, rest, how, other, name)]
    })
  }
  const entries = Object.entries(value as Readonly<Record<string, Json>>)
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      if (key !== step) return [[key, item]]
      return isLast ? [] : [[key, alterAt(item, rest, how, other, name)]]
    }),
  )
}
