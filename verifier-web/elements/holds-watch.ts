/** Counts down to the instant at which a decision that is shown may change, and says when it came. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** How often the words are counted anew: each second for the last two minutes. */
const stepMs = (leftMs: number): number => (leftMs <= 121_000 ? 1000 : 30_000)

/** Watches one decision's `holdsUntil` by the clock of this device. */
export class HoldsWatch implements ReactiveController {
  /** The instant to count from, in words. */
  now = ''
  /** Whether the decision no longer holds. */
  ranOut = false
  readonly #host: ReactiveControllerHost
  readonly #onRanOut: () => void
  #until: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, onRanOut: () => void) {
    this.#host = host
    this.#onRanOut = onRanOut
    host.addController(this)
  }

  /** Watches another decision, by its `holdsUntil`; undefined: none is shown. */
  watch(holdsUntil: string | null | undefined): void {
    this.#until = holdsUntil == null ? undefined : Date.parse(holdsUntil)
    this.ranOut = false
    this.#count()
  }

  hostConnected(): void {
    // Timers of a page that nobody sees are slowed down, and those of a device that sleeps stand.
    document.addEventListener('visibilitychange', this.#count)
    this.#count()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#count)
    clearTimeout(this.#timer)
  }

  #count = (): void => {
    clearTimeout(this.#timer)
    const now = Date.now()
    this.now = new Date(now).toISOString()
    this.#host.requestUpdate()
    if (this.#until === undefined || this.ranOut) return
    const left = this.#until - now
    if (left > 0) {
      this.#timer = setTimeout(this.#count, Math.min(left, stepMs(left)))
      return
    }
    this.ranOut = true
    // Not while the host is being drawn: whoever hears it may well draw it anew.
    queueMicrotask(this.#onRanOut)
  }
}
