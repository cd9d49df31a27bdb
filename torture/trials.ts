/** Every long trial, in the order in which they run. */
import type { Trial } from '../house/endurance.ts'
import { anyText } from './any-text.ts'
import { flippedBit } from './flipped-bit.ts'
import { goodCodes } from './good-codes.ts'

export const allTrials = async (): Promise<readonly Trial[]> => {
  const good = await goodCodes()
  return [flippedBit(good), anyText(good)]
}
