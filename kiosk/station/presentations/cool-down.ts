/** Keeps what lies before a scanner, or on a reader, from being decided over and over. */

/** After an outcome the same thing again is nothing new for so long, and for as long as it stays in view up to the second. */
const quietMs = 3_000
const mostMs = 10_000
/** What was away for so long was taken away: a scanner that looks by itself sees what lies there more often. */
const awayMs = 1_000

/** Remembers the last thing alone, in memory. */
export interface CoolDown {
  /** Whether it was decided just now. */
  isNew(key: string, nowMs: number): boolean
  /** @param shownMs - For how long what did not let it through is shown; shown again after that, it is new. */
  decided(key: string, nowMs: number, shownMs?: number): void
  /** It was not decided after all: shown again, it is new. */
  refused(key: string): void
}

interface Decided {
  readonly key: string
  readonly decidedMs: number
  readonly readMs: number
  seenMs: number
  untilMs: number
}

/** Starts with nothing decided. */
export function startCoolDown(): CoolDown {
  let last: Decided | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    isNew(key, nowMs) {
      if (last?.key !== key || nowMs >= last.untilMs) return true
      // Whoever has read a refusal and shows the same again means it.
      if (nowMs >= last.readMs && nowMs - last.seenMs >= awayMs) return true
      last.seenMs = nowMs
      last.untilMs = Math.min(nowMs + quietMs, last.decidedMs + mostMs)
      return false
    },
    decided(key, nowMs, shownMs = Infinity) {
      clearTimeout(timer)
      const seenMs = last?.key === key ? Math.max(last.seenMs, nowMs) : nowMs
      last = { key, decidedMs: nowMs, readMs: nowMs + shownMs, seenMs, untilMs: nowMs + quietMs }
      timer = setTimeout(() => {
        last = undefined
      }, mostMs)
      timer.unref()
    },
    refused(key) {
      if (last?.key === key) last = undefined
    },
  }
}
