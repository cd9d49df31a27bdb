/** One clock for all who take part in a walk: it runs, is set forward, and stands still while something is shown to a camera. */
import type { Browser } from 'webdriverio'

/** The clock. */
export interface WalkClock {
  readonly now: () => Date
  /** Milliseconds that only grow; set forward, they are too. */
  readonly monotonicMs: () => number
  jump(ms: number): void
  /** Whatever takes long meanwhile: the time is the same afterwards. */
  still<T>(work: () => Promise<T>): Promise<T>
}

/** Starts it. */
export function startWalkClock(at: Date): WalkClock {
  let atMs = at.getTime()
  let since: number | undefined = performance.now()
  const ms = () => atMs + (since === undefined ? 0 : performance.now() - since)
  return {
    now: () => new Date(ms()),
    monotonicMs: ms,
    jump(by) {
      atMs += by
    },
    async still(work) {
      atMs = ms()
      since = undefined
      try {
        return await work()
      } finally {
        since = performance.now()
      }
    },
  }
}

/** Gives pages of an origin a clock that is set to this one when they are loaded; it runs by itself from there on. */
export function pageClock(browser: Browser, origin: string, { now }: WalkClock) {
  let added: string | undefined
  const changed = (name: string, given: object) => browser.sendCommandAndGetResult(name, given)
  /** To be called before each page. */
  return async (): Promise<void> => {
    if (added !== undefined)
      await changed('Page.removeScriptToEvaluateOnNewDocument', { identifier: added })
    const skew = Math.round(now().getTime() - Date.now())
    const source = `if (location.origin === ${JSON.stringify(origin)}) {
      const Real = Date
      globalThis.Date = class extends Real {
        constructor(...given) { given.length === 0 ? super(Real.now() + ${skew}) : super(...given) }
        static now() { return Real.now() + ${skew} }
      }
    }`
    const { identifier } = (await changed('Page.addScriptToEvaluateOnNewDocument', {
      source,
    })) as { readonly identifier: string }
    added = identifier
  }
}
