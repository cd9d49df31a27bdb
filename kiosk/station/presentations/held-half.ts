/** One half of a presentation, kept in memory alone until the other half comes, and never for longer than it may. */
import type { Presented } from './presented.ts'

/** What a half waits for. */
export type Awaited = 'card' | 'code'

/** Keeps at most one half. Times are of one monotonic clock. */
export interface HeldHalf {
  keep(half: Presented, awaited: Awaited, nowMs: number): void
  /** What is waited for now; undefined: nothing. */
  awaits(nowMs: number): Awaited | undefined
  /** What was shown, with the half before it where this is what that waited for. Nothing is kept afterwards. */
  complete(shown: Presented, nowMs: number): Presented
  forget(): void
}

/** Starts with nothing kept; the other half is waited for `awaitMs`. */
export function startHeldHalf(awaitMs: number): HeldHalf {
  let held:
    { readonly half: Presented; readonly awaited: Awaited; readonly untilMs: number } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => {
    clearTimeout(timer)
    held = undefined
  }
  const awaits = (nowMs: number) =>
    held !== undefined && nowMs < held.untilMs ? held.awaited : undefined

  return {
    keep(half, awaited, nowMs) {
      forget()
      held = { half, awaited, untilMs: nowMs + awaitMs }
      // Forgotten on time even where nobody asks any more.
      timer = setTimeout(forget, awaitMs)
      timer.unref()
    },
    awaits,
    complete(shown, nowMs) {
      const awaited = awaits(nowMs)
      const half = held?.half
      forget()
      if (half === undefined) return shown
      if (awaited === 'card' && shown.card !== undefined && shown.texts.length === 0)
        return { texts: half.texts, card: shown.card }
      if (awaited === 'code' && shown.card === undefined)
        return { texts: shown.texts, card: half.card }
      return shown
    },
    forget,
  }
}
