/** Sorts places by a word of 32 bits that stands at each: by its digits, since comparing takes ten times as long. */

const digitBits = 11
const digits = 2 ** digitBits

/**
 * The places 0, `step`, 2 `step` and so on in `words`, in the order of the words that stand there; equal ones stay in the
 * order in which they were.
 */
export function sortPlaces(words: Uint32Array, step: number): Uint32Array {
  const count = Math.floor(words.length / step)
  let from = new Uint32Array(count)
  for (let i = 0; i < count; i++) from[i] = i * step
  let to = new Uint32Array(count)
  const ends = new Uint32Array(digits)
  for (let shift = 0; shift < 32; shift += digitBits) {
    ends.fill(0)
    for (let i = 0; i < count; i++) {
      const digit = ((words[i * step] as number) >>> shift) & (digits - 1)
      ends[digit] = (ends[digit] as number) + 1
    }
    for (let digit = 0, before = 0; digit < digits; digit++) {
      const has = ends[digit] as number
      ends[digit] = before
      before += has
    }
    for (let i = 0; i < count; i++) {
      const place = from[i] as number
      const digit = ((words[place] as number) >>> shift) & (digits - 1)
      const at = ends[digit] as number
      ends[digit] = at + 1
      to[at] = place
    }
    ;[from, to] = [to, from]
  }
  return from
}
