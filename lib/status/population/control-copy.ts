/** A copy of a set with one bit turned and its check sum put right: what a proof of all rows must notice. */
import { crc32c } from '../../encoding/crc32c.ts'
import { GreengateError } from '../../errors.ts'
import { openCovered } from './covered.ts'
import { openNotGreen, openPatch } from './not-green.ts'
import { setKinds, type SetKind } from './set-words.ts'

const openers: Readonly<Record<SetKind, (data: Uint8Array) => unknown>> = {
  covered: openCovered,
  'not-green': openNotGreen,
  patch: openPatch,
}

/**
 * Turns the lowest bit of the middle word, or of the first behind it where the set can still be opened: most likely that
 * of a slot, so that about half of those whose rows reach it get another answer. A proof that finds none of them wrong
 * proves nothing. Of a set of next to nobody it may be a bit that no row reaches.
 *
 * @param data - The data of a set that can be opened.
 * @throws TypeError for what is none.
 */
export function controlCopy(data: Uint8Array): Uint8Array {
  const kinds = Object.keys(setKinds) as SetKind[]
  const kind = kinds.find((one) => data[4] === setKinds[one])
  for (let at = (data.length >>> 3) << 2; kind !== undefined && at < data.length - 4; at += 4) {
    const copy = data.slice()
    copy[at] = (copy[at] as number) ^ 1
    const sum = crc32c(copy.subarray(0, -4))
    new DataView(copy.buffer).setUint32(copy.length - 4, sum, true)
    if (opens(openers[kind], copy)) return copy
  }
  throw new TypeError('not a set, or one of nobody')
}

function opens(open: (data: Uint8Array) => unknown, copy: Uint8Array): boolean {
  try {
    open(copy)
    return true
  } catch (error) {
    if (error instanceof GreengateError) return false
    throw error
  }
}
