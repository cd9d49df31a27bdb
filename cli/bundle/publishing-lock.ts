/** One publisher at a time: a timer that refreshes while somebody publishes would make two timestamps of one number. */
import { join } from 'node:path'
import { alone as aloneAt } from '../edges/alone.ts'
import type { Authority } from './authority.ts'

/** In the folder while somebody publishes; a process that was killed leaves it there. */
const lockName = '.publishing'

/**
 * Does a work alone; waits for whoever is at it.
 *
 * @param patienceMs - For so long.
 * @throws {@link OperatorError} where the other does not come to an end
 */
export function alone<T>(
  { folder }: Authority,
  work: () => Promise<T>,
  patienceMs = 20_000,
): Promise<T> {
  return aloneAt(join(folder, lockName), 'somebody else publishes here', work, patienceMs)
}
