/** Asks the collector again and again, and says since when nothing new has come: what is old is never taken for what is. */
import type { FleetState } from '../fleet-state.ts'

/** How the page stands to its collector. */
export interface Reach {
  /** `connecting`: nothing has come yet, and nothing has failed. */
  readonly kind: 'connecting' | 'here' | 'lost'
  /** The instant by our clock at which something new came last, or at which the page was opened. */
  readonly since: number
}

/** What to watch with. */
export interface WatchOptions {
  readonly ask: (signal: AbortSignal) => Promise<FleetState>
  readonly tell: (state: FleetState | undefined, reach: Reach) => void
  readonly everyMs?: number
  /** Without anything new for so long, what is shown is old. */
  readonly patienceMs?: number
}

/** Watches until it is ended. */
export class FleetWatch {
  readonly #options: Required<WatchOptions>
  #state: FleetState | undefined
  #reach: Reach = { kind: 'connecting', since: Date.now() }
  #failures = 0
  #next: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined
  readonly #tick: ReturnType<typeof setInterval>

  constructor(options: WatchOptions) {
    this.#options = { everyMs: 5000, patienceMs: 15_000, ...options }
    // A device that slept, or an answer that hangs, is noticed without an answer.
    this.#tick = setInterval(() => {
      if (this.#reach.kind === 'here' && this.#isOld()) this.#lose()
    }, 1000)
    void this.#ask()
  }

  /** Asks at once: somebody looks at the page again. */
  look(): void {
    if (this.#asking === undefined) {
      clearTimeout(this.#next)
      void this.#ask()
    }
  }

  /** Asks no more. */
  end(): void {
    clearInterval(this.#tick)
    clearTimeout(this.#next)
    this.#asking?.abort()
    this.#asking = undefined
  }

  async #ask(): Promise<void> {
    const { ask, tell, everyMs } = this.#options
    const asking = new AbortController()
    this.#asking = asking
    const limit = setTimeout(() => {
      asking.abort()
    }, everyMs * 2)
    let wait = everyMs
    try {
      const state = await ask(asking.signal)
      if (this.#asking !== asking) return
      this.#failures = 0
      // The same instant again proves nothing: somebody between us and the collector may keep answers.
      if (state.at !== this.#state?.at) this.#reach = { kind: 'here', since: Date.now() }
      // Much may have come within its second all the same.
      if (this.#reach.kind === 'here') {
        this.#state = state
        tell(state, this.#reach)
      }
    } catch {
      if (this.#asking !== asking) return
      this.#failures += 1
      wait = Math.min(everyMs, 1000)
      // One answer may get lost; two are a collector that is not there.
      if (this.#failures > 1 || this.#state === undefined) this.#lose()
    } finally {
      clearTimeout(limit)
    }
    this.#asking = undefined
    this.#next = setTimeout(() => void this.#ask(), wait)
  }

  #isOld(): boolean {
    return Math.abs(Date.now() - this.#reach.since) > this.#options.patienceMs
  }

  #lose(): void {
    if (this.#reach.kind === 'lost') return
    this.#reach = { kind: 'lost', since: this.#reach.since }
    this.#options.tell(this.#state, this.#reach)
  }
}
