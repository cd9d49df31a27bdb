/** The latest reading of a thermometer, for as long as it can be of whoever stands there. */

const goodForMs = 3_000

/** Keeps one reading in memory. Times are of one monotonic clock. */
export interface LatestReading {
  read(celsius: number, nowMs: number): void
  /** What the rules may read of whoever stands there now; undefined: nothing was measured. */
  onSite(nowMs: number): Readonly<Record<string, number>> | undefined
  /** Whoever it was read for went through: it is nobody else's. What was measured since is kept. */
  spend(): void
}

/** Starts without one. */
export function startLatestReading(): LatestReading {
  let last: { readonly celsius: number; readonly atMs: number } | undefined
  let given: typeof last
  return {
    read(celsius, atMs) {
      last = { celsius, atMs }
    },
    onSite(nowMs) {
      given = last !== undefined && nowMs - last.atMs <= goodForMs ? last : undefined
      return given === undefined ? undefined : { temperature: given.celsius }
    },
    spend() {
      if (last === given) last = undefined
    },
  }
}
