/** Population sets by hand, as docs/population.md has them: big integers, whole equations, nothing that is fast. */
import { crc32c } from './crc32c.ts'
import { utf8 } from './bytes.ts'

const bits32 = (1n << 32n) - 1n
const bits64 = (1n << 64n) - 1n

/** Little-endian bytes as a number. */
const numberOf = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

const rotate = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & bits64

/** SipHash-2-4 with 128 bits, as the paper's pictures have it. */
const sipHash = (key: Uint8Array, message: Uint8Array): bigint => {
  const k0 = numberOf(key.subarray(0, 8))
  const k1 = numberOf(key.subarray(8, 16))
  let [v0, v1, v2, v3] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn ^ 0xeen,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ]
  const turn = (times: number): void => {
    for (let time = 0; time < times; time++) {
      v0 = (v0 + v1) & bits64
      v1 = rotate(v1, 13n) ^ v0
      v0 = rotate(v0, 32n)
      v2 = (v2 + v3) & bits64
      v3 = rotate(v3, 16n) ^ v2
      v0 = (v0 + v3) & bits64
      v3 = rotate(v3, 21n) ^ v0
      v2 = (v2 + v1) & bits64
      v1 = rotate(v1, 17n) ^ v2
      v2 = rotate(v2, 32n)
    }
  }
  const padded = new Uint8Array((Math.floor(message.length / 8) + 1) * 8)
  padded.set(message)
  padded[padded.length - 1] = message.length & 255
  for (let at = 0; at < padded.length; at += 8) {
    const block = numberOf(padded.subarray(at, at + 8))
    v3 ^= block
    turn(2)
    v0 ^= block
  }
  v2 ^= 0xeen
  turn(4)
  const low = v0 ^ v1 ^ v2 ^ v3
  v1 ^= 0xddn
  turn(4)
  return low | ((v0 ^ v1 ^ v2 ^ v3) << 64n)
}

/** The hash of a number: 128 bits as one integer. */
export const populationHash = (key: Uint8Array, type: string, number: string): bigint =>
  sipHash(key, utf8(`greengate-population-1\0${type}\0${number}`))

/** The four words of a hash, least significant first. */
export const wordsOfHash = (hash: bigint): number[] =>
  [0n, 32n, 64n, 96n].map((by) => Number((hash >> by) & bits32))

/** Hashes as they are sorted: by their first words, then by the next. */
export const inOrder = (hashes: readonly bigint[]): bigint[] =>
  [...hashes].sort((a, b) => {
    const [first, second] = [wordsOfHash(a), wordsOfHash(b)]
    const at = first.findIndex((word, index) => word !== second[index])
    return at < 0 ? 0 : (first[at] as number) - (second[at] as number)
  })

const mix = (word: bigint): bigint => {
  let x = word & bits32
  x = ((x ^ (x >> 16n)) * 0x7feb352dn) & bits32
  x = ((x ^ (x >> 15n)) * 0x846ca68bn) & bits32
  return x ^ (x >> 16n)
}

/** How a ribbon is to be made. */
export interface HandShape {
  readonly seed: number
  /** Coefficients by 32. */
  readonly words: number
  readonly bits: number
  /** Slots of each shard. */
  readonly slots: readonly number[]
}

/** The equation of a hash: which slots are added up, and the fingerprint. */
const equationOf = (hash: bigint, { seed, words }: HandShape, slots: number) => {
  const [w0, w1, w2, w3] = wordsOfHash(hash).map(BigInt) as [bigint, bigint, bigint, bigint]
  const t0 = mix(w0 ^ BigInt(seed))
  const t1 = mix(w1 + t0)
  const t2 = mix(w2 + t1)
  const t3 = mix(w3 + t2)
  const start = (mix(t3 ^ 0x5bd1e995n) * BigInt(slots - words * 32 + 1)) >> 32n
  let coefficients = 0n
  for (let word = 0; word < words; word++) {
    const t = [t0, t1, t2, t3][word % 4] as bigint
    coefficients |= mix(t + BigInt(word + 1) * 0x9e3779b9n) << BigInt(word * 32)
  }
  return { slots: (coefficients | 1n) << start, fingerprint: mix(t2 ^ 0x27d4eb2fn) }
}

const lowest = (mask: bigint): bigint => mask & -mask
const isOdd = (mask: bigint): boolean => mask.toString(2).replaceAll('0', '').length % 2 === 1

/** Slots that satisfy all equations, by ordinary elimination; fails where there are none. */
const solve = (
  equations: readonly { readonly slots: bigint; readonly value: bigint }[],
  bits: number,
): readonly bigint[] => {
  const pivots = new Map<bigint, { slots: bigint; value: bigint }>()
  for (const equation of equations) {
    let { slots, value } = equation
    for (let pivot; slots !== 0n && (pivot = pivots.get(lowest(slots))) !== undefined;) {
      slots ^= pivot.slots
      value ^= pivot.value
    }
    if (slots === 0n && value !== 0n) throw new Error('these slots are too few')
    if (slots !== 0n) pivots.set(lowest(slots), { slots, value })
  }
  const planes = Array.from({ length: bits }, () => 0n)
  const fromLast = [...pivots].sort(([a], [b]) => (a < b ? 1 : -1))
  for (const [pivot, { slots, value }] of fromLast) {
    planes.forEach((plane, bit) => {
      if (isOdd(plane & slots) !== (((value >> BigInt(bit)) & 1n) === 1n))
        planes[bit] = plane | pivot
    })
  }
  return planes
}

/** The words of a ribbon. `valueOf`: what is stored for a hash; absent: its fingerprint. */
export const ribbon = (
  shape: HandShape,
  hashes: readonly bigint[],
  valueOf?: (hash: bigint) => number,
): number[] => {
  const { seed, words, bits, slots } = shape
  const planes = slots.flatMap((count, shard) => {
    const own = hashes.filter((hash) => shardOf(hash, slots.length) === shard)
    const mask = (1n << BigInt(bits)) - 1n
    const solved = solve(
      own.map((hash) => {
        const equation = equationOf(hash, shape, count)
        const value = valueOf === undefined ? equation.fingerprint : BigInt(valueOf(hash))
        return { slots: equation.slots, value: value & mask }
      }),
      bits,
    )
    return Array.from({ length: count / 32 }, (_, word) =>
      solved.map((plane) => Number((plane >> BigInt(word * 32)) & bits32)),
    ).flat()
  })
  const form = words * 65536 + bits * 256
  return [seed, form, slots.length, ...slots.map((count) => count / 32), ...planes]
}

const shardOf = (hash: bigint, shards: number): number =>
  Number(((hash & bits32) * BigInt(shards)) >> 32n)

/** Whether a hash bears its fingerprint in a ribbon that stands in words. */
export const matchesIn = (words: readonly number[], hash: bigint): boolean => {
  const [seed, form, shards] = words as [number, number, number]
  const bits = (form >> 8) & 255
  const slots = words.slice(3, 3 + shards).map((count) => count * 32)
  const shard = shardOf(hash, shards)
  const before = slots.slice(0, shard).reduce((sum, count) => sum + count, 0)
  const shape = { seed, words: form >> 16, bits, slots }
  const equation = equationOf(hash, shape, slots[shard] as number)
  const from = 3 + shards + (before / 32) * bits
  return Array.from({ length: bits }, (_, bit) => {
    let plane = 0n
    for (let word = 0; word < (slots[shard] as number) / 32; word++) {
      plane |= BigInt(words[from + word * bits + bit] as number) << BigInt(word * 32)
    }
    return isOdd(plane & equation.slots) === (((equation.fingerprint >> BigInt(bit)) & 1n) === 1n)
  }).every(Boolean)
}

/** Exceptions: how many, and their words. */
export const exceptions = (hashes: readonly bigint[]): number[] => [
  hashes.length,
  ...inOrder(hashes).flatMap(wordsOfHash),
]

/** The sum of hashes mod 2^128. */
export const sumOf = (hashes: readonly bigint[]): bigint =>
  hashes.reduce((sum, hash) => sum + hash, 0n) & ((1n << 128n) - 1n)

/** The bytes of words, without a check sum. */
export const bytesOfWords = (words: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(words.length * 4)
  const view = new DataView(bytes.buffer)
  words.forEach((word, at) => {
    view.setUint32(at * 4, word, true)
  })
  return bytes
}

/** A whole file: kind 1 is covered, 2 not-green, 3 a patch. */
export const populationFile = (
  kind: number,
  everyone: readonly bigint[],
  body: readonly number[],
): Uint8Array => {
  const head = [0x31504747, kind, everyone.length, ...wordsOfHash(sumOf(everyone))]
  const bytes = bytesOfWords([...head, ...body])
  return new Uint8Array([...bytes, ...bytesOfWords([crc32c(bytes)])])
}
