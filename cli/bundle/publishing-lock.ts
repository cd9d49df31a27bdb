/** One publisher at a time: a timer that refreshes while somebody publishes would make two timestamps of one number. */
import { open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileError, systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Authority } from './authority.ts'

/** In the folder while somebody publishes; a process that was killed leaves it there. */
const lockName = '.publishing'
const pauseMs = 100

/**
 * Does a work alone; waits for whoever is at it.
 *
 * @param patienceMs - For so long.
 * @throws {@link OperatorError} where the other does not come to an end
 */
export async function alone<T>(
  { folder }: Authority,
  work: () => Promise<T>,
  patienceMs = 20_000,
): Promise<T> {
  const path = join(folder, lockName)
  for (let waited = 0; !(await isTaken(path)); waited += pauseMs) {
    if (waited >= patienceMs) {
      throw new OperatorError(
        `${path}: somebody else publishes here; wait, or delete it if nobody does`,
      )
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
    if (await isLeft(path)) await rm(path, { force: true })
    return false
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
