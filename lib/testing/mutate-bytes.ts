/** Damages bytes and trees in the ways that damage and malice do: the same numbers make the same mutant. */

/** A number in [0, 1). */
export type Random = () => number

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

export const pick = <Thing>(random: Random, things: readonly Thing[]): Thing =>
  things[below(random, things.length)] as Thing

const edges = [
  0, 1, 0x17, 0x18, 0x1b, 0x3b, 0x5f, 0x7f, 0x80, 0x9f, 0xbf, 0xc0, 0xd2, 0xf9, 0xfb, 0xff,
]

const changes: readonly ((bytes: number[], random: Random) => void)[] = [
  (bytes, random) => {
    const at = below(random, bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8))
  },
  (bytes, random) => {
    bytes[below(random, bytes.length)] = pick(random, edges)
  },
  (bytes, random) => {
    bytes[below(random, bytes.length)] = below(random, 256)
  },
  (bytes, random) => {
    bytes.splice(below(random, bytes.length), 1 + below(random, 8))
  },
  (bytes, random) => {
    const more = Array.from({ length: 1 + below(random, 9) }, () => below(random, 256))
    bytes.splice(below(random, bytes.length + 1), 0, ...more)
  },
  (bytes, random) => {
    bytes.length = below(random, bytes.length + 1)
  },
  (bytes, random) => {
    const at = below(random, bytes.length)
    bytes.push(...bytes.slice(at, at + 1 + below(random, 60)))
  },
  (bytes, random) => {
    const [from, to] = [below(random, bytes.length), below(random, bytes.length)]
    const moved = bytes.splice(from, 1 + below(random, 30))
    bytes.splice(to, 0, ...moved)
  },
]

/** The bytes with one to three changes. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Array.from(bytes)
  for (let times = 1 + below(random, 3); times > 0; times--) pick(random, changes)(changed, random)
  return Uint8Array.from(changed)
}

/** Encoded items of CBOR that a reader may trip over. */
export const hostileCbor: readonly string[] = [
  // NaN, infinities, minus nought; in all sizes.
  ...['f97e00', 'f97c00', 'f9fc00', 'f98000', 'fa7fc00000', 'fb7ff0000000000000'],
  // Integers beyond 2^53 and beyond 2^64.
  ...['1bffffffffffffffff', '3bffffffffffffffff', '1b0020000000000000', 'c249010000000000000000'],
  // Lengths that are not there.
  ...['5bffffffffffffffff', '7affffffff', '9bffffffffffffffff', 'bb00000000ffffffff', '9affffffff'],
  // Indefinite lengths, ended and not.
  ...['5f4100ff', '7f6161ff', '9fff', 'bfff', '9f', 'bf', 'ff', '5f6161ff'],
  // Doubled keys, keys of other kinds, nested maps for keys.
  ...[
    'a201000101',
    'a2616100616101',
    'a1410100',
    'a1800080',
    'a1a0a0',
    'a1f97e0000',
    'a2010018010f',
  ],
  // Depth.
  '81'.repeat(900) + '00',
  'a100'.repeat(600) + '00',
  'c1'.repeat(900) + '00',
  // Simple values, undefined, reserved heads, text that is no UTF-8.
  ...['f7', 'e0', 'f818', 'f8ff', '1c', 'fc', '62c0ae', '61ff', '63eda080'],
  ...[
    '00',
    '20',
    '40',
    '60',
    '80',
    'a0',
    'f6',
    'f5',
    'f4',
    '6a5f5f70726f746f5f5f',
    'a1695f5f70726f746f5f5fa0',
  ],
]

/** JSON texts that a reader may trip over. */
export const hostileJson: readonly string[] = [
  ...['1e999', '-0', '-1e999', '9007199254740993', '1E400', '0.1e-400', 'NaN', 'Infinity', '01'],
  ...[
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '{"__proto__":{"a":1}}',
    '{"a":1,"a":2}',
    '"\\ud800"',
    '"\\u0000"',
  ],
  ...['"9999-12-31"', '"2021-02-30"', '"2021"', '1622576398.924', '1622576398924', '-62135596800'],
  `${'['.repeat(900)}${']'.repeat(900)}`,
  `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`,
  `[${'0,'.repeat(900)}0]`,
]
