/** The QR code of a text that fits a place: with the strongest error correction that leaves modules large enough. */
import { create } from 'qrcode'

/** A QR code, and how large it is. */
export interface FittedQr {
  readonly level: 'L' | 'M' | 'Q' | 'H'
  readonly version: number
  /** Modules a side, without the quiet zone. */
  readonly size: number
  /** Row by row. */
  readonly modules: readonly boolean[]
}

/** Modules that stay white on each side. */
export const quietZone = 4

/**
 * Finds it.
 *
 * @param most - So many modules a side have room, the quiet zone included.
 * @returns undefined: not even the weakest fits.
 */
export function fitQr(text: string, most: number): FittedQr | undefined {
  for (const level of ['H', 'Q', 'M', 'L'] as const) {
    const made = tryLevel(text, level)
    if (made !== undefined && made.size + 2 * quietZone <= most) return made
  }
  return undefined
}

/** A text that no QR code of this level holds is none that fits. */
function tryLevel(text: string, level: FittedQr['level']): FittedQr | undefined {
  // The longest that 40-L holds in the characters of a code; the levels above hold less, and are larger than any sheet.
  if (text.length > 4296 / { L: 1, M: 1.28, Q: 1.81, H: 2.33 }[level]) return undefined
  const { modules, version } = create(text, { errorCorrectionLevel: level })
  return {
    level,
    version,
    size: modules.size,
    modules: [...modules.data].map((dark) => dark !== 0),
  }
}
