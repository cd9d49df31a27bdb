/** The number under which a decision is found again: how it is written, said, and checked where it is typed. */

/** In threes, as people read numbers to each other: `482 913 7056`. */
export function groupedAppeal(appeal: string): string {
  return `${appeal.slice(0, 3)} ${appeal.slice(3, 6)} ${appeal.slice(6)}`.trim()
}

/** ISO 7064 MOD 11,10 over ten digits, the last of which is the check digit. */
export function isAppeal(typed: string): boolean {
  if (!/^\d{10}$/.test(typed)) return false
  let product = 10
  for (const digit of typed.slice(0, 9)) {
    const sum = (product + Number(digit)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (product + Number(typed[9])) % 10 === 1
}
