/** What a desk does by the clock: retention daily, dropped files and other people's publications every few seconds. */
import { DeskError } from './desk-error.ts'
import type { DeskSettings } from './desk-settings.ts'
import { startLoop, systemTimers, type Loop } from './loop.ts'
import type { OpenDesk } from './open-desk.ts'
import { keep } from './retention/keep.ts'
import { defaultPeriods } from './retention/periods.ts'
import { takeFolder, type TakenFile } from './sources/take-folder.ts'
import { systemCode } from './http/system-code.ts'
import type { WorklistTerms } from './worklist/due-at.ts'
import { openHeldMatters } from './worklist/open-matter.ts'

/** What the rounds need beside the desk. */
export interface Rounds {
  readonly settings: Pick<DeskSettings, 'periods' | 'folders' | 'surroundings'> & {
    readonly publisher: Pick<DeskSettings['publisher'], 'bundle' | 'refresh'>
  }
  readonly terms: WorklistTerms
  /** Default: five seconds. */
  readonly everyMs?: number
}

const dayMs = 86_400_000

/** Starts; what a stopped process left is done in the first round. */
export function startRounds(
  desk: Pick<OpenDesk, 'store' | 'rules' | 'surroundings' | 'wake' | 'takeBundle'>,
  { settings, terms, everyMs = 5000 }: Rounds,
): Pick<Loop, 'close'> {
  const { periods = defaultPeriods, folders, publisher, surroundings } = settings
  const { store } = desk
  let keptAt = -Infinity
  let isFirst = true

  /** A folder that cannot be read keeps nobody else waiting: neither other sources, nor retention, nor new rules. */
  async function takenOf(source: string, folder: string): Promise<readonly TakenFile[]> {
    try {
      return await takeFolder(desk, source, folder)
    } catch (error) {
      const code = error instanceof DeskError ? error.code : systemCode(error)
      if (code === undefined) throw error
      surroundings.log(`source ${source}: its folder cannot be read (${code}); tried again`)
      return []
    }
  }

  async function round(): Promise<boolean> {
    const now = surroundings.now()
    let held = isFirst ? 1 : 0
    isFirst = false
    for (const { source, folder } of folders) {
      const taken = await takenOf(source, folder)
      for (const { isTaken, counts } of taken) {
        held += counts.held ?? 0
        surroundings.log(`source ${source}: a file was ${isTaken ? 'taken' : 'refused'}`)
      }
      if (taken.length > 0) desk.wake()
    }
    if (held > 0) {
      openHeldMatters(store, { now, random: (length) => surroundings.random(length), terms })
    }
    if (now.getTime() - keptAt >= dayMs) {
      keep(store, now, periods)
      keptAt = now.getTime()
      desk.wake()
    }
    await publisher.refresh?.(now)
    if (publisher.bundle !== undefined && publisher.bundle !== taken) {
      taken = publisher.bundle
      desk.takeBundle(taken)
    }
    return false
  }
  let taken = publisher.bundle

  return startLoop({
    round,
    timers: systemTimers,
    everyMs,
    onError: (error) => {
      const why = error instanceof Error ? error.name : 'fault'
      surroundings.log(`desk: what is done by the clock failed (${why}); tried again`)
    },
  })
}
