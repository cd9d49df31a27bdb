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
