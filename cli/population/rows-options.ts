/** What the commands that read rows of a population have in common: options, progress, Ctrl-C, and what is told of bad rows. */
import type { Command } from 'commander'
import { dirname } from 'node:path'
import { kindAt } from '../edges/file.ts'
import { idTypes } from 'greengate/issue'
import { printError } from '../edges/output.ts'
import { writeLines } from '../edges/line-file.ts'
import { startProgressBar, type ProgressBar } from '../impact/progress-bar.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import type { BadRow } from './bad-rows.ts'
import { rowFormOf } from './columns.ts'
import type { Gathered, Progress } from './gather.ts'
import { findPopulationKey, type PopulationKey } from './population-key.ts'
import { faultWords } from './row-fault.ts'
import type { Whereabouts } from './set-store.ts'
import type { Work } from './workshop.ts'

export interface RowsOptions extends Whereabouts {
  readonly key?: string
  readonly type?: string
  readonly format?: string
  readonly skipBad?: true
  readonly bad?: string
  readonly temp?: string
  readonly workers?: string
  readonly json?: true
}

/** Adds what they have in common. */
export function withRowsOptions(command: Command): Command {
  return command
    .option('--key <file>', "the population key (default: the authority's own, if it has one)")
    .option('--type <id type>', 'the type of documents, where rows name none')
    .option('--format <csv|ndjson>', 'how rows are written (default: by the file)')
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--folder <folder>', 'a folder of its own for the sets, in place of an authority')
    .option('--skip-bad', 'leave out rows that cannot be used, and people about whom rows disagree')
    .option('--bad <file>', 'name every such row, a line of JSON each')
    .option('--temp <folder>', "for the meantime some 30 bytes a row (default: the system's)")
    .option('--workers <integer>', 'threads, at most 6 (default: one a core)')
    .option('--json', 'print what was made as JSON')
}

export const rowsHelp = `
Rows         CSV whose first line names the columns, in any order, or JSON lines with the same members:
               type         ${idTypes.join(', ')}
               number       as the card has it; spaces, hyphens and small letters do not matter
               outcome      pass, check or stop
               rule         the number of the rule that decided; 0 of a check for want of facts; only a pass may lack it
               holdsUntil   until when the outcome is known to hold, such as 2020-03-02T00:00:00Z; empty: to the limit
             type, rule and holdsUntil may be left out. UTF-8, with or without its mark; lines end in LF or CR LF.
Bad rows     are named by line and fault, the first hundred on stderr, all of them by --bad, and never by what they say.
             With any, nothing is written and the exit code is 2, unless --skip-bad. Rows that repeat others are told
             and do no harm; where rows about one person disagree, the person is in no set and is asked for a code.`

/** How the work is set up. */
export async function workOf(
  path: string,
  limit: number,
  options: RowsOptions,
  keyId?: string,
): Promise<{ readonly key: PopulationKey; readonly work: Omit<Work, 'signal' | 'onProgress'> }> {
  const { type, temp } = options
  if (type !== undefined && !(idTypes as readonly string[]).includes(type)) {
    throw new OperatorError(`--type: is none; give one of ${idTypes.join(', ')}`)
  }
  if (options.bad !== undefined && (await kindAt(dirname(options.bad))) !== 'folder') {
    throw new OperatorError('--bad: there is no such folder; name a file that can be written')
  }
  const key = await findPopulationKey(options, keyId)
  const form = rowFormOf(path, options.format)
  if (form.kind === 'csv' && !form.order.includes(0) && type === undefined) {
    throw new OperatorError(`${path}: has no column type; say of which type all are with --type`)
  }
  const workers =
    options.workers === undefined ? undefined : wholeNumber(options.workers, '--workers', 1, 64)
  return { key, work: { path, reading: { form, type, limit }, key: key.key, workers, temp } }
}

/** The stages of build and of delta; what each takes is as different as the machines are. */
const labels: Readonly<Record<Progress['what'], string>> = {
  read: '1/5 reading  ',
  sort: '2/5 sorting  ',
  compare: '3/5 comparing',
  build: '3/5 building ',
  filter: '4/5 filtering',
  prove: '5/5 proving  ',
}

/** Runs with a bar for each stage, until it is done or somebody presses Ctrl-C, which leaves nothing behind. */
export async function underway<Done>(
  run: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Done>,
): Promise<Done> {
  const ended = new AbortController()
  const stop = (): void => {
    ended.abort(new OperatorError('stopped; nothing was written'))
  }
  const shown: { bar?: ProgressBar; stage?: Progress['what'] } = {}
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await run(ended.signal, (progress) => {
      if (progress.what !== shown.stage) {
        shown.bar?.end()
        shown.stage = progress.what
        shown.bar = startProgressBar({ label: `${labels[progress.what]} ` })
      }
      shown.bar?.show(progress)
    })
  } finally {
    shown.bar?.end()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** So many are named on stderr. */
const mostShown = 100

/**
 * Tells of rows that cannot be used.
 *
 * @returns Whether the rest may be used all the same.
 */
export async function tellBad(
  path: string,
  gathered: Gathered,
  options: RowsOptions,
): Promise<boolean> {
  const { bad, disputed } = gathered
  const { unusable } = bad
  if (options.bad !== undefined) await writeLines(options.bad, jsonLines(bad.rows()))
  if (unusable > 0) {
    let shown = 0
    for (const row of bad.rows()) {
      if (row.fault === 'repeat') continue
      if (shown++ === mostShown) break
      printError(`${path} line ${row.line}: ${wordsOf(row)}`)
    }
    for (const [fault, count] of bad.counts()) {
      if (fault !== 'repeat')
        printError(`${path}: ${thousands(count)} x ${fault}: ${faultWords[fault]}`)
    }
  }
  const repeats = bad.counts().find(([fault]) => fault === 'repeat')?.[1] ?? 0
  if (repeats > 0)
    printError(`${path}: ${thousands(repeats)} rows repeat others, which does no harm`)
  if (unusable === 0) return true
  const people =
    disputed === 0 ? '' : `, and ${thousands(disputed)} people about whom rows disagree`
  const all = `${thousands(unusable)} rows that cannot be used${people}`
  const list =
    unusable > mostShown && options.bad === undefined ? '; --bad FILE names them all' : ''
  printError(
    options.skipBad === true
      ? `${path}: left out ${all}${list}`
      : `${path}: ${all}: nothing is written; correct them, or leave them out with --skip-bad${list}`,
  )
  return options.skipBad === true
}

/** What ends a run whose rows cannot be used. */
export const refusedRows: ExitCode = exitCodes.operatorError

function wordsOf({ fault, other }: BadRow): string {
  return other === undefined ? faultWords[fault] : `${faultWords[fault]} than line ${other}`
}

function* jsonLines(rows: Iterable<BadRow>): Iterable<string> {
  for (const row of rows) yield JSON.stringify(row)
}

/** @throws {@link OperatorError} */
export function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new OperatorError(`${name}: must be a whole number from ${least} to ${most}; give digits`)
}

/** A count as people read it. */
export function thousands(count: number): string {
  return count.toLocaleString('en')
}
