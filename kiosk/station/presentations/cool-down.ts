/** Keeps what lies before a scanner, or on a reader, from being decided over and over. */

/** After an outcome the same thing again is nothing new for so long, and for as long as it stays in view up to the second. */
const quietMs = 3_000
const mostMs = 10_000

/** Remembers the last thing alone, in memory. */
export interface CoolDown {
  /** Whether it was decided just now. */
  isNew(key: string, nowMs: number): boolean
  decided(key: string, nowMs: number): void
  /** It was not decided after all: shown again, it is new. */
  refused(key: string): void
}

/** Starts with nothing decided. */
export function startCoolDown(): CoolDown {
  let last: { readonly key: string; readonly decidedMs: number; untilMs: number } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    isNew(key, nowMs) {
      if (last?.key !== key || nowMs >= last.untilMs) return true
      last.untilMs = Math.min(nowMs + quietMs, last.decidedMs + mostMs)
      return false
    },
    decided(key, nowMs) {
      clearTimeout(timer)
      last = { key, decidedMs: nowMs, untilMs: nowMs + quietMs }
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
