/** `greengate population build`: the two sets by which an ID card alone is judged, from the file of everybody's outcomes. */
import { Command } from 'commander'
import { exactBound, filterBound } from 'greengate/issue'
import { parseInstant } from '../edges/instant.ts'
import { printJson, printLine } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import {
  classesPayload,
  countsPayload,
  instantOf,
  named,
  universePayload,
  withSet,
  type SetPayload,
} from './headers.ts'
import { isGreen } from './class-code.ts'
import { controlWords } from './control.ts'
import { makeSets, type MadeSets } from './make-sets.ts'
import {
  refusedRows,
  rowsHelp,
  tellBad,
  thousands,
  underway,
  wholeNumber,
  withRowsOptions,
  workOf,
  type RowsOptions,
} from './rows-options.ts'
import { openStore, type SetStore } from './set-store.ts'
import { openWorkshop } from './workshop.ts'
import type { Gathered } from './gather.ts'

interface Options extends RowsOptions {
  readonly set: string
  readonly version: string
  readonly issuer: string
  readonly assessedAt: string
  readonly limit: string
  readonly rate: string
}

/** Builds the command. */
export function buildCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command('build')
    .description('make the sets covered and not-green from rows of everybody, and prove them')
    .argument('<rows>', 'a file, CSV or JSON lines: a person a row')
    .requiredOption('--set <id>', 'the rule set that people were assessed under')
    .requiredOption('--version <integer>', 'its version')
    .requiredOption('--issuer <id>', 'who assessed them')
    .requiredOption('--assessed-at <instant>', 'when')
    .requiredOption('--limit <instant>', 'until when outcomes were looked ahead')
    .option('--rate <integer>', 'one in 2^rate of people never assessed is taken for covered', '10')
  return withRowsOptions(command)
    .action(async (rows: string, options: Options) => {
      finish(await run(rows, options))
    })
    .addHelpText('after', help)
}

const help = `
A person of a row is covered; whoever is not a pass is not green, with outcome and rule. A pass that holds not even to
the limit is stored as check, by the same rule: nobody can come out better than the rules say at any time before it.
Both sets go into one version of the rule set: what is there of this version is replaced, of others one is kept.
${rowsHelp}
Proof        The file is read a second time, and the sets, read back from disk, are asked about every row: one wrong
             answer, and nothing is written. Then one bit of each set is turned, and the same proof must notice it.
Size         is told beside the fewest bits that any such set could take.

Headers are drafts with their version; "bundle sign" and "bundle publish" go on from there. With --folder they are
files of that folder, for "population inspect", "lookup" and "delta". Ctrl-C leaves nothing behind.

Exit code: 0 made, 2 bad rows, usage or operator error.

Examples:
  greengate population build people.csv --set cn-3301 --version 14 --issuer cn-3301 --type cn-resident-id \\
    --assessed-at 2020-03-01T00:00:00Z --limit 2020-03-08T00:00:00Z --key population.key
  greengate population build people.ndjson --skip-bad --bad bad.ndjson --folder sets --set cn-3301 --version 14 ...`

async function run(path: string, options: Options): Promise<ExitCode> {
  const version = wholeNumber(options.version, '--version', 1, Number.MAX_SAFE_INTEGER)
  const rate = wholeNumber(options.rate, '--rate', 1, 32)
  const assessedAt = secondsOf(options.assessedAt, '--assessed-at')
  const limit = secondsOf(options.limit, '--limit')
  if (limit <= assessedAt) throw new OperatorError('--limit: must be after --assessed-at')
  const { key, work } = await workOf(path, limit, options)
  const store = await openStore(options, new Date())
  return underway(async (signal, onProgress) => {
    await using shop = await openWorkshop({ ...work, signal, onProgress })
    const { gathered } = shop
    if (!(await tellBad(path, gathered, options))) return refusedRows
    if (gathered.universe.count === 0) throw new OperatorError(`${path}: holds no people`)
    const sets = await makeSets(shop, rate)
    // From here on Ctrl-C comes too late: both are written.
    signal.throwIfAborted()
    const assessed = { assessedAt: instantOf(assessedAt), limit: instantOf(limit), key: key.id }
    const written = await write(store, gathered, sets, { ...options, ...assessed }, version, rate)
    tell(gathered, sets, rate, written, options)
    return exitCodes.done
  })
}

/** Writes both headers and their data. */
function write(
  store: SetStore,
  { universe, types, counts }: Gathered,
  sets: MadeSets,
  said: Pick<SetPayload, 'issuer' | 'assessedAt' | 'limit' | 'key'> & { readonly set: string },
  version: number,
  rate: number,
): Promise<readonly string[]> {
  const { set, issuer, assessedAt, limit, key } = said
  const common: Omit<SetPayload, 'data'> = {
    ...{ version, issuer, assessedAt, limit, key },
    universe: universePayload(universe),
    idTypes: types,
    counts: countsPayload(counts),
  }
  const covered = { ...common, rate, data: named(sets.covered) }
  const notGreen = {
    ...common,
    classes: classesPayload(sets.classes),
    data: named(sets.notGreen),
    patches: [],
  }
  return store.write(
    set,
    [
      { kind: 'covered', change: (before) => withSet(before, covered) },
      { kind: 'not-green', change: (before) => withSet(before, notGreen) },
    ],
    [sets.covered, sets.notGreen],
  )
}

function tell(
  gathered: Gathered,
  sets: MadeSets,
  rate: number,
  written: readonly string[],
  { json }: Options,
): void {
  const { universe, counts, cut, rows } = gathered
  const others = [...counts].filter(([code]) => !isGreen(code)).map(([, count]) => count)
  const bounds = {
    covered: filterBound(universe.count, rate) / 8,
    notGreen: exactBound(universe.count, others) / 8,
  }
  if (json === true) {
    const size = (which: 'covered' | 'notGreen'): object => ({
      bytes: sets[which].length,
      bound: Math.ceil(bounds[which]),
      control: sets.controls[which],
    })
    printJson({
      people: universe.count,
      rows,
      counts: countsPayload(counts),
      storedAsCheck: cut,
      proved: sets.proved,
      covered: size('covered'),
      notGreen: size('notGreen'),
      written,
    })
    return
  }
  printLine(`${thousands(universe.count)} people of ${thousands(rows)} rows`)
  if (cut > 0)
    printLine(`${thousands(cut)} rows of a pass that ends before the limit: stored as check`)
  for (const which of ['covered', 'notGreen'] as const) {
    const { length } = sets[which]
    const bound = bounds[which]
    const ratio = bound === 0 ? '' : `, ${(length / bound).toFixed(3)} of the fewest`
    const name = which === 'covered' ? 'covered  ' : 'not-green'
    printLine(`${name}  ${thousands(length)} bytes${ratio}; ${controlWords(sets.controls[which])}`)
  }
  printLine(`proved: ${thousands(sets.proved)} rows asked again of the files read back, 0 wrong`)
  for (const path of written) printLine(path)
}

/** @throws {@link OperatorError} */
export function secondsOf(text: string, name: string): number {
  return parseInstant(text, name).getTime() / 1000
}
