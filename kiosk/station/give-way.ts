/** A source that gives way: what was pushed does not wait until a silent web server is given up. */
import type { BundleSource } from 'greengate/update'

/** A source, and who may interrupt it. */
export interface GivingWay {
  readonly source: BundleSource
  /** A file is there: a question that goes on for longer than a moment ends without an answer. */
  readonly giveWay: () => void
}

/** What answers at all has mostly answered by then. */
const momentMs = 1_000
/** Not again before: whoever may push cannot keep a station from asking. */
const seldomMs = 60_000

/** Wraps a source. */
export function givingWay(source: BundleSource, monotonicMs = () => performance.now()): GivingWay {
  let asking: { readonly sinceMs: number; readonly end: AbortController } | undefined
  let gaveWayMs = -Infinity
  return {
    source: {
      async gather(holding, signal) {
        const end = new AbortController()
        asking = { sinceMs: monotonicMs(), end }
        try {
          const signals = [end.signal, ...(signal === undefined ? [] : [signal])]
          return await source.gather(holding, AbortSignal.any(signals))
        } catch (error) {
          // It is asked again at its next turn; the one who ends the station still does.
          if (!end.signal.aborted || signal?.aborted === true) throw error
          return { state: 'unchanged', bytes: 0 }
        } finally {
          asking = undefined
        }
      },
    },
    giveWay() {
      const one = asking
      if (one === undefined || monotonicMs() - gaveWayMs < seldomMs) return
      const leftMs = Math.max(0, one.sinceMs + momentMs - monotonicMs())
      setTimeout(() => {
        if (asking !== one) return
        gaveWayMs = monotonicMs()
        one.end.abort()
      }, leftMs).unref()
    },
  }
}
