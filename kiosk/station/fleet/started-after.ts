/** When this start of a station was: later than the one before, whatever became of its clock, or its heartbeats were taken for old ones. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstantText } from 'greengate'
import { writeDurable } from '../durable-file.ts'
import { instantText } from '../instant-text.ts'
import { systemCode } from '../station-error.ts'

const name = 'started'

/** The present, or a second after what is kept; what cannot be kept is none the less when it started. */
export async function startedAfter(folder: string, now: Date): Promise<InstantText> {
  const file = join(folder, name)
  try {
    const kept = Date.parse((await readFile(file, 'utf8')).trim())
    if (kept >= now.getTime() - 999) return await keep(file, new Date(kept + 1_000))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return instantText(now)
  }
  return keep(file, now)
}

async function keep(file: string, at: Date): Promise<InstantText> {
  const text = instantText(at)
  try {
    await writeDurable(file, `${text}\n`)
  } catch (error) {
    // A full disk closes the lane by itself; how it is must be heard all the same.
    if (systemCode(error) === undefined) throw error
  }
  return text
}
