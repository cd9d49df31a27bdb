/** How much of what stations send is held at once: memory is bounded whatever comes. */
import { Problem } from './problem.ts'

/** A body is held while a work goes on. Throws a Problem where too much is held already. */
export type HoldBody = <T>(bytes: number, work: () => Promise<T>) => Promise<T>

const mostBytes = 64 * 1024 * 1024

/** Holds nothing yet. */
export function holdBodies(): HoldBody {
  let held = 0
  return async (bytes, work) => {
    if (held + bytes > mostBytes) throw new Problem('busy')
    held += bytes
    try {
      return await work()
    } finally {
      held -= bytes
    }
  }
}
