/** The next poll of a station comes when a walk says so: its timer is the only one that asks for about five minutes. */

/** About as long as a station waits between two questions to a web server, give or take a tenth. */
const isPoll = (ms: number | undefined) => ms !== undefined && ms >= 270_000 && ms <= 330_000

/** The timers of polls from now on. */
export interface HeldPolls {
  /** Runs out whatever timer waits. */
  next(): void
  letGo(): void
}

/** Holds them. */
export function holdPolls(): HeldPolls {
  const real = globalThis.setTimeout
  let waiting: (() => void)[] = []
  const held = (act: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    const timer = real(act, ms, ...given)
    if (isPoll(ms))
      waiting.push(() => {
        clearTimeout(timer)
        act(...given)
      })
    return timer
  }
  globalThis.setTimeout = Object.assign(held, real)
  return {
    next() {
      const all = waiting
      waiting = []
      for (const one of all) one()
    },
    letGo() {
      globalThis.setTimeout = real
    },
  }
}
