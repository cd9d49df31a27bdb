/** Updates that are carried to a station: as codes before its camera, or as a file handed over at its screen. */
import { bundleSummary, type Bundle } from 'greengate'
import type { Refreshed } from 'greengate/update'
import { KioskRefusal, type Carried, type NewRules } from '../shared/kiosk-api.ts'
import type { StationBundle } from './station-bundle.ts'

/** What carried updates are taken with. */
export interface CarriedParts {
  readonly bundle: Pick<StationBundle, 'bundle' | 'takeFile' | 'takeFrame' | 'forgetFrames'>
  /** The rule set that applies at this gate. */
  readonly ruleSet: string
  readonly now: () => Date
  /** Milliseconds that only grow, whatever becomes of the clock on the wall. */
  readonly monotonicMs: () => number
}

/** Takes them one after another; what is in force changes between two decisions, never within one. */
export interface CarriedUpdates {
  takeFrame(frame: Uint8Array): Promise<Carried>
  takeFile(bytes: Uint8Array): Promise<Carried>
  /** Forgets the frames that nobody went on with, and says how many there were. */
  tend(): Carried | undefined
}

/** Frames are forgotten when no new one came for this long. */
export const quietMs = 60_000
/** Updates taken of late whose frames may still be in view. */
const mostDone = 8
/** As many frames may wait; a camera sees no more at a time. */
const mostWaiting = 8

/** Starts with nothing collected. */
export function startCarriedUpdates(parts: CarriedParts): CarriedUpdates {
  const { bundle: kept, ruleSet, now, monotonicMs } = parts
  /** When the last new frame came, while any are held. */
  let newestAt: number | undefined
  let progress: { readonly have: number; readonly of: number } | undefined
  /** By series: when a frame of it was last seen. What goes on being shown is not collected once more. */
  const done = new Map<string, number>()
  let waiting = 0

  const outcomeOf = (refreshed: Refreshed, before: Bundle): Carried => {
    switch (refreshed.state) {
      case 'updated':
        return {
          state: 'taken',
          bundleVersion: refreshed.to.snapshot,
          rules: newRules(before, kept.bundle, ruleSet, now()),
        }
      case 'unchanged':
        return { state: 'nothing-new' }
      case 'refused':
      case 'unreachable':
        return { state: 'refused', code: refreshed.code }
    }
  }

  const take = async (frame: Uint8Array): Promise<Carried> => {
    const before = kept.bundle
    const seen = await kept.takeFrame(frame, now())
    switch (seen.state) {
      case 'collecting':
      case 'conflict': {
        const { have, of } = seen
        progress = { have, of }
        if (seen.state === 'collecting' && !seen.again) newestAt = monotonicMs()
        return { state: 'collecting', have, of }
      }
      case 'complete': {
        progress = undefined
        const outcome = outcomeOf(seen.refreshed, before)
        // What was refused may have been another's frame among good ones: it may be collected again.
        if (outcome.state !== 'refused') finish(seriesOf(frame))
        return outcome
      }
      case 'wrong-digest':
        progress = undefined
        return { state: 'mixed-up', of: seen.of }
      case 'no-frame':
      case 'damaged':
        return { state: 'ignored' }
    }
  }

  const finish = (series: string) => {
    done.delete(series)
    done.set(series, monotonicMs())
    const [oldest] = done.keys()
    if (oldest !== undefined && done.size > mostDone) done.delete(oldest)
  }

  const counted = async (work: () => Promise<Carried>): Promise<Carried> => {
    if (waiting >= mostWaiting) throw new KioskRefusal('busy')
    waiting++
    try {
      return await work()
    } finally {
      waiting--
    }
  }

  return {
    async takeFrame(frame) {
      const series = seriesOf(frame)
      if (!done.has(series)) return counted(() => take(frame))
      finish(series)
      return { state: 'ignored' }
    },
    takeFile: (bytes) =>
      counted(async () => {
        const before = kept.bundle
        return outcomeOf(await kept.takeFile(bytes, now()), before)
      }),
    tend() {
      const nowMs = monotonicMs()
      for (const [series, at] of done) if (nowMs - at >= quietMs) done.delete(series)
      if (newestAt === undefined || nowMs - newestAt < quietMs) return undefined
      kept.forgetFrames()
      const gone = progress
      newestAt = undefined
      progress = undefined
      return gone === undefined ? undefined : { state: 'forgotten', ...gone }
    },
  }
}

/** Which frames belong together: their digest and their count (docs/bundle.md 8). */
function seriesOf(frame: Uint8Array): string {
  return [...frame.subarray(4, 8), frame[9]].join()
}

/** The newest version of a rule set that was not there before. */
function newRules(before: Bundle, after: Bundle, id: string, now: Date): NewRules | null {
  const known = new Set(before.ruleSets.get(id)?.map(({ version }) => version))
  const fresh = bundleSummary(after, now).ruleSets.filter(
    (set) => set.id === id && !known.has(set.version),
  )
  const newest = fresh.sort((a, b) => b.version - a.version)[0]
  if (newest === undefined) return null
  const { version, from, inForce } = newest
  return { version, from, inForce }
}
