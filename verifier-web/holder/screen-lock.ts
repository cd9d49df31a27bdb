/** Keeps the screen on while a code is shown; a browser that cannot leaves it as it is. */

/** Holds the lock from `take` to `release`. */
export class ScreenLock {
  #turn = 0
  #release: (() => void) | undefined

  async take(): Promise<void> {
    this.release()
    const turn = this.#turn
    if (!('wakeLock' in navigator)) return
    try {
      const lock = await navigator.wakeLock.request('screen')
      const release = () => void lock.release()
      // Let go of while it was being asked for.
      if (turn === this.#turn) this.#release = release
      else release()
    } catch (error) {
      // Little battery, or a policy: the code is shown all the same.
      if (!(error instanceof DOMException)) throw error
    }
  }

  release(): void {
    this.#turn++
    this.#release?.()
    this.#release = undefined
  }
}
