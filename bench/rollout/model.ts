/** The formulas of docs/publishing.md 9: what verifiers that poll ask of a server, and when they have what is new. */

/** The jitter of a poll, to either side, as a share of the interval. */
const jitter = 0.1

/** Seconds after which a share of all verifiers has what was published, where polls are spread: the rest of an interval. */
export const takeUp = (every: number, share: number): number =>
  share <= 1 - jitter ? share * every : every * (1 + jitter - Math.sqrt(4 * jitter * (1 - share)))

/** The last of so many: as `takeUp`, of the share that leaves one behind. */
export const lastTakeUp = (every: number, verifiers: number): number =>
  // The mean of the largest: the end of the interval, less the gamma of 3/2 of the gap that leaves one.
  every * (1 + jitter - (Math.sqrt((4 * jitter) / verifiers) * Math.sqrt(Math.PI)) / 2)

/** What comes in the worst of so many seconds, where so many come in one by chance. */
export const worstSecond = (mean: number, seconds: number): number =>
  mean + Math.sqrt(2 * mean * Math.log(seconds))

/** How many polls come in the worst second of a round, by the mean over all seconds, after all began in one. */
export const crowding = (round: number): number => {
  if (round === 0) return Infinity
  // The sum of so many even jitters (Irwin-Hall), at its middle.
  let [sum, binomial] = [0, 1]
  for (let k = 0; k <= round / 2; k++) {
    sum += (k % 2 === 0 ? 1 : -1) * binomial * (round / 2 - k) ** (round - 1)
    binomial = (binomial * (round - k)) / (k + 1)
  }
  let factorial = 1
  for (let k = 2; k < round; k++) factorial *= k
  return sum / factorial / (2 * jitter)
}

/** Rounds until the worst moment is no more than so much above the mean, after all began in one second. */
export const roundsUntilSpread = (above: number): number =>
  // A normal spread wound around the interval: 1 + 2 exp(-2 pi^2 variance), and later terms that are nothing.
  Math.log(2 / above) / (2 * Math.PI ** 2 * ((2 * jitter) ** 2 / 12))

/** Seconds until a share has what is pushed: through so many bytes a second, after a hop. */
export const pushTakeUp = (
  share: number,
  { verifiers, bytes, bytesPerSecond, hop }: Push,
): number => hop + (share * verifiers * bytes) / bytesPerSecond

/** A push to all. */
export interface Push {
  readonly verifiers: number
  /** Of one message, as it goes to one verifier. */
  readonly bytes: number
  /** Out of all servers together. */
  readonly bytesPerSecond: number
  readonly hop: number
}

/** Seconds until all are served that came in one second, where a server answers so many requests a second. */
export const drain = (requests: number, capacity: number): number => requests / capacity
