/** The number that a gate shows with a refusal: nine digits and one that checks them. */

/** As it is kept, out of how it is printed (`482 913 7056`); undefined: it cannot have been shown. */
export function readAppealNumber(text: string): string | undefined {
  const digits = text.replaceAll(' ', '')
  return isAppealNumber(digits) ? digits : undefined
}

/** Whether it can have been shown (ISO 7064, MOD 11,10): most slips of the hand are noticed. */
export function isAppealNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  let product = 10
  for (const digit of text.slice(0, -1)) {
    product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  }
  return (product + Number(text.slice(-1))) % 10 === 1
}
