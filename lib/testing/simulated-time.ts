/** Time that passes only when everybody sleeps, so that hours of polling are over at once. */

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** A clock that all share, with its sleepers. */
export class SimulatedTime {
  /** Unix seconds. */
  seconds: number
  #sleepers: Sleeper[] = []
  #asleep = (): void => undefined

  constructor(seconds: number) {
    this.seconds = seconds
  }

  /** Ends when the time has come. */
  sleep(seconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.seconds + seconds, wake })
      this.#asleep()
    })
  }

  /** Wakes one after another, each when the one before sleeps again, as long as their time comes before the end. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      const [next] = this.#sleepers.toSorted((a, b) => a.until - b.until)
      if (next === undefined || next.until >= end) break
      this.#sleepers = this.#sleepers.filter((each) => each !== next)
      this.seconds = next.until
      const asleep = new Promise<void>((resolve) => (this.#asleep = resolve))
      next.wake()
      await asleep
    }
    this.seconds = end
  }

  /** Wakes everybody, for the last time. */
  wakeAll(): void {
    for (const { wake } of this.#sleepers.splice(0)) wake()
  }
}
