/** Counts down to the instant at which a decision that is shown may change, and says when it came. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Looked at each second: that a clock was set, or that a device slept, is seen then. */
const lookMs = 1000
/** The words are counted anew each second for the last two minutes, and seldom before. */
const lastMs = 121_000
const seldomMs = 30_000
/** By less than this a clock is put right while it runs. */
const setBackMs = 5000

/** Watches one decision's `holdsUntil` by the clock of this device. */
export class HoldsWatch implements ReactiveController {
  /** The instant to count from, in words. */
  now = ''
  /** Whether the decision no longer holds. */
  ranOut = false
  readonly #host: ReactiveControllerHost
  readonly #onRanOut: () => void
  #until: number | undefined
  /** What the clock says less what runs steadily: it falls when the clock is set back. */
  #offset = 0
  #drawnAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, onRanOut: () => void) {
    this.#host = host
    this.#onRanOut = onRanOut
    host.addController(this)
  }

  /** Watches another decision, by its `holdsUntil`; undefined: none is shown. */
  watch(holdsUntil: string | null | undefined): void {
    this.#until = holdsUntil == null ? undefined : Date.parse(holdsUntil)
    this.#offset = Date.now() - performance.now()
    this.ranOut = false
    this.#draw()
    this.#look()
  }

  hostConnected(): void {
    // Timers of a page that nobody sees are slowed down, and those of a device that sleeps stand.
    document.addEventListener('visibilitychange', this.#onSeen)
    this.#onSeen()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onSeen)
    clearTimeout(this.#timer)
  }

  #onSeen = (): void => {
    this.#draw()
    this.#look()
  }

  #draw(): void {
    this.#drawnAt = Date.now()
    this.now = new Date(this.#drawnAt).toISOString()
    this.#host.requestUpdate()
  }

  #look = (): void => {
    clearTimeout(this.#timer)
    if (this.#until === undefined || this.ranOut) return
    const now = Date.now()
    const left = this.#until - now
    // Set back, the clock was wrong when the decision was made, or is now: nobody can say until when it holds.
    const isSetBack = now - performance.now() < this.#offset - setBackMs
    if (left > 0 && !isSetBack) {
      if (left <= lastMs || now - this.#drawnAt >= seldomMs) this.#draw()
      this.#timer = setTimeout(this.#look, Math.min(left, lookMs))
      return
    }
    this.ranOut = true
    this.#draw()
    // Not while the host is being drawn: whoever hears it may well draw it anew.
    queueMicrotask(this.#onRanOut)
  }
}
