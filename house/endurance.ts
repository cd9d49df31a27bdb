/** Runs long trials in steps that can be stopped and taken up again, and keeps count of what was tried, survived and lost. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a trial counts beside its losses. */
export type Tally = Readonly<Record<string, number>>

/** What came of one step. */
export interface Attempt {
  readonly lost: readonly string[]
  readonly tally?: Tally
}

/** A trial: `attempt(n)` says what was lost at step n. It must depend on nothing but the seed and n. */
export interface Trial {
  readonly name: string
  readonly about: string
  readonly seed: number
  /** Steps. */
  readonly count: number
  /** How many things one step tries. Default: 1. */
  readonly each?: number
  /** What is tried beside the library, as patterns of paths: with other sources a trial starts again. */
  readonly sources?: readonly string[]
  /** How many steps are under way at once, for trials that have several threads. Default: 1. */
  readonly width?: number
  attempt(step: number): Promise<Attempt>
  /** What the counts of a whole trial fall short of. */
  shortOf?(tally: Tally): readonly string[]
  /** What docs/reliability.md says of the counts, as lines of Markdown. */
  report?(tally: Tally): readonly string[]
  /** Ends what it started. */
  close?(): Promise<void>
}

/** How far a trial has come. A trial with another seed, count or subject starts again. */
export interface Progress {
  readonly seed: number
  readonly count: number
  /** What is tried: the digest of the sources. */
  readonly subject: string
  readonly step: number
  readonly lost: readonly { readonly step: number; readonly what: string }[]
  readonly tally: Tally
}

/** The progress of all trials, by name. */
export type Ledger = Readonly<Record<string, Progress>>

export const readLedger = (path: string): Ledger => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Ledger
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

/** Writes beside and renames, so that a power cut leaves the old ledger or the new one. */
export const writeLedger = (path: string, ledger: Ledger): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(ledger, undefined, 2)}\n`)
  renameSync(`${path}.new`, path)
}

/** Where to begin: at the step after the last one kept, or at 0 when the trial is not the same any more. */
export const resumeAt = (trial: Trial, subject: string, kept: Progress | undefined): Progress =>
  kept?.seed === trial.seed && kept.count === trial.count && kept.subject === subject
    ? kept
    : { seed: trial.seed, count: trial.count, subject, step: 0, lost: [], tally: {} }

/** Adds counts to counts. */
export const addTally = (counts: Record<string, number>, more: Tally = {}): void => {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
}

/** Runs a trial from where it stands; `keep` is called with the progress after every `every` steps and at the end. */
export const endure = async (
  trial: Trial,
  from: Progress,
  every: number,
  keep: (progress: Progress) => void,
  stopped: () => boolean,
): Promise<Progress> => {
  let { step } = from
  const lost = [...from.lost]
  const tally = { ...from.tally }
  let kept = step
  while (step < trial.count && !stopped()) {
    const width = Math.min(trial.width ?? 1, trial.count - step)
    const steps = Array.from({ length: width }, (_, i) => step + i)
    // Several at once, but counted in their order: a trial that is resumed loses and counts the same.
    for (const attempt of await Promise.all(steps.map((at) => trial.attempt(at)))) {
      for (const what of attempt.lost) lost.push({ step, what })
      addTally(tally, attempt.tally)
      step++
    }
    if (step - kept < every) continue
    kept = step
    keep({ ...from, step, lost, tally: { ...tally } })
  }
  const reached = { ...from, step, lost, tally }
  keep(reached)
  return reached
}

/** A generator of numbers in [0, 1) that a seed and a step fix (mulberry32). */
export const randomOf = (seed: number, step: number): (() => number) => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
