/** Does rounds of work: at once when it is woken, and every so often by itself; an error costs a round, never the loop. */

/** Timers from outside, so that tests own time. */
export interface Timers {
  /** Does something once, later; the answer takes it back. */
  after(milliseconds: number, work: () => void): () => void
}

/** A loop at work. */
export interface Loop {
  /** Asks for a round. One that is running is followed by another. */
  wake(): void
  /** Resolves when nobody waits for a round. */
  idle(): Promise<void>
  /** Ends after the round that is running. */
  close(): Promise<void>
}

/** What a loop does, and how often. */
export interface LoopOptions {
  /** Says whether there is more to do. */
  readonly round: () => Promise<boolean>
  readonly timers: Timers
  readonly everyMs: number
  readonly onError: (error: unknown) => void
}

/** Starts with a round: a process that was stopped may have left something. */
export function startLoop({ round, timers, everyMs, onError }: LoopOptions): Loop {
  let isClosed = false
  let isWanted = false
  let running: Promise<void> | undefined
  let cancel: () => void = () => undefined

  async function run(): Promise<void> {
    try {
      while (isWanted && !isEnded()) {
        isWanted = false
        if (await round()) isWanted = true
      }
    } catch (error) {
      // Tried again when it is woken or its time comes: what is to do stands in the store.
      onError(error)
    }
    running = undefined
    if (!isEnded()) cancel = timers.after(everyMs, wake)
  }

  function isEnded(): boolean {
    return isClosed
  }

  function wake(): void {
    if (isClosed) return
    isWanted = true
    if (running !== undefined) return
    cancel()
    // Not in the caller's turn: it may be in a transaction.
    running = Promise.resolve().then(run)
  }

  async function idle(): Promise<void> {
    while (running !== undefined) await running
  }

  wake()
  return {
    wake,
    idle,
    close: async () => {
      isClosed = true
      cancel()
      await idle()
    },
  }
}

/** The system's timers; none of them keeps a process alive. */
export const systemTimers: Timers = {
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds)
    timer.unref()
    return () => {
      clearTimeout(timer)
    }
  },
}
