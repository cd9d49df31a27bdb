/** A change of version at the desk: whom it touches assessed and the rest carried over, against everybody assessed. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { figure, targetCell, type Measured } from './measured.ts'

/** What a process of its own measured. */
export interface AssessingTimes {
  /** People a round. */
  readonly touched: number
  readonly turned: number
  /** Milliseconds of all rounds. */
  readonly incremental: number
  readonly everybody: number
  /** Megabytes. */
  readonly peak: number
}

/** Everybody takes so many times as long, at least. */
const target = 10

/** Measures. The desk runs from its sources, as `npm start` runs it. */
export const measureAssessing = (name: string, people: number, rounds: number): Measured => {
  const once = fileURLToPath(new URL('desk-assessing-once.ts', import.meta.url))
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--conditions=source', once, String(people), String(rounds)],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  )
  if (status !== 0) throw new Error('the desk did not assess')
  const { touched, turned, incremental, everybody, peak } = JSON.parse(stdout) as AssessingTimes
  const ratio = everybody / incremental
  const isMissed = !(ratio >= target)
  const share = `${((100 * touched) / people).toFixed(2)} %`
  const seconds = (ms: number): string => (ms / rounds / 1000).toFixed(2)
  return {
    rows: [
      [
        people.toLocaleString('en'),
        share,
        turned.toFixed(0),
        ratio.toFixed(1),
        targetCell(String(target), isMissed),
        String(rounds),
        `${seconds(incremental)} / ${seconds(everybody)}`,
        peak.toFixed(0),
      ],
    ],
    figures: { people: figure(people), faster: figure(ratio), share: figure(touched / people) },
    said: `${ratio.toFixed(1)} times faster, at least ${String(target)}; ${share} touched  ${name}`,
    isMissed,
  }
}
