/** A line on the terminal that says how far a long run is; nothing where there is no terminal. */
const everyMs = 250

/** Counts steps, and shows the count now and then. */
export interface Progress {
  step(): void
  /** Takes the line away. */
  end(): void
}

/**
 * Begins to count.
 *
 * @param what - What is counted: `receipts replayed`.
 */
export function showProgress(what: string): Progress {
  const { stderr } = process
  let [count, shownAt, isShown] = [0, performance.now(), false]
  const clear = (): void => {
    if (isShown) stderr.write('\r\u001b[K')
    isShown = false
  }
  return {
    step() {
      count += 1
      if (!stderr.isTTY || performance.now() - shownAt < everyMs) return
      clear()
      shownAt = performance.now()
      stderr.write(`${count.toLocaleString('en')} ${what} ...`)
      isShown = true
    },
    end: clear,
  }
}
