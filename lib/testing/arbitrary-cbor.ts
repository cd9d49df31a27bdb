/** Values of our subset of CBOR, any of them, nested a few levels deep. */
import fc from 'fast-check'
import type { CborKey, CborValue } from '../encoding/cbor.ts'

const integer = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  // The edges of the heads.
  fc
    .tuple(fc.constantFrom(0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32), fc.boolean())
    .map(([n, isNegative]) => (isNegative ? -1 - n : n)),
)
const text = fc.oneof(
  fc.string({ maxLength: 70 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', '__proto__', '水', '\ufeff', '\u{10151}'),
)
const key: fc.Arbitrary<CborKey> = fc.oneof(integer, text)

/** Any value of the subset, tags 1, 4 and 100 among them. */
export const cborValue: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    integer,
    text,
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 70 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((pairs) => new Map(pairs)),
    fc.record({ tag: fc.constantFrom(1, 4, 100), value: tie('value') }),
  ),
})).value

type Path = readonly number[]

/** A value like the good one, with the value at one place replaced, taken out or put in twice. */
export function alteredCbor(good: CborValue): fc.Arbitrary<CborValue> {
  const places = placesOf(good, [])
  const near = fc.constantFrom<CborValue>(null, '', 0, 1, 2, -1, [], new Map(), 2 ** 53 - 1)
  return fc
    .record({
      place: fc.nat(places.length - 1),
      other: fc.oneof(near, cborValue),
      how: fc.constantFrom('replace' as const, 'remove' as const, 'double' as const),
    })
    .map(({ place, other, how }) => alterAt(good, places[place] ?? [], other, how))
}

/** The parts of a value, a map's as its keys and values in turn. */
function partsOf(value: CborValue): readonly CborValue[] | undefined {
  if (Array.isArray(value)) return value as CborValue[]
  if (value instanceof Map) return [...(value as ReadonlyMap<CborKey, CborValue>)].flat()
  if (typeof value === 'object' && value !== null && 'tag' in value) return [value.tag, value.value]
  return undefined
}

function placesOf(value: CborValue, path: Path): Path[] {
  const inner = partsOf(value)?.flatMap((part, i) => placesOf(part, [...path, i])) ?? []
  return [path, ...inner]
}

function alterAt(
  value: CborValue,
  [step, ...rest]: Path,
  other: CborValue,
  how: 'replace' | 'remove' | 'double',
): CborValue {
  const parts = partsOf(value)
  if (step === undefined || parts === undefined) return other
  const isList = Array.isArray(value)
  const altered = parts.flatMap((part, i) => {
    if (i !== step) return [part]
    if (rest.length > 0 || how === 'replace' || !isList) return [alterAt(part, rest, other, how)]
    return how === 'remove' ? [] : [part, part]
  })
  if (isList) return altered
  if (!(value instanceof Map)) {
    const [tag, inner] = altered
    return { tag: typeof tag === 'number' && tag >= 0 ? tag : 1, value: inner ?? null }
  }
  const pairs: [CborKey, CborValue][] = []
  for (let i = 0; i < altered.length; i += 2) {
    const name = altered[i]
    const isKey = typeof name === 'number' || typeof name === 'string'
    pairs.push([isKey ? name : '', altered[i + 1] ?? null])
  }
  return new Map(pairs)
}
