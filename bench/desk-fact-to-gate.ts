/** From a new fact at its source to a gate that lets the person through no more: by old code, by re-issued code, by card. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { figure, targetCell, type Measured } from './measured.ts'

/** The gate asks the desk so often. */
export const pollMs = 2_000
/** What the person shows. */
export const shownWays = ['old', 'again', 'card'] as const
export type ShownWay = (typeof shownWays)[number]
/** Milliseconds of every fact, by what was shown. */
export type GateTimes = Readonly<Record<ShownWay, readonly number[]>>

/** At most so many polls. */
const polls = 2

/** Measures. The desk runs from its sources, as `npm start` runs it. */
export const measureFactToGate = (name: string, facts: number): Measured => {
  const once = fileURLToPath(new URL('desk-fact-to-gate-once.ts', import.meta.url))
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=source', once, String(facts)],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  )
  if (status !== 0) throw new Error('not every fact came to the gate')
  const times = JSON.parse(stdout) as GateTimes
  const limit = (polls * pollMs) / 1000
  const worst = Math.max(...shownWays.map((way) => percentile(times[way], 0.99)))
  const isMissed = !(worst <= limit)
  const cell = (way: ShownWay): string =>
    [0.5, 0.9, 0.99, 1].map((share) => percentile(times[way], share).toFixed(2)).join(' / ')
  return {
    rows: [
      [
        ...[String(facts), (pollMs / 1000).toFixed(0), cell('old'), cell('again'), cell('card')],
        targetCell(limit.toFixed(0), isMissed),
      ],
    ],
    figures: {
      facts: figure(facts),
      ...Object.fromEntries(shownWays.map((way) => [way, figure(percentile(times[way], 0.99))])),
    },
    said: `p99 ${worst.toFixed(2)} s, at most ${limit.toFixed(0)}  ${name}`,
    isMissed,
  }
}

/** In seconds. */
const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) / 1000
}
