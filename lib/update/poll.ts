/** Refreshes again and again: with jitter, so that a thousand gates do not ask at once, and backing off while it fails. */
import { pollDelay } from './poll-delay.ts'
import type { Refreshed } from './refreshed.ts'

/** How to poll. Time and chance are the caller's. */
export interface PollOptions {
  /** Seconds between two refreshes; each is between nine and eleven tenths of it. */
  readonly every: number
  /** The verifier's clock. */
  readonly now: () => Date
  /** From 0 to 1, such as `Math.random`. */
  readonly random: () => number
  /** Ends it, a refresh that is under way too. */
  readonly signal: AbortSignal
  /** Is told what each refresh came to. */
  readonly onRefreshed?: (refreshed: Refreshed) => void
  /** Waits; without it, by the platform's timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Polls until the signal ends it. */
export async function poll(
  refresh: (now: Date, options: { readonly signal: AbortSignal }) => Promise<Refreshed>,
  options: PollOptions,
): Promise<void> {
  const { every, now, random, signal, onRefreshed, wait = waitByTimer } = options
  if (!(every > 0)) throw new TypeError('every must be a number of seconds')
  let failures = 0
  const isEnded = (): boolean => signal.aborted
  while (!isEnded()) {
    let refreshed: Refreshed
    try {
      refreshed = await refresh(now(), { signal })
    } catch (error) {
      if (!isEnded()) throw error
      return
    }
    onRefreshed?.(refreshed)
    const isGood = refreshed.state === 'updated' || refreshed.state === 'unchanged'
    failures = isGood ? 0 : failures + 1
    await wait(pollDelay(every, failures, random()), signal)
  }
}

function waitByTimer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
