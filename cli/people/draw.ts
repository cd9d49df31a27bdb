/** Draws numbers that a seed, a place and a purpose fix, the same on every machine: 32-bit integers only, no floating-point function. */

/** What is drawn for one place and purpose. */
export interface Draw {
  /** A whole number from 0 up to, but without, `end`. */
  below(end: number): number
  /** A whole number between two, both possible. */
  between(low: number, high: number): number
  /** True so many times in a million. */
  chance(perMillion: number): boolean
  /** The place of one of the weights, each as often as it weighs. */
  weighted(weights: readonly number[]): number
  pick<Thing>(things: readonly Thing[]): Thing
}

const two32 = 0x1_0000_0000

/** Mixes one more word into a state (murmur3's steps). */
function mix(state: number, word: number): number {
  let k = Math.imul(word | 0, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  let h = state ^ Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

function finish(state: number): number {
  let h = state
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * Opens the draw of a place: nothing that is drawn elsewhere changes it.
 *
 * @param seed - A safe integer, as is the place.
 */
export function drawOf(seed: number, place: number, purpose: number): Draw {
  let hash = mix(mix(0, seed), Math.floor(seed / two32))
  hash = mix(mix(mix(hash, place), Math.floor(place / two32)), purpose)
  // Four words of state, so that ten million places hardly ever share one.
  let a = finish(hash)
  let b = finish(mix(hash, 1))
  let c = finish(mix(hash, 2))
  let d = finish(mix(hash, 3)) | 1

  /** The next 32 bits (xoshiro128**). */
  const next = (): number => {
    let r = Math.imul(b, 5)
    r = Math.imul((r << 7) | (r >>> 25), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return r >>> 0
  }
  const below = (end: number): number => Math.floor((next() * end) / two32)
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (perMillion) => below(1_000_000) < perMillion,
    weighted: (weights) => {
      let left = below(weights.reduce((sum, weight) => sum + weight, 0))
      return weights.findIndex((weight) => (left -= weight) < 0)
    },
    pick: (things) => {
      const thing = things[below(things.length)]
      if (thing === undefined) throw new RangeError('nothing to pick from')
      return thing
    },
  }
}
