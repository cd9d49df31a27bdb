/** The check digit of appeal numbers, for the station that makes them and the screen on which they are typed. */

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
  return /^\d{10}$/.test(text) && withCheckDigit(text.slice(0, 9)) === text
}
