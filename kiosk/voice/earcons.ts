/** The five short sounds that tell outcomes apart before a word is said; each has a rhythm and a direction of its own. */

/** One tone. */
export interface Note {
  readonly hertz: number
  readonly seconds: number
}

/** A silence. */
const rest = (seconds: number): Note => ({ hertz: 0, seconds })

/** Rising for a pass, level for a check, falling for a stop, two low for invalid, one soft for unreadable. */
export const earcons: Readonly<Record<string, readonly Note[]>> = {
  pass: [
    { hertz: 659, seconds: 0.09 },
    { hertz: 988, seconds: 0.2 },
  ],
  check: [
    { hertz: 587, seconds: 0.11 },
    rest(0.07),
    { hertz: 587, seconds: 0.11 },
    rest(0.07),
    { hertz: 587, seconds: 0.16 },
  ],
  stop: [
    { hertz: 523, seconds: 0.16 },
    { hertz: 392, seconds: 0.16 },
    { hertz: 262, seconds: 0.32 },
  ],
  invalid: [{ hertz: 330, seconds: 0.18 }, rest(0.1), { hertz: 330, seconds: 0.3 }],
  unreadable: [{ hertz: 440, seconds: 0.22 }],
}

/** One tone and its octave, with soft ends that do not click. */
export function samplesOf(notes: readonly Note[], rate: number): Float32Array {
  return Float32Array.from(
    notes.flatMap(({ hertz, seconds }) => {
      const length = Math.round(seconds * rate)
      return Array.from({ length }, (_, at) => {
        if (hertz === 0) return 0
        const edge = Math.min(1, at / (0.008 * rate), (length - 1 - at) / (0.04 * rate))
        const turn = (2 * Math.PI * hertz * at) / rate
        return 0.5 * edge * (0.8 * Math.sin(turn) + 0.2 * Math.sin(2 * turn))
      })
    }),
  )
}
