/** One answer of `station check`: what was looked at, how it is, and what to do. */

/** `warning`: the station runs and somebody should look; `failed`: it does not run, or not as configured. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'skipped'

/** One line of the table. */
export interface CheckLine {
  /** Such as `bundle` or `scanner-1`. */
  readonly name: string
  readonly state: CheckState
  /** What there is to know, in a few words; never of a person, never a secret. */
  readonly detail: string
}

/** Makes lines of one thing. */
export const linesOf = (name: string) => ({
  ok: (detail: string): CheckLine => ({ name, state: 'ok', detail }),
  warning: (detail: string): CheckLine => ({ name, state: 'warning', detail }),
  failed: (detail: string): CheckLine => ({ name, state: 'failed', detail }),
  skipped: (detail: string): CheckLine => ({ name, state: 'skipped', detail }),
})

/** The table for a terminal. */
export function checkTable(lines: readonly CheckLine[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length))
  return lines
    .map(({ name, state, detail }) => `${state.padEnd(8)} ${name.padEnd(width)}  ${detail}\n`)
    .join('')
}
