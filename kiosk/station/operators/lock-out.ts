/** Counts wrong PINs on the disk and locks those out who guess, so that a restart forgets none of them. */
import { readFile } from 'node:fs/promises'
import { writeDurable } from '../durable-file.ts'
import { onDisk, systemCode } from '../station-error.ts'

/** The counts of a station. */
export interface LockOut {
  /** For how many milliseconds more this operator, or the whole station, is locked out; 0: they are not. */
  lockedForMs(operator: string, now: Date): number
  /**
   * Counts a wrong PIN, durably before it is answered.
   *
   * @returns Whether this one locked the operator, or the whole station, out.
   */
  wrong(operator: string, now: Date): Promise<boolean>
  /** The right PIN: this operator's count begins anew. */
  right(operator: string): Promise<void>
}

/** So many wrong PINs within the window lock an operator, and the whole station, out. */
export const lockOutLimits = { operator: 5, station: 20, windowMs: 15 * 60_000 } as const
const firstLockMs = 5 * 60_000
const mostLockMs = 60 * 60_000
/** Longer than any operator's name, and none. */
const everybody = '*'

/** Times are of the clock on the wall, in milliseconds: they must outlast the process. */
interface Count {
  readonly wrongAt: readonly number[]
  readonly lockedUntil: number
  /** How long the last lock was; 0: there was none of late. */
  readonly lockMs: number
}

const none: Count = { wrongAt: [], lockedUntil: 0, lockMs: 0 }

/**
 * Opens the counts of a file; there need be none.
 *
 * @throws StationError `ERR_STATION_JOURNAL` where it cannot be read.
 */
export async function openLockOut(path: string): Promise<LockOut> {
  const counts = await onDisk(`cannot read ${path}`, () => read(path))
  const save = () =>
    onDisk(`cannot write ${path}`, () =>
      writeDurable(path, `${JSON.stringify(Object.fromEntries(counts))}\n`),
    )
  const countOf = (name: string, nowMs: number): Count => {
    const { wrongAt, lockedUntil, lockMs } = counts.get(name) ?? none
    // A clock that was set back must not make a lock longer than any is.
    const until = Math.min(lockedUntil, nowMs + mostLockMs)
    return {
      wrongAt: wrongAt.filter((at) => Math.abs(nowMs - at) < lockOutLimits.windowMs),
      lockedUntil: until,
      lockMs: nowMs - until > mostLockMs ? 0 : lockMs,
    }
  }
  const isIdle = ({ wrongAt, lockMs }: Count) => wrongAt.length === 0 && lockMs === 0
  const lockedForMs = (name: string, nowMs: number) => {
    const count = countOf(name, nowMs)
    // Kept as it was cut: a lock that is cut anew at every look never ends.
    if (counts.has(name)) counts.set(name, count)
    return Math.max(0, count.lockedUntil - nowMs)
  }

  const add = (name: string, most: number, nowMs: number): boolean => {
    const count = countOf(name, nowMs)
    const wrongAt = [...count.wrongAt, nowMs]
    if (wrongAt.length < most) {
      counts.set(name, { ...count, wrongAt })
      return false
    }
    const lockMs = count.lockMs === 0 ? firstLockMs : Math.min(count.lockMs * 2, mostLockMs)
    counts.set(name, { wrongAt: [], lockedUntil: nowMs + lockMs, lockMs })
    return true
  }

  return {
    lockedForMs(operator, now) {
      const nowMs = now.getTime()
      return Math.max(lockedForMs(everybody, nowMs), lockedForMs(operator, nowMs))
    },
    async wrong(operator, now) {
      const nowMs = now.getTime()
      for (const name of counts.keys()) if (isIdle(countOf(name, nowMs))) counts.delete(name)
      const own = add(operator, lockOutLimits.operator, nowMs)
      const all = add(everybody, lockOutLimits.station, nowMs)
      await save()
      return own || all
    },
    async right(operator) {
      if (counts.delete(operator)) await save()
    },
  }
}

async function read(path: string): Promise<Map<string, Count>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '{}'
    throw error
  })
  // Written by this program alone, whole or not at all.
  return new Map(Object.entries(JSON.parse(text) as Record<string, Count>))
}
