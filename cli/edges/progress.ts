/** A line on the terminal that says how far a long run is; nothing where there is no terminal. */
const everyMs = 250

/** Counts steps, and shows the count now and then. */
export interface Progress {
  step(): void
  /** Takes the line away, before something else is written and at the end. */
  hide(): void
}

/**
 * Begins to count.
 *
 * @param what - What is counted: `receipts replayed`.
 */
export function showProgress(what: string): Progress {
  const { stderr } = process
  let [count, shownAt, isShown] = [0, performance.now(), false]
  const hide = (): void => {
    if (isShown) stderr.write('\r\u001b[K')
    isShown = false
  }
  return {
    step() {
      count += 1
      if (!stderr.isTTY || performance.now() - shownAt < everyMs) return
      hide()
      shownAt = performance.now()
      stderr.write(`${what}: ${count.toLocaleString('en')} ...`)
      isShown = true
    },
    hide,
  }
}
