/** Appeal numbers: under what staff and the operator find a receipt, spoken and typed without mistakes. */
import { randomInt } from 'node:crypto'

const digits = 9

/** Nine random digits and their check digit. */
export function makeAppealNumber(): string {
  return withCheckDigit(String(randomInt(10 ** digits)).padStart(digits, '0'))
}

/** Appends the check digit of ISO 7064 MOD 11,10: any one digit that is wrong is noticed, and any two that changed places. */
export function withCheckDigit(number: string): string {
  let product = 10
  for (const digit of number) {
    const sum = (product + Number(digit)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return `${number}${(11 - product) % 10}`
}

/** Tells whether ten digits are an appeal number. */
export function isAppealNumber(text: string): boolean {
  return /^\d{10}$/.test(text) && withCheckDigit(text.slice(0, digits)) === text
}
