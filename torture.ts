/** The long trials with full counts: `npm run torture`. Stop it at any time; it goes on where it was, and writes docs/reliability.md. */
import type { Trial } from './house/endurance.ts'
import { readCommand, usage, UsageError, type Command } from './torture/command.ts'
import { LockedError, readLedger, type Row } from './torture/ledger.ts'
import { number } from './torture/pace.ts'
import { listTrials } from './torture/list-trials.ts'
import { mendTrial } from './torture/mend-trial.ts'
import { refuseSeed, replayStep } from './torture/replay-step.ts'
import { runTrial, wrongWith } from './torture/run-trial.ts'
import { subjectOf } from './torture/subject.ts'
import { allTrials } from './torture/trials.ts'
import { writeReliability, type Told } from './torture/write-reliability.ts'

const ledgerPath = 'torture/ledger.json'
const locks = 'artifacts/torture'
const say = (line: string): void => {
  console.log(line)
}

const named = (trials: readonly Trial[], name: string): Trial => {
  const trial = trials.find((one) => one.name === name)
  if (trial !== undefined) return trial
  const names = trials.map((one) => one.name).join(', ')
  throw new UsageError(`there is no trial ${name}; there are: ${names}`)
}

const wanted = (trials: readonly Trial[], words: readonly string[]): readonly Trial[] => {
  const found = trials.filter(({ name, isOnlyNamed }) =>
    isOnlyNamed === true
      ? words.includes(name)
      : words.length === 0 || words.some((word) => name.includes(word)),
  )
  if (found.length > 0) return found
  const names = trials.map((one) => one.name).join(', ')
  throw new UsageError(`no trial's name holds that; there are: ${names}`)
}

type Subjects = ReadonlyMap<Trial, string>

const digestAll = async (trials: readonly Trial[]): Promise<Subjects> => {
  const subjects = new Map<Trial, string>()
  for (const trial of trials) subjects.set(trial, await subjectOf(trial))
  return subjects
}

const tell = (subjects: Subjects): readonly Told[] => {
  const ledger = readLedger(ledgerPath)
  return [...subjects].map(([trial, subject]) => ({ trial, row: ledger[trial.name], subject }))
}

/** Ended by ctrl-c after the step that is under way, at once by another. */
const untilStopped = (): (() => boolean) => {
  let isStopped = false
  const stop = (): void => {
    // Ended so, and not by the signal, whatever runs apart is ended with it.
    if (isStopped) process.exit(130)
    isStopped = true
    console.error('stopping after the step that is under way; once more ends it at once')
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  return () => isStopped
}

/** What a trial has come to; gives what the process ends with. */
const sum = (trial: Trial, row: Row): number => {
  const { name, each = 1 } = trial
  const tried = row.step * each
  say(
    `${name}: ${number(tried)} tried, ${number(tried - row.losses)} survived, ${number(row.losses)} lost`,
  )
  if (row.step > 0)
    for (const line of trial.report?.(row.tally, row.records) ?? []) say(`  ${line}`)
  const wrong = wrongWith(trial, row)
  for (const line of wrong.slice(0, 20)) say(`  WRONG ${line}`)
  return wrong.length === 0 ? 0 : 1
}

const run = async (
  trials: readonly Trial[],
  { words, seed, isFresh }: Command & { readonly does: 'run' },
): Promise<number> => {
  const chosen = wanted(trials, words)
  if (words.length > 0) for (const trial of chosen) refuseSeed(trial, seed)
  // Of the sources as they were loaded, whatever is written to them while the trials run; and before ctrl-c ends what bundles them.
  const subjects = await digestAll(trials)
  const stopped = untilStopped()
  let code = 0
  for (const trial of chosen) {
    if (stopped()) break
    if (seed !== undefined && trial.seed === undefined) continue
    try {
      const row = await runTrial(trial, {
        ...{ ledger: ledgerPath, locks, subject: subjects.get(trial) ?? '', isFresh },
        ...{ stopped, say },
        ...(seed !== undefined && { seed }),
      })
      code = Math.max(code, sum(trial, row))
    } catch (error) {
      if (!(error instanceof LockedError)) throw error
      say(`${trial.name}: ${error.message}`)
      code = 1
    }
  }
  writeReliability(tell(subjects), readLedger(ledgerPath))
  return code
}

const mend = async (trials: readonly Trial[], name: string): Promise<number> => {
  const trial = named(trials, name)
  const subjects = await digestAll(trials)
  const row = await mendTrial(trial, {
    ...{ ledger: ledgerPath, locks, subject: subjects.get(trial) ?? '', isFresh: false },
    ...{ stopped: untilStopped(), say },
  })
  writeReliability(tell(subjects), readLedger(ledgerPath))
  return sum(trial, row)
}

const main = async (): Promise<number> => {
  const command = readCommand(process.argv.slice(2))
  if (command.does === 'help') {
    say(usage)
    return 0
  }
  const trials = await allTrials()
  if (command.does === 'replay')
    return replayStep(named(trials, command.trial), command.step, command.seed, say)
  if (command.does === 'mend') return mend(trials, command.trial)
  if (command.does === 'run') return run(trials, command)
  const told = tell(await digestAll(trials))
  if (command.does === 'list') for (const line of listTrials(told)) say(line)
  else writeReliability(told, readLedger(ledgerPath))
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}; --help tells more`)
    process.exitCode = 2
  } else if (error instanceof LockedError) {
    console.error(error.message)
    process.exitCode = 1
  } else throw error
}
