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
