/** Which other lanes may have let somebody through of late: after a restart the host waits until each has told. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { queue } from '../../shared/queue.ts'
import { writeDurable } from '../durable-file.ts'
import { onDisk, StationError, systemCode } from '../station-error.ts'

/** The lanes that a host knows; it forgets one that has been away for longer than the window. */
export interface AwaitedLanes {
  /** Whether a lane that the process before knew has not told yet what passed there. */
  isAwaiting(nowMs: number): boolean
  /**
   * A lane has told. It is on the disk when the promise resolves, before the lane gets any answer.
   *
   * @throws StationError `ERR_STATION_JOURNAL`.
   */
  joined(lane: string): Promise<void>
  left(lane: string, nowMs: number): void
  /** Forgets lanes that stayed away. */
  tend(nowMs: number): Promise<void>
}

/** A group has 64 stations at most; a station has fewer lanes. */
export const mostLanes = 64

const fileName = 'replay-lanes.json'

/**
 * Opens the list.
 *
 * @param startedMs - When this process began to know of every claim; nothing of before counts a window later.
 * @throws StationError `ERR_STATION_JOURNAL`.
 */
export async function openAwaitedLanes(
  folder: string,
  windowMs: number,
  startedMs: number,
): Promise<AwaitedLanes> {
  const path = join(folder, fileName)
  const cannot = `cannot keep ${fileName} in ${folder}`
  const before = await onDisk(cannot, () => readLanes(path))
  const awaited = new Set(before)
  /** When each lane left; Infinity: it is here. */
  const known = new Map(before.map((lane) => [lane, startedMs]))
  const inTurn = queue()

  const keep = () =>
    inTurn(() => onDisk(cannot, () => writeDurable(path, JSON.stringify([...known.keys()]))))

  return {
    isAwaiting: (nowMs) => awaited.size > 0 && nowMs < startedMs + windowMs,
    async joined(lane) {
      known.set(lane, Infinity)
      await keep()
      awaited.delete(lane)
    },
    left(lane, nowMs) {
      if (known.has(lane)) known.set(lane, nowMs)
    },
    async tend(nowMs) {
      const gone = [...known].filter(([, leftMs]) => leftMs + windowMs <= nowMs)
      if (gone.length === 0) return
      for (const [lane] of gone) known.delete(lane)
      await keep()
    },
  }
}

async function readLanes(path: string): Promise<readonly string[]> {
  try {
    const lanes: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (Array.isArray(lanes) && lanes.every((lane) => typeof lane === 'string')) return lanes
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new StationError(
    'ERR_STATION_JOURNAL',
    `${path} is no list of lanes; wait ten minutes, then delete it`,
  )
}
