/** Rows about people who do not exist, each by its number alone: for tests, benchmarks and trials of population sets. */

/** Days of birth from 1930 to 2019, and numbers of one day and region. */
const dayCount = 32_872
const perDay = 999
const firstDay = Date.UTC(1930, 0, 1)
/** First digits of regions, as the numbers of provinces go. */
const provinces = [11, 13, 21, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 50, 51, 52, 53, 61]
const districts = 97
const most = provinces.length * districts * dayCount * perDay
/** Has no factor in common with {@link most}: numbers follow one another all over the country. */
const stride = 100_000_007
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'
const dates = Array.from({ length: dayCount }, (_, day) =>
  new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
)

/** The number of the resident ID card of person `n`: sound, and nobody else's below sixty billion. */
export function syntheticNumber(n: number): string {
  // Less than 2^53 for a hundred million people.
  let rest = (n * stride) % most
  const take = (count: number): number => {
    const part = rest % count
    rest = Math.floor(rest / count)
    return part
  }
  const order = String(take(perDay) + 1).padStart(3, '0')
  const date = dates[take(dayCount)] as string
  const district = String(take(districts) + 100).padStart(4, '0')
  const body = `${provinces[rest] as number}${district}${date}${order}`
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (body.charCodeAt(i) - 0x30) * (weights[i] as number)
  return body + (checks[sum % 11] as string)
}

/** An outcome, its rule, and how many of a million have it. */
export interface Shared {
  readonly outcome: 'check' | 'stop'
  readonly rule: number
  readonly perMillion: number
}

/** Who is not green when ten in a thousand are: most of them by one rule. */
export const onePercent: readonly Shared[] = [
  { outcome: 'stop', rule: 2, perMillion: 1_000 },
  { outcome: 'stop', rule: 3, perMillion: 300 },
  { outcome: 'check', rule: 7, perMillion: 6_700 },
  { outcome: 'check', rule: 12, perMillion: 2_000 },
]

/** The same for one in a thousand. */
export const onePerMille: readonly Shared[] = onePercent.map((share) => ({
  ...share,
  perMillion: share.perMillion / 10,
}))

/** A row of CSV with the columns number, outcome and rule, without the end of its line. */
function syntheticRow(n: number, shares: readonly Shared[], round = 0): string {
  const share = shareOf(n, shares, round)
  const said = share === undefined ? 'pass,1' : `${share.outcome},${share.rule}`
  return `${syntheticNumber(n)},${said}`
}

/** One in ten thousand is otherwise in every other round: who was not green has become so, who was is not. */
const changedPerMillion = 100

function shareOf(n: number, shares: readonly Shared[], round: number): Shared | undefined {
  const before = sharedAt(drawn(n, 0), shares)
  const isChanged = round > 0 && drawn(n, 0x5bd1_e995 + round) < changedPerMillion
  if (!isChanged) return before
  const whole = shares.reduce((sum, { perMillion }) => sum + perMillion, 0)
  return before === undefined
    ? sharedAt(Math.floor((drawn(n, round) * whole) / 1_000_000), shares)
    : undefined
}

function sharedAt(drawnAt: number, shares: readonly Shared[]): Shared | undefined {
  let place = drawnAt
  for (const share of shares) {
    if (place < share.perMillion) return share
    place -= share.perMillion
  }
  return undefined
}

/** A number below a million that `n` and a seed fix. */
function drawn(n: number, seed: number): number {
  let mixed = Math.imul(n ^ Math.imul(seed, 0x9e37_79b1), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x27d4_eb2f)
  return Math.floor((((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000) * 1_000_000)
}

/** A file of CSV in blocks: the first line, and the rows of people `from` to `to - 1`. */
export function* syntheticFile(
  from: number,
  to: number,
  shares: readonly Shared[],
  round = 0,
): Generator<string> {
  let held = 'number,outcome,rule\n'
  for (let n = from; n < to; n++) {
    held += `${syntheticRow(n, shares, round)}\n`
    if (held.length < 1_000_000) continue
    yield held
    held = ''
  }
  yield held
}
