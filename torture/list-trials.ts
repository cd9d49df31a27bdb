/** What `--list` says: each trial with its counts, its seed, where it stands, and about how long it takes. */
import { durations } from './durations.ts'
import { number, spanOf } from './pace.ts'
import { standingOf, type Told } from './write-reliability.ts'

const cellsOf = (told: Told): readonly string[] => {
  const { trial, row } = told
  const { name, seed, count, each = 1 } = trial
  const standing = standingOf(told)
  const isTried = row !== undefined && row.step > 0
  const tried = isTried ? `${number(row.step * each)} tried, ${number(row.losses)} lost` : ''
  return [
    name,
    number(count * each),
    seed === undefined ? '–' : String(seed),
    durations[name] === undefined ? '' : spanOf(durations[name]),
    standing,
    tried + (trial.isOnlyNamed === true ? ' (runs only when named)' : ''),
  ]
}

/** One line each, in columns. */
export const listTrials = (told: readonly Told[]): readonly string[] => {
  const heads = ['trial', 'count', 'seed', 'about', 'state', '']
  const rows = [heads, ...told.map(cellsOf)]
  const widths = heads.map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)))
  const right = [false, true, true, true, false, false]
  return rows.map((cells) =>
    cells
      .map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
