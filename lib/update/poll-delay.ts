/** How long a poll waits: with chance as an argument, so that whoever reckons with a million verifiers reckons with this. */

/** After a first failure it is tried again so soon, then after twice that, up to the interval. */
const firstRetrySeconds = 5
/** The timer's longest delay. */
const maxDelayMs = 2 ** 31 - 1

/**
 * Milliseconds until the next refresh.
 *
 * @param every - Seconds between two refreshes that go well; each is between nine and eleven tenths of it.
 * @param failures - Refreshes in a row that failed.
 * @param chance - From 0 to 1.
 */
export function pollDelay(every: number, failures: number, chance: number): number {
  const seconds =
    failures === 0
      ? every * (0.9 + 0.2 * chance)
      : // Half to whole: those who failed together do not come back together.
        Math.min(every, firstRetrySeconds * 2 ** (failures - 1)) * (0.5 + 0.5 * chance)
  return Math.min(maxDelayMs, Math.ceil(seconds * 1000))
}
