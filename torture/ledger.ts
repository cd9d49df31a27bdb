/** What every trial has come to, kept in the repository: a run writes its own rows and nobody else's, however many run at once. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname } from 'node:path'
import {
  unbegun,
  type Loss,
  type Progress,
  type StepRecord,
  type Trial,
} from '../house/endurance.ts'

/** One trial under one seed. */
export interface Row extends Progress {
  readonly seed: number | null
  readonly count: number
  /** What was tried: the digest of all that runs and is read. */
  readonly subject: string
  /** When the last of its steps was made, and by what. */
  readonly date: string
  readonly node: string
  readonly machine: string
  /** What all its steps took. */
  readonly seconds: number
  /** What it had come to on older sources, until it is whole on these. */
  readonly earlier?: Earlier
  /** What steps had lost that were mended and made again since, each with the record of then. */
  readonly mended?: readonly Mended[]
}

/** A loss that is none any more. */
export interface Mended extends Loss {
  readonly record: StepRecord
}

/** A trial on older sources: how many steps were made, when, and what they lost. */
export interface Earlier {
  readonly step: number
  readonly count: number
  readonly losses: number
  readonly date: string
}

/** All rows, by {@link rowName}. */
export type Ledger = Readonly<Record<string, Row>>

/** A trial's own seed has its plain name; any other has a row of its own, which counts for nothing that was asked. */
export const rowName = (trial: Trial, seed: number | undefined): string =>
  seed === undefined || seed === trial.seed ? trial.name : `${trial.name}, seed ${seed}`

/** Reads it; there is none before the first trial. */
export const readLedger = (path: string): Ledger => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Ledger
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {}
    throw error
  }
}

/** Writes one row, beside whatever others wrote meanwhile; undefined takes it out. */
export const keepRow = (path: string, name: string, row: Row | undefined): void => {
  const release = takeLock(`${path}.lock`)
  try {
    const { [name]: _before, ...others } = readLedger(path)
    const rows = Object.entries(row === undefined ? others : { ...others, [name]: row })
    rows.sort(([a], [b]) => (a < b ? -1 : 1))
    // Beside and renamed: a power cut leaves the old ledger or the new one.
    writeFileSync(`${path}.new`, `${JSON.stringify(Object.fromEntries(rows), undefined, 2)}\n`)
    renameSync(`${path}.new`, path)
  } finally {
    release()
  }
}

/** Where a trial goes on: after the last step kept, or at its beginning where it is not the same any more. */
export const resumeAt = (
  trial: Trial,
  subject: string,
  seed: number | undefined,
  kept: Row | undefined,
): Row => {
  const isSame =
    kept?.seed === (seed ?? trial.seed ?? null) &&
    kept.count === trial.count &&
    kept.subject === subject
  if (isSame && (kept.step === kept.count || trial.isOneLife === undefined)) return kept
  const earlier = earlierOf(kept)
  return {
    ...unbegun,
    seed: seed ?? trial.seed ?? null,
    ...{ count: trial.count, subject, date: '', seconds: 0 },
    ...{ node: process.version, machine: machine() },
    ...(earlier && { earlier }),
  }
}

/** Whichever of a row and what came before it had come further. */
const earlierOf = (kept: Row | undefined): Earlier | undefined => {
  if (kept === undefined) return undefined
  const { step, count, losses, date, earlier } = kept
  const isFurther = step * (earlier?.count ?? 0) >= (earlier?.step ?? 0) * count
  return isFurther ? { step, count, losses, date } : earlier
}

/** The row of a progress that began at another row, so many seconds ago. */
export const rowOf = (from: Row, progress: Progress, seconds: number): Row => ({
  ...progress,
  ...{ seed: from.seed, count: from.count, subject: from.subject },
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  ...{ node: process.version, machine: machine() },
  seconds: Math.round(10 * (from.seconds + seconds)) / 10,
  ...(from.earlier !== undefined && progress.step < from.count && { earlier: from.earlier }),
  ...(from.mended !== undefined && { mended: from.mended }),
})

const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** Whoever holds it writes a few milliseconds. */
const patienceMs = 30_000
const pauseMs = 5
const asleep = new Int32Array(new SharedArrayBuffer(4))

/** Takes a lock that names its process, waiting for whoever has it; one whose process is gone is taken over. */
export const takeLock = (path: string, patience = patienceMs): (() => void) => {
  mkdirSync(dirname(path), { recursive: true })
  // Linked when it is whole: nobody ever reads a lock that does not say whose it is.
  const own = `${path}.${process.pid}`
  writeFileSync(own, `${process.pid}\n`)
  try {
    for (let waited = 0; ; waited += pauseMs) {
      try {
        linkSync(own, path)
        return () => {
          rmSync(path, { force: true })
        }
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
      if (isLeft(path)) rmSync(path, { force: true })
      else if (waited >= patience) throw new LockedError(path)
      else Atomics.wait(asleep, 0, 0, pauseMs)
    }
  } finally {
    rmSync(own, { force: true })
  }
}

/** Takes a trial for this process alone. @throws LockedError */
export const takeTrial = (locks: string, name: string): (() => void) =>
  takeLock(`${locks}/${name.replaceAll(/\W+/g, '-')}.lock`, 0)

/** Another process has the lock. */
export class LockedError extends Error {
  constructor(path: string) {
    super(`${path}: another process has it; wait, or delete it if none does`)
  }
}

/** Whether its process is gone. */
const isLeft = (path: string): boolean => {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}
