/** Makes one step of a trial again, tells all that it lost, and keeps nothing. */
import type { Trial } from '../house/endurance.ts'
import { UsageError } from './command.ts'
import { number } from './pace.ts'

/** Of what a step counts beside its losses, so many are told. */
const mostCounts = 30

/** A trial that draws nothing by chance has no seed to be another. @throws UsageError */
export const refuseSeed = (trial: Trial, seed: number | undefined): void => {
  if (seed === undefined || trial.seed !== undefined) return
  throw new UsageError(`${trial.name} draws nothing by chance, and takes no --seed`)
}

/** Gives what the process ends with: 1 if the step loses. */
export const replayStep = async (
  trial: Trial,
  step: number,
  seed: number | undefined,
  say: (line: string) => void,
): Promise<number> => {
  const { name, about, count } = trial
  refuseSeed(trial, seed)
  if (step >= count) throw new UsageError(`${name} has steps 0 to ${count - 1}`)
  say(`${name}: ${about}`)
  say(`step ${step} of ${number(count)}, seed ${seed ?? trial.seed ?? 'none'}; nothing is kept`)
  const beganMs = performance.now()
  try {
    const { lost, tally = {}, record } = await trial.attempt(step, seed)
    const counts = Object.entries(tally)
    for (const [what, of] of counts.slice(0, mostCounts)) say(`  ${what}: ${number(of)}`)
    if (counts.length > mostCounts) say(`  and ${number(counts.length - mostCounts)} more counts`)
    if (record !== undefined) say(`  ${JSON.stringify(record)}`)
    for (const what of lost) say(`  LOST ${what}`)
    const seconds = ((performance.now() - beganMs) / 1000).toFixed(1)
    say(`${lost.length === 0 ? 'survived' : `${lost.length} lost`} in ${seconds} s`)
    return lost.length === 0 ? 0 : 1
  } finally {
    await trial.close?.()
  }
}
