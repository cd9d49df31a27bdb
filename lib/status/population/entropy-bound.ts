/** The fewest bits that any set of its kind could take: what the sizes of ours are held against. */

/** log2 of n!, by Stirling's series: exact to more digits than are printed. */
function log2Factorial(n: number): number {
  if (n < 2) return 0
  if (n < 64) {
    let sum = 0
    for (let i = 2; i <= n; i++) sum += Math.log2(i)
    return sum
  }
  const series = 1 / (12 * n) - 1 / (360 * n ** 3)
  return (n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + series) / Math.LN2
}

/**
 * Bits that tell who of `people` has which class, when so many have each: the logarithm of in how many ways that can
 * be, which is that of C(people, members) and of how the classes fall among them.
 */
export function exactBound(people: number, counts: Iterable<number>): number {
  let members = 0
  let bits = log2Factorial(people)
  for (const count of counts) {
    members += count
    bits -= log2Factorial(count)
  }
  return bits - log2Factorial(people - members)
}

/** Bits that a filter of so many people takes, when one in 2^rate of all others passes it. */
export function filterBound(people: number, rate: number): number {
  return people * rate
}
