/** So many at a time: whoever comes later waits. */
export interface Slots {
  take(): Promise<void>
  give(): void
  /** Resolved when nobody has one. */
  free(): Promise<void>
}

/** Opens so many. */
export function openSlots(count: number): Slots {
  let taken = 0
  const queue: (() => void)[] = []
  let resting: (() => void)[] = []
  return {
    async take() {
      if (taken < count) {
        taken += 1
        return
      }
      await new Promise<void>((resolve) => queue.push(resolve))
    },
    give() {
      const next = queue.shift()
      if (next !== undefined) {
        next()
        return
      }
      taken -= 1
      if (taken > 0) return
      for (const rest of resting) rest()
      resting = []
    },
    async free() {
      if (taken > 0) await new Promise<void>((resolve) => resting.push(resolve))
    },
  }
}
