/** Tells when a picture stands still: a camera may stop giving frames without ever saying that it ended. */

/** How often it is looked at. */
export const lookMs = 1_000
/** So many looks without a new frame: no camera is that slow, and a page that was asleep has looked only once. */
export const mostStill = 10

/** Waits until it is stopped, or until nothing moves. */
export interface Standstill {
  readonly still: Promise<void>
  stop(): void
}

/**
 * Starts to look.
 *
 * @param frames - How many frames there have been; undefined while nobody sees the page, and none are drawn.
 */
export function awaitStandstill(frames: () => number | undefined): Standstill {
  let before = frames()
  let stillFor = 0
  let tell: () => void
  const still = new Promise<void>((resolve) => {
    tell = resolve
  })
  const looking = setInterval(() => {
    const now = frames()
    stillFor = now !== undefined && now === before ? stillFor + 1 : 0
    before = now
    if (stillFor < mostStill) return
    clearInterval(looking)
    tell()
  }, lookMs)
  return {
    still,
    stop() {
      clearInterval(looking)
    },
  }
}
