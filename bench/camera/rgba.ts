/** A drawn frame as a canvas would give it. */
import type { Grey } from './scene.ts'

/** Red, green, blue and alpha of every pixel. */
export const rgbaOf = ({ width, height, values }: Grey) => {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let at = 0; at < values.length; at++) {
    data.fill(values[at] ?? 0, 4 * at, 4 * at + 3)
    data[4 * at + 3] = 255
  }
  return { width, height, data }
}
