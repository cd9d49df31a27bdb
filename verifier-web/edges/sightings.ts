/** Which of the codes in view are new: the same text counts once until it has been gone for a while. */

/** Remembers what was in view, in memory only and only as long as it must. */
export interface Sightings {
  /** Takes the texts of one frame and gives those not seen of late, in the order in which they came. */
  see(texts: readonly string[], nowMs: number): readonly string[]
}

/**
 * Starts with nothing in view.
 *
 * @param forgetAfterMs - How long a text must be out of view before it counts again.
 */
export function startSightings(forgetAfterMs: number): Sightings {
  const lastSeen = new Map<string, number>()
  return {
    see(texts, nowMs) {
      for (const [text, at] of lastSeen) {
        if (nowMs - at >= forgetAfterMs) lastSeen.delete(text)
      }
      const fresh = [...new Set(texts)].filter((text) => !lastSeen.has(text))
      for (const text of texts) lastSeen.set(text, nowMs)
      return fresh
    },
  }
}

/** What one frame brought, where codes must be shown one at a time. */
export interface SingleSighting {
  /** A single new text. */
  readonly text?: string
  /** Several codes are in view together, and were not before. */
  readonly several?: readonly string[]
}

/** The decoder misses one of two codes now and then: a single one counts only once it was alone for this long. */
const aloneForMs = 1000

/**
 * Starts with nothing in view, for a screen that can show one answer only: codes in view together are
 * reported as several, and each still counts as new when it is then shown alone.
 */
export function startSingleSightings(forgetAfterMs: number): {
  see(texts: readonly string[], nowMs: number): SingleSighting
} {
  const singles = startSightings(forgetAfterMs)
  const groups = startSightings(forgetAfterMs)
  let togetherAt = -Infinity
  return {
    see(texts, nowMs) {
      const inView = [...new Set(texts)]
      if (inView.length > 1) {
        togetherAt = nowMs
        const fresh = groups.see([JSON.stringify([...inView].sort())], nowMs)
        return fresh.length > 0 ? { several: inView } : {}
      }
      if (nowMs - togetherAt < aloneForMs) return {}
      const [text] = singles.see(inView, nowMs)
      return text === undefined ? {} : { text }
    },
  }
}

/** A frame that stays in view is told again after this: whoever collects them may have forgotten it. */
const frameAgainMs = 1000
/** What tells frames apart: all that stands before the part, its checksum among it. */
const frameHead = 14

/** Starts with nothing in view, for frames of an update: each is told once a second for as long as it is in view. */
export function startFrameSightings(): {
  see(frames: readonly Uint8Array[], nowMs: number): readonly Uint8Array[]
} {
  const toldAt = new Map<string, number>()
  return {
    see(frames, nowMs) {
      for (const [head, at] of toldAt) {
        if (nowMs - at >= frameAgainMs) toldAt.delete(head)
      }
      return frames.filter((frame) => {
        const head = frame.subarray(0, frameHead).join()
        if (toldAt.has(head)) return false
        toldAt.set(head, nowMs)
        return true
      })
    },
  }
}
