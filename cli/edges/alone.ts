/** One at a time: a file that says who is at it, and is taken over from a process that is gone. */
import { open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import { fileError, systemCode } from './file.ts'

const pauseMs = 100

/**
 * Does a work alone; waits for whoever is at it.
 *
 * @param path - The file; a process that was killed leaves it there.
 * @param who - What is said of the other: `somebody else publishes here`.
 * @param patienceMs - For so long.
 * @throws {@link OperatorError} where the other does not come to an end
 */
export async function alone<T>(
  path: string,
  who: string,
  work: () => Promise<T>,
  patienceMs = 0,
): Promise<T> {
  for (let waited = 0; !(await isTaken(path)); waited += pauseMs) {
    if (waited >= patienceMs) {
      throw new OperatorError(`${path}: ${who}; wait, or delete it if nobody does`)
    }
    await wait(pauseMs)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

/** Takes the lock, if nobody who lives has it. */
async function isTaken(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${process.pid} ${hostname()}\n`)
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') {
      throw fileError(path, error, 'see that files can be made there')
    }
    if (!(await isLeft(path))) return false
    await rm(path, { force: true })
    return isTaken(path)
  }
}

/** Whether its process, of this machine, is gone. */
async function isLeft(path: string): Promise<boolean> {
  const [pid, host] = await readFile(path, 'utf8').then(
    (text) => text.trim().split(' '),
    () => [],
  )
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return systemCode(error) === 'ESRCH'
  }
}
