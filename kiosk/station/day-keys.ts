/** The keys of the day: presentations are named by a keyed hash whose key is deleted once its day is past. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { receiptSubject } from 'greengate'
import { onDisk, StationError, systemCode } from './station-error.ts'

/** Names presentations. Calls may overlap: each waits for the one before. */
export interface DayKeys {
  /** The names of a presentation: under today's key, then under yesterday's while the window reaches back to it. */
  names(presentation: string, now: Date): Promise<readonly string[]>
  /** Deletes every key whose day is past. */
  turn(now: Date): Promise<void>
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const fileOf = (day: string) => `subject-${day}.key`

/**
 * Keeps the keys in a folder, owner-readable only; a restart in mid-day finds the same key again.
 *
 * @param windowMs - How far back a name must still be found.
 */
export function openDayKeys(folder: string, windowMs: number): DayKeys {
  let held: { readonly days: string; readonly keys: readonly Uint8Array[] } | undefined
  let last: Promise<unknown> = Promise.resolve()

  // Several codes of one frame ask for the key of a new day together, and it must be made once.
  const keysFor = (now: Date) => {
    const mine = last.then(() => onDisk(`cannot keep keys in ${folder}`, () => turn(now)))
    last = mine.catch(() => undefined)
    return mine
  }
  const turn = async (now: Date) => {
    const today = dayOf(now.getTime())
    const before = dayOf(now.getTime() - windowMs)
    const days = `${today} ${before}`
    if (held?.days === days) return held.keys
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const keys = [(await read(folder, today)) ?? (await make(folder, today))]
    const earlier = before === today ? undefined : await read(folder, before)
    if (earlier !== undefined) keys.push(earlier)
    await deleteAllBut(folder, [fileOf(today), fileOf(before)])
    held = { days, keys }
    return keys
  }

  return {
    async names(presentation, now) {
      const keys = await keysFor(now)
      return Promise.all(keys.map((key) => receiptSubject(key, presentation)))
    },
    async turn(now) {
      await keysFor(now)
    },
  }
}

async function read(folder: string, day: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(join(folder, fileOf(day)))
    if (bytes.length === 32) return bytes
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  throw new StationError('ERR_STATION_JOURNAL', `${fileOf(day)} is not a key; delete it`)
}

async function make(folder: string, day: string): Promise<Uint8Array> {
  const key = randomBytes(32)
  const path = join(folder, fileOf(day))
  // Renamed when whole: a station that stops in between must not find half a key when it starts again.
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(key)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  return key
}

// Without its key a day's names tell nobody anything; keys of days to come are of a clock that was wrong.
async function deleteAllBut(folder: string, kept: readonly string[]): Promise<void> {
  const old = (await readdir(folder)).filter(
    (name) => /^subject-.*\.key(\.new)?$/.test(name) && !kept.includes(name),
  )
  await Promise.all(old.map((name) => unlink(join(folder, name))))
}
