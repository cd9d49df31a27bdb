/** Runs what goes on until somebody ends it, by ctrl-c or as a service is stopped. */

/** Runs it, with a signal that says when to end. */
export async function untilEnded<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController()
  const end = (): void => {
    ended.abort()
  }
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    return await work(ended.signal)
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}
