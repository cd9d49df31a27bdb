/** Runs long trials in steps that can be stopped and taken up again, and keeps count of what was tried, survived and lost. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A trial: `attempt(n)` says what was lost at step n, or undefined. It must depend on nothing but the seed and n. */
export interface Trial {
  readonly name: string
  readonly about: string
  readonly seed: number
  readonly count: number
  attempt(step: number): Promise<string | undefined>
}

/** How far a trial has come. A trial with another seed, count or subject starts again. */
export interface Progress {
  readonly seed: number
  readonly count: number
  /** What is tried: the digest of the library's sources. */
  readonly subject: string
  readonly step: number
  readonly lost: readonly { readonly step: number; readonly what: string }[]
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
    : { seed: trial.seed, count: trial.count, subject, step: 0, lost: [] }

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
  while (step < trial.count && !stopped()) {
    const what = await trial.attempt(step)
    if (what !== undefined) lost.push({ step, what })
    step++
    if (step % every === 0) keep({ ...from, step, lost })
  }
  const reached = { ...from, step, lost }
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
