/** What `npm run bench` is asked: its words and switches, and the text that teaches them. */
import { parseArgs } from 'node:util'

/** The help. */
export const usage = `npm run bench               the quick form, less than five minutes on two quiet cores: measures what
                            the ledger (bench/results.json) does not have of this build, and writes
                            docs/benchmarks.md, docs/charts/ and the figures of both READMEs
npm run bench -- --full     more rounds, and the sizes that were asked: hours, some 6 GB of disk; goes on
                            where it stopped; a quick run never replaces what it gave
npm run bench -- WORD...    the benchmarks whose name or section holds a WORD, in either form
npm run bench -- --fresh    measures again what the ledger has of this build
npm run bench -- --list     what would be measured, and what each may take
npm run bench -- --write    measures nothing: writes the documents anew from the ledger
npm run bench -- --help     this text

Examples:
  npm run bench -- codes            codes against the bare check of their signature
  npm run bench -- --full "1 %"     65,000,000 people of whom one in a hundred is not green
  npm run bench -- --fresh live     live codes once more

Exit code 1: a bound was missed, or a benchmark failed; 2: asked for what there is not.
Measure on a quiet machine: other work widens the intervals.`

/** What was asked. */
export interface Arguments {
  readonly words: readonly string[]
  readonly full: boolean
  readonly fresh: boolean
  readonly list: boolean
  readonly write: boolean
  readonly help: boolean
  /** The name of the benchmark that this process measures for the one that started it. */
  readonly one: string | undefined
}

const options = {
  full: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  one: { type: 'string' },
} as const

/** Asked for what there is not; its message says where to look. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Reads them.
 *
 * @throws UsageError at a switch that there is not.
 */
export const readArguments = (args: readonly string[]): Arguments => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    return { ...values, one: values.one, words: positionals }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(`${error.message.split('. ')[0] ?? ''}: npm run bench -- --help`)
  }
}
