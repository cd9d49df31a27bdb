/** The code that a reader must read before it is trusted with people's: small, and with all that is easily lost of ours. */
import type { Pixels } from './clearer.ts'

/** Every sign of the alphabet that is no letter or digit, two spaces together, and one at the end. */
export const probeText = 'GG1:PROBE  0%*$+-./: '

/** Its modules, a row each, dark ones set; QR 1-L. */
const rows =
  '18nen mwjl wspp wpr1 wokd mu69 18prz 4xs 164zo eaqy 1c11 ' +
  'rgu7 k91m 3ij 18qrs mxq3 wrls wnwq wtqt mzp7 18r0x'

const size = 21
const quiet = 4
const scale = 6

/** Draws it. */
export function probeCode(): Pixels {
  const modules = rows.split(' ').map((row) => parseInt(row, 36))
  const side = (size + 2 * quiet) * scale
  const data = new Uint8ClampedArray(4 * side * side)
  for (let at = 0; at < side * side; at++) {
    const column = Math.floor((at % side) / scale) - quiet
    const row = modules[Math.floor(at / side / scale) - quiet] ?? 0
    const isDark = column >= 0 && column < size && ((row >> (size - 1 - column)) & 1) === 1
    data.fill(isDark ? 0 : 255, 4 * at, 4 * at + 3)
    data[4 * at + 3] = 255
  }
  return { width: side, height: side, data }
}
