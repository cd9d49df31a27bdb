/** Keeps the screen from going dark while somebody holds codes before it, where the browser can. */

/** Asks for it; the browser itself takes it back when the page is hidden. */
export function stayAwake(): { end(): void } {
  // Typed as always there, but not in every browser.
  const { wakeLock } = navigator as Partial<Navigator>
  let lock: WakeLockSentinel | undefined
  let isOver = false
  const release = () => {
    void lock?.release().catch(() => undefined)
  }
  // A battery that is low is a reason to refuse, and none to say anything.
  wakeLock?.request('screen').then(
    (given) => {
      lock = given
      if (isOver) release()
    },
    () => undefined,
  )
  return {
    end() {
      isOver = true
      release()
    },
  }
}
