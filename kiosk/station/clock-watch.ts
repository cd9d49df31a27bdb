/** Notices that somebody or something set the clock on the wall: it is held against the clock that only grows. */

/** Less than this is a clock that drifts, or that a time server keeps right. */
const jumpMs = 60_000

/** Starts to watch; the returned function says by how many seconds the clock was moved since it was last asked. */
export function startClockWatch(now: () => Date, monotonicMs: () => number): () => number {
  let apartMs = now().getTime() - monotonicMs()
  return () => {
    const apart = now().getTime() - monotonicMs()
    const movedMs = apart - apartMs
    apartMs = apart
    return Math.abs(movedMs) > jumpMs ? Math.round(movedMs / 1000) : 0
  }
}
