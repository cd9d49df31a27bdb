/** On a public terminal: notices that nobody touches the page any more, warns, and tells when time is up. */

/** How long nothing may be touched, and how long before its end a warning is due; in milliseconds. */
export interface IdleTimes {
  readonly idleMs: number
  readonly warnMs: number
}

const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * Watches until the signal ends it.
 *
 * @param onChange - `warned` when the warning is due, `used` when somebody is there after all, `over` when time is up.
 */
export function watchIdle(
  { idleMs, warnMs }: IdleTimes,
  onChange: (state: 'used' | 'warned' | 'over') => void,
  signal: AbortSignal,
): void {
  let timer: number | undefined
  let isWarned = false
  const over = (): void => {
    onChange('over')
  }
  const warn = (): void => {
    isWarned = true
    onChange('warned')
    timer = window.setTimeout(over, warnMs)
  }
  const begin = (): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(warn, idleMs - warnMs)
    if (isWarned) onChange('used')
    isWarned = false
  }
  for (const name of touches) window.addEventListener(name, begin, { signal, passive: true })
  signal.addEventListener('abort', () => {
    window.clearTimeout(timer)
  })
  begin()
}
