/** What is typed behind `npm run torture --`, and its help. */

export const usage = `npm run torture [-- WORD... | --list | --replay TRIAL STEP | --mend TRIAL] [options]

Tries with full counts what npm test tries in a sample: damages, kills, fills, forges, and counts what is lost.
Every trial goes on where it stood: stop it with ctrl-c (after its step), or kill it (what of it was not kept is made
again). What came of it is kept in torture/ledger.json, row by row, and told in docs/reliability.md; trials may run side
by side in processes of their own. A trial whose sources have changed begins anew, and remembers how far it had come.

  WORD...               the trials whose name holds a WORD; none: all but those that run only when named
  --list                names, counts, seeds, where they stand, and about how long each takes
  --replay TRIAL STEP   makes one step again and tells all that it lost; keeps nothing; ends with 1 if it loses
  --mend TRIAL          after a mend: makes the lost steps again and keeps what comes of them, where each step is told
                        by itself (suite); what they had lost stays told
  --seed N              another seed; it has a row of its own, and counts for nothing that was asked
  --fresh               from the beginning
  --report              writes docs/reliability.md anew, and runs nothing
  --help                this

The trial suite (ten clean runs of npm test in fresh clones) wants the machine for itself, and runs only when named.
Ends with 0 if nothing was lost, 1 if something was, 2 if it was asked wrongly.

Examples:
  npm run torture -- --list
  npm run torture -- people faults
  npm run torture -- --replay "any text" 4711
  npm run torture -- --seed 99 sdt
  npm run torture -- suite`

/** What is to be done. */
export type Command =
  | { readonly does: 'help' | 'list' | 'report' }
  | {
      readonly does: 'replay'
      readonly trial: string
      readonly step: number
      readonly seed?: number
    }
  | { readonly does: 'mend'; readonly trial: string }
  | {
      readonly does: 'run'
      readonly words: readonly string[]
      readonly seed?: number
      readonly isFresh: boolean
    }

/** It was asked wrongly. */
export class UsageError extends Error {}

const wholeNumber = (text: string | undefined, name: string): number => {
  if (text === undefined || !/^\d{1,10}$/.test(text))
    throw new UsageError(`${name} wants a whole number`)
  return Number(text)
}

/** Reads the arguments. */
export const readCommand = (args: readonly string[]): Command => {
  const words: string[] = []
  let seed: number | undefined
  let isFresh = false
  const doing: Command['does'][] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--seed') seed = wholeNumber(args[++i], '--seed')
    else if (arg === '--fresh') isFresh = true
    else if (/^--(?:help|list|report|replay|mend)$/.test(arg))
      doing.push(arg.slice(2) as Command['does'])
    else if (arg.startsWith('-')) throw new UsageError(`there is no ${arg}`)
    else words.push(arg)
  }
  const does = doing.at(-1) ?? 'run'
  const seeded = seed === undefined ? {} : { seed }
  if (does === 'run') return { does, words, isFresh, ...seeded }
  if (does === 'mend') {
    if (words.length !== 1) throw new UsageError('--mend wants the name of a trial')
    return { does, trial: words[0] as string }
  }
  if (does !== 'replay') return { does }
  if (words.length !== 2) throw new UsageError('--replay wants the name of a trial and a step')
  return { does, trial: words[0] as string, step: wholeNumber(words[1], 'STEP'), ...seeded }
}

/** The command that makes a step again. */
export const replayCommand = (trial: string, step: number, seed: number | undefined): string => {
  const name = /^[\w-]+$/.test(trial) ? trial : `"${trial}"`
  return `npm run torture -- --replay ${name} ${step}${seed === undefined ? '' : ` --seed ${seed}`}`
}
