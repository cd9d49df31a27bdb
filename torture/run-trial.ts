/** Runs one trial from where its row stands, and keeps the row while it runs. */
import { endure, type Progress, type Trial } from '../house/endurance.ts'
import { replayCommand } from './command.ts'
import { keepRow, readLedger, resumeAt, rowName, rowOf, takeTrial, type Row } from './ledger.ts'
import { number, showPace } from './pace.ts'

/** Whoever is killed loses what it did in so long. */
const defaultKeptMs = 10_000

export interface RunOptions {
  readonly ledger: string
  /** Where processes say which trial they are at. */
  readonly locks: string
  readonly subject: string
  readonly seed?: number
  readonly isFresh: boolean
  /** How often the row is kept. */
  readonly keptMs?: number
  readonly stopped: () => boolean
  readonly say: (line: string) => void
}

/** What is wrong with a trial: what it lost, and when it is whole, what its counts fall short of. */
export const wrongWith = (trial: Trial, row: Row): readonly string[] => {
  const seed = row.seed === (trial.seed ?? null) ? undefined : (row.seed ?? undefined)
  const at = (step: number): string => `again: ${replayCommand(trial.name, step, seed)}`
  const untold = row.losses - row.lost.length
  return [
    ...row.lost.map(({ step, what }) => `step ${step}: ${what} (${at(step)})`),
    ...(untold > 0 ? [`${number(untold)} more losses`] : []),
    ...(row.broken === undefined
      ? []
      : [`broke off at step ${row.broken.step}: ${row.broken.what} (${at(row.broken.step)})`]),
    ...(row.step < trial.count ? [] : (trial.shortOf?.(row.tally) ?? [])),
  ]
}

/** Runs it, and gives its row. @throws LockedError where another process is at it */
export const runTrial = async (trial: Trial, options: RunOptions): Promise<Row> => {
  const { ledger, subject, seed, keptMs = defaultKeptMs, stopped, say } = options
  const name = rowName(trial, seed)
  const release = takeTrial(options.locks, name)
  try {
    const kept = options.isFresh ? undefined : readLedger(ledger)[name]
    const from = resumeAt(trial, subject, seed, kept)
    const { count, each = 1 } = trial
    const drawn = from.seed === null ? 'no seed, it tries all there is' : `seed ${from.seed}`
    say(`${name}: ${drawn}; from ${number(from.step * each)} of ${number(count * each)}`)
    if (from.step === count) return from
    const beganMs = performance.now()
    const keep = (progress: Progress): Row => {
      const row = rowOf(from, progress, (performance.now() - beganMs) / 1000)
      keepRow(ledger, name, row)
      return row
    }
    const pace = showPace(name, from.step, count, each)
    let [lastMs, told] = [beganMs, from.lost.length]
    const onSteps = (step: number, progress: () => Progress): void => {
      pace.at(step)
      if (performance.now() - lastMs < keptMs) return
      lastMs = performance.now()
      const { lost, losses } = keep(progress())
      for (const { step: at, what } of lost.slice(told))
        say(`${name}: LOST ${what}; again: ${replayCommand(trial.name, at, seed)}`)
      if (lost.length > told) say(`${name}: ${number(losses)} lost so far`)
      told = lost.length
    }
    try {
      const progress = await endure(trial, from, {
        ...(seed !== undefined && { seed }),
        ...{ onSteps, stopped },
      })
      return progress.step === from.step && progress.broken === undefined ? from : keep(progress)
    } finally {
      pace.hide()
      await trial.close?.()
    }
  } finally {
    release()
  }
}
