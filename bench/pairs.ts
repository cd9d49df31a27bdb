/** Measures two things side by side: short batches in turn, so that whatever slows the machine slows both. Runs in Node and in browsers. */

/** How much is measured. Every item is used once. */
export interface Plan {
  readonly rounds: number
  /** Batches of each side in a round. */
  readonly batches: number
  /** Items in a batch. */
  readonly batch: number
}

/** Milliseconds that each side took, round by round. */
export interface Pair {
  readonly subject: number
  readonly bare: number
}

export const itemsOf = ({ rounds, batches, batch }: Plan): number => rounds * batches * batch

/**
 * Runs both sides over the same items.
 *
 * @param items - As many as the plan needs.
 * @param subject - What is measured.
 * @param bare - What it is measured against.
 */
export const measurePairs = async <Item>(
  { rounds, batches, batch }: Plan,
  items: readonly Item[],
  subject: (item: Item) => unknown,
  bare: (item: Item) => unknown,
): Promise<readonly Pair[]> => {
  const time = async (from: number, side: (item: Item) => unknown): Promise<number> => {
    const started = performance.now()
    for (const item of items.slice(from, from + batch)) {
      const result = side(item)
      // Only a promise is waited for: a synchronous side does not pay for a turn it does not need.
      if (result instanceof Promise) await result
    }
    return performance.now() - started
  }
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    let [ofSubject, ofBare] = [0, 0]
    for (let k = 0; k < batches; k++) {
      const from = (round * batches + k) * batch
      if ((round + k) % 2 === 0) {
        ofSubject += await time(from, subject)
        ofBare += await time(from, bare)
      } else {
        ofBare += await time(from, bare)
        ofSubject += await time(from, subject)
      }
    }
    pairs.push({ subject: ofSubject, bare: ofBare })
  }
  return pairs
}
