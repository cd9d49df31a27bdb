/** A copy of a set with one bit turned and its check sum put right: what a proof of all rows must notice. */
import { crc32c } from '../../encoding/crc32c.ts'

/**
 * Turns the lowest bit of the middle word. Where that bit is a slot of a ribbon, about half of those whose rows reach it
 * get another answer; a proof that finds none of them wrong proves nothing.
 *
 * @param data - The data of any set.
 */
export function controlCopy(data: Uint8Array): Uint8Array {
  const copy = data.slice()
  const middle = (copy.length >>> 3) << 2
  copy[middle] = (copy[middle] as number) ^ 1
  const sum = crc32c(copy.subarray(0, -4))
  new DataView(copy.buffer).setUint32(copy.length - 4, sum, true)
  return copy
}
