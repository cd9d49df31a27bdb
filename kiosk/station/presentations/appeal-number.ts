/** Appeal numbers: under what staff and the operator find a receipt, spoken and typed without mistakes. */
import { randomInt } from 'node:crypto'
import { withCheckDigit } from '../../shared/check-digit.ts'

export { isAppealNumber, withCheckDigit } from '../../shared/check-digit.ts'

const digits = 9

/** Nine random digits and their check digit. */
export function makeAppealNumber(): string {
  return withCheckDigit(String(randomInt(10 ** digits)).padStart(digits, '0'))
}
