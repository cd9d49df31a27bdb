/** Runs long trials in steps that can be stopped and taken up again, and keeps count of what was tried, survived and lost. */

/** What a trial counts beside its losses. */
export type Tally = Readonly<Record<string, number>>

/** What is kept of one step as it was, for trials of which every step is told. */
export type StepRecord = Readonly<Record<string, string | number | readonly string[]>>

/** What came of one step. */
export interface Attempt {
  readonly lost: readonly string[]
  readonly tally?: Tally
  readonly record?: StepRecord
}

/** A trial: `attempt(n)` says what was lost at step n. It must depend on nothing but the seed and n. */
export interface Trial {
  readonly name: string
  readonly about: string
  /** From which chance is drawn. None: it tries all that there is, in its order. */
  readonly seed?: number
  /** Steps. */
  readonly count: number
  /** How many things one step tries. Default: 1. */
  readonly each?: number
  /** What runs, as paths of modules and of programs it starts: with all that they import it is what is tried. */
  readonly programs: readonly string[]
  /** What these read, as patterns of paths. */
  readonly data?: readonly string[]
  /** How many steps are under way at once, for trials that have several threads. Default: 1. */
  readonly width?: number
  /** It looks for what grows over all its steps: once stopped it begins anew. */
  readonly isOneLife?: true
  /** It has the machine to itself, and runs only when its whole name is said. */
  readonly isOnlyNamed?: true
  /** Makes a step, under another seed where one is given. */
  attempt(step: number, seed?: number): Promise<Attempt>
  /** What the counts of a whole trial fall short of. */
  shortOf?(tally: Tally): readonly string[]
  /** What docs/reliability.md says of the counts, as lines of Markdown. */
  report?(tally: Tally, records: readonly StepRecord[]): readonly string[]
  /** Ends what it started. */
  close?(): Promise<void>
}

/** What was lost at a step. */
export interface Loss {
  readonly step: number
  readonly what: string
}

/** How far a trial has come. */
export interface Progress {
  readonly step: number
  /** How many losses; the first of them are told. */
  readonly losses: number
  readonly lost: readonly Loss[]
  readonly tally: Tally
  readonly records: readonly StepRecord[]
  /** The step that ended in a fault instead of an answer: it counts as nothing, and is made again. */
  readonly broken?: Loss
}

/** How many losses are told. */
const mostTold = 100

/** Before the first step. */
export const unbegun: Progress = { step: 0, losses: 0, lost: [], tally: {}, records: [] }

/** Adds counts to counts. */
export const addTally = (counts: Record<string, number>, more: Tally = {}): void => {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
}

/** How a trial is run. */
export interface Course {
  /** Another seed than the trial's. */
  readonly seed?: number
  /** Called after every step or steps; the progress is made only when it is asked for. */
  readonly onSteps: (step: number, progress: () => Progress) => void
  readonly stopped: () => boolean
}

/** Steps that wait for nothing would let no signal through: so often it is their turn. */
const breathMs = 50
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : typeof error

/** Runs a trial from where it stands, until it is whole, stopped or broken. */
export const endure = async (
  trial: Trial,
  from: Progress,
  { seed, onSteps, stopped }: Course,
): Promise<Progress> => {
  let { step, losses } = from
  const lost = [...from.lost]
  const tally = { ...from.tally }
  const records = [...from.records]
  const progress = (): Progress => ({
    ...{ step, losses, lost: [...lost], tally: { ...tally }, records: [...records] },
  })
  let breathedMs = performance.now()
  while (step < trial.count && !stopped()) {
    const width = Math.min(trial.width ?? 1, trial.count - step)
    const steps = Array.from({ length: width }, (_, i) => step + i)
    const settled = await Promise.allSettled(steps.map((at) => trial.attempt(at, seed)))
    // What ctrl-c did to its processes is no loss: the steps are made again.
    const isDisturbed =
      stopped() && settled.some((one) => one.status === 'rejected' || one.value.lost.length > 0)
    if (isDisturbed) break
    // Several at once, but counted in their order: a trial that is resumed loses and counts the same.
    for (const one of settled) {
      if (one.status === 'rejected')
        return { ...progress(), broken: { step, what: nameOf(one.reason) } }
      for (const what of one.value.lost) {
        losses++
        if (lost.length < mostTold) lost.push({ step, what })
      }
      addTally(tally, one.value.tally)
      if (one.value.record !== undefined) records.push(one.value.record)
      step++
    }
    onSteps(step, progress)
    if (performance.now() - breathedMs < breathMs) continue
    await breath()
    breathedMs = performance.now()
  }
  return progress()
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
