/** Calls when an answer no longer holds: it must not stay on the screen. */

/** setTimeout's longest delay. */
const maxDelayMs = 2 ** 31 - 1

/** One answer at a time. */
export class HoldTimer {
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Waits for an instant, in place of the one before; null: for none. */
  start(until: string | null, ended: () => void): void {
    this.stop()
    const delay = until === null ? Infinity : Date.parse(until) - Date.now()
    if (delay <= maxDelayMs) this.#timer = setTimeout(ended, Math.max(0, delay))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
