/** How fast a long run goes and how long it will take: one line, now and then, on the standard error. */

export const number = (n: number): string => n.toLocaleString('en-GB')

/** A length of time as people say it. */
export const spanOf = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

/** On a terminal it is written over; in a log it is a line, and seldom. */
const everyMs = { terminal: 500, log: 30_000 }

export interface Pace {
  /** So many steps are done. */
  at(step: number): void
  /** Takes the line away. */
  hide(): void
}

/** Begins at a step of so many, each of which tries so many things. */
export const showPace = (name: string, from: number, count: number, each: number): Pace => {
  const { stderr } = process
  const pause = stderr.isTTY ? everyMs.terminal : everyMs.log
  const beganMs = performance.now()
  let [toldMs, isShown] = [beganMs, false]
  const hide = (): void => {
    if (isShown) stderr.write('\r\u001b[K')
    isShown = false
  }
  return {
    at(step) {
      const nowMs = performance.now()
      if (nowMs - toldMs < pause) return
      toldMs = nowMs
      hide()
      stderr.write(paceLine(name, { from, step, count, each }, (nowMs - beganMs) / 1000))
      if (stderr.isTTY) isShown = true
      else stderr.write('\n')
    },
    hide,
  }
}

/** `people: 12,000 of 1,000,000, 800 a second, 21 min left`. */
export const paceLine = (
  name: string,
  { from, step, count, each }: Readonly<Record<'from' | 'step' | 'count' | 'each', number>>,
  seconds: number,
): string => {
  const done = (step - from) * each
  const rate = done / seconds
  const speed =
    rate >= 1
      ? `${number(Math.round(rate))} a second`
      : `${number(Math.round(rate * 3600))} an hour`
  const left = step === from ? '' : `, ${spanOf(((count - step) * seconds) / (step - from))} left`
  return `${name}: ${number(step * each)} of ${number(count * each)}, ${speed}${left}`
}
