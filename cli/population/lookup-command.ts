/** `greengate population lookup`: what the sets say of one number, as a station would find it. */
import { Command } from 'commander'
import {
  hashNumber,
  idTypes,
  openCovered,
  openNotGreen,
  openPatch,
  parseIdNumber,
} from 'greengate/issue'
import { readBytes } from '../edges/file.ts'
import { printJson, printLine } from '../edges/output.ts'
import { readStdin } from '../edges/stdin.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { classOf, type RowOutcome } from './class-code.ts'
import { findSets, type FoundSets } from './find-sets.ts'
import { codesOf } from './headers.ts'
import { findPopulationKey, type KeyOptions } from './population-key.ts'
import { openStore, readSetData, type SetStore } from './set-store.ts'

interface Options extends KeyOptions {
  readonly set: string
  readonly version?: string
  readonly type: string
  readonly numberFile?: string
  readonly json?: true
}

/** Builds the command. */
export function lookupCommand(finish: (code: ExitCode) => void): Command {
  return new Command('lookup')
    .description('say what the sets know of a number')
    .requiredOption('--set <id>', 'the rule set')
    .option('--version <integer>', 'its version (default: the newest there are sets of)')
    .option('--key <file>', "the population key (default: the authority's own)")
    .requiredOption('--type <id type>', `one of ${idTypes.join(', ')}`)
    .option('--number-file <file>', 'where the number stands (default: stdin)')
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--folder <folder>', 'a folder of its own, made by build --folder')
    .option('--json', 'print the answer as JSON')
    .action(async (options: Options) => {
      finish(await run(options))
    })
    .addHelpText('after', help)
}

const help = `
A number is never an argument: other users of the machine see those, and the shell keeps them.

What is found is not yet a decision: a gate also looks at the card, at the age of the sets and at the rules in force.
One in 2^rate of people who were never assessed is taken for covered.

Exit code: 0 covered and a pass, 1 anything else, 2 usage or operator error.

Examples:
  greengate population lookup --set cn-3301 --key population.key --type cn-resident-id < number.txt`

/** What the sets know of a number. */
export interface Known {
  readonly covered: boolean
  readonly outcome: RowOutcome
  /** Null: of a pass the sets do not say by which rule. */
  readonly rule: number | null
  /** Which patch says so, from 1; 0: the set itself. */
  readonly patch: number
}

async function run(options: Options): Promise<ExitCode> {
  const store = await openStore(options, new Date())
  if (!(idTypes as readonly string[]).includes(options.type)) {
    throw new OperatorError(`--type: is none; give one of ${idTypes.join(', ')}`)
  }
  const found = await findSets(store, options.set, options.version)
  const key = await findPopulationKey(options, found.notGreen.key)
  const number = parseIdNumber(options.type, await numberText(options))
  if (number === undefined) {
    throw new OperatorError(`the number is none of ${options.type}: form, date or check digit`)
  }
  const known = await lookUp(store, found, hashNumber(key.key, options.type, number))
  tell(known, found, options)
  return known.covered && known.outcome === 'pass' ? exitCodes.done : exitCodes.otherOutcome
}

async function numberText({ numberFile }: Options): Promise<string> {
  const what = 'a number'
  const bytes = numberFile === undefined ? await readStdin(what) : await readBytes(numberFile, what)
  return new TextDecoder().decode(bytes).trim()
}

/** Looks a hash up, in the newest patch first. */
async function lookUp(
  store: SetStore,
  { covered, notGreen }: FoundSets,
  hash: Uint32Array,
): Promise<Known> {
  const isCovered = openCovered(await readSetData(store, covered.data)).has(hash)
  const codes = codesOf(notGreen.classes)
  const answer = (found: number | 'green' | undefined, patch: number): Known => {
    const known =
      typeof found === 'number'
        ? classOf(codes[found] ?? 0)
        : ({ outcome: 'pass', rule: null } as const)
    return { covered: isCovered, ...known, patch }
  }
  for (let i = notGreen.patches.length; i > 0; i--) {
    const { data } = notGreen.patches[i - 1] as (typeof notGreen.patches)[number]
    const found = openPatch(await readSetData(store, data)).lookUp(hash)
    if (found !== undefined) return answer(found, i)
  }
  return answer(openNotGreen(await readSetData(store, notGreen.data)).lookUp(hash), 0)
}

function tell(
  { covered, outcome, rule, patch }: Known,
  { notGreen }: FoundSets,
  { json }: Options,
): void {
  if (json === true) {
    printJson({ covered, ...(covered ? { outcome, rule, patch } : {}) })
    return
  }
  if (!covered) {
    printLine('not covered: nobody assessed such a number; a gate asks for a code')
    return
  }
  const { assessedAt } = patch === 0 ? notGreen : (notGreen.patches[patch - 1] ?? notGreen)
  const by = rule === null ? '' : ` by rule ${rule}`
  const from = patch === 0 ? 'the set' : `patch ${patch}`
  printLine(`${outcome}${by}, version ${notGreen.version}, assessed ${assessedAt} (${from})`)
}
