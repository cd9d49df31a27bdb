/** `greengate population delta`: what became otherwise within the hour, as a patch of the set not-green. */
import { Command } from 'commander'
import { exactBound } from 'greengate/issue'
import { printError, printJson, printLine } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { controlWords } from './control.ts'
import { secondsOf } from './build-command.ts'
import { outcomes } from './class-code.ts'
import type { Gathered } from './gather.ts'
import {
  classesPayload,
  codesOf,
  countsPayload,
  instantOf,
  mostPatches,
  named,
  universePayload,
  type NotGreenPayload,
  type OutcomeCount,
} from './headers.ts'
import { makePatch, type MadePatch } from './make-patch.ts'
import { findSets, type FoundSets } from './find-sets.ts'
import {
  refusedRows,
  rowsHelp,
  tellBad,
  thousands,
  underway,
  withRowsOptions,
  workOf,
  type RowsOptions,
} from './rows-options.ts'
import { openStore } from './set-store.ts'
import { openWorkshop } from './workshop.ts'

interface Options extends RowsOptions {
  readonly set: string
  readonly version?: string
  readonly assessedAt: string
}

/** Builds the command. */
export function deltaCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command('delta')
    .description('make a patch of the set not-green from the outcomes of the same people, later')
    .argument('<rows>', 'a file of everybody, as for build')
    .requiredOption('--set <id>', 'the rule set')
    .option('--version <integer>', 'its version (default: the newest there are sets of)')
    .requiredOption('--assessed-at <instant>', 'when people were assessed anew')
  return withRowsOptions(command)
    .action(async (rows: string, options: Options) => {
      finish(await run(rows, options))
    })
    .addHelpText('after', help)
}

const help = `
The file holds the same people as that of the sets: who they are is told by a digest over all of them, and where one is
missing or new, sets must be made again with "population build". Everybody is compared with what the sets and their
patches say now; who is otherwise goes into the patch. Stations ask the newest patch first. A set has at most ${mostPatches}
patches; all of them together soon weigh more than a new set, and then it is said.
${rowsHelp}
Proof        as of build: every row is asked of the set and all patches as they were read back; then one bit is turned.

Exit code: 0 made, 2 bad rows, other people, usage or operator error.

Examples:
  greengate population delta people-09.csv --set cn-3301 --assessed-at 2020-03-01T09:00:00Z \\
    --type cn-resident-id --key population.key`

async function run(path: string, options: Options): Promise<ExitCode> {
  const assessedAt = secondsOf(options.assessedAt, '--assessed-at')
  const store = await openStore(options, new Date())
  const found = await findSets(store, options.set, options.version)
  const { notGreen, covered } = found
  refuseUnfit(options.set, notGreen, assessedAt)
  const limit = secondsOf(notGreen.limit, 'limit')
  const { work } = await workOf(path, limit, options, notGreen.key)
  return underway(async (signal, onProgress) => {
    await using shop = await openWorkshop({ ...work, signal, onProgress })
    const { gathered } = shop
    if (!(await tellBad(path, gathered, options))) return refusedRows
    refuseOthers(path, gathered, notGreen)
    const made = await makePatch(shop, {
      covered: store.dataPath(covered.data),
      notGreen: store.dataPath(notGreen.data),
      patches: notGreen.patches.map(({ data }) => store.dataPath(data)),
      classes: codesOf(notGreen.classes),
    })
    // From here on Ctrl-C comes too late: it is written.
    signal.throwIfAborted()
    const counts = countsPayload(gathered.counts)
    const patch = { assessedAt: instantOf(assessedAt), counts, data: named(made.patch) }
    const classes = classesPayload(made.classes)
    const change = (sets: readonly NotGreenPayload[]): readonly NotGreenPayload[] =>
      sets.map((set) =>
        set.version === notGreen.version
          ? { ...set, classes, patches: [...set.patches, patch] }
          : set,
      )
    const written = await store.write(options.set, [{ kind: 'not-green', change }], [made.patch])
    tell(found, made, counts, written, options)
    return exitCodes.done
  })
}

function refuseUnfit(
  id: string,
  { patches, assessedAt, limit }: NotGreenPayload,
  at: number,
): void {
  if (patches.length >= mostPatches) {
    throw new OperatorError(
      `${id}: has ${mostPatches} patches, the most; make a new set with "population build"`,
    )
  }
  const last = patches.at(-1)?.assessedAt ?? assessedAt
  if (at <= secondsOf(last, 'assessedAt') || at >= secondsOf(limit, 'limit')) {
    throw new OperatorError(`--assessed-at: must be after ${last} and before the limit, ${limit}`)
  }
}

function refuseOthers(path: string, { universe }: Gathered, set: NotGreenPayload): void {
  const mine = universePayload(universe)
  if (mine.count === set.universe.count && mine.digest === set.universe.digest) return
  throw new OperatorError(
    `${path}: holds ${thousands(mine.count)} people, who are not the ${thousands(set.universe.count)} of the set; make new sets with "population build"`,
  )
}

function tell(
  { notGreen }: FoundSets,
  { patch, changed, bound, proved, control }: MadePatch,
  counts: readonly OutcomeCount[],
  written: readonly string[],
  { json }: Options,
): void {
  const patches = notGreen.patches.reduce((sum, { data }) => sum + data.length, patch.length)
  const people = notGreen.universe.count
  const { length } = notGreen.data
  const anew = Math.ceil((length * boundOf(people, counts)) / boundOf(people, notGreen.counts))
  if (json === true) {
    const size = { bytes: patch.length, bound: Math.ceil(bound), control }
    printJson({ changed, counts, proved, patch: size, patches, newSet: anew, written })
    return
  }
  const ratio = changed === 0 ? '' : `, ${(patch.length / bound).toFixed(3)} of the fewest`
  printLine(`${thousands(changed)} of ${thousands(people)} people became otherwise`)
  printLine(
    `patch ${notGreen.patches.length + 1} of at most ${mostPatches}  ${thousands(patch.length)} bytes${ratio}`,
  )
  printLine(controlWords(control))
  printLine(`proved: ${thousands(proved)} rows asked again of the files read back, 0 wrong`)
  for (const path of written) printLine(path)
  if (patches > anew) {
    printError(
      `the patches have ${thousands(patches)} bytes, a new set about ${thousands(anew)}; make it with "population build"`,
    )
  }
}

/** Fewest bits of a set with such counts; at least one, so that it can be divided by. */
function boundOf(people: number, counts: readonly OutcomeCount[]): number {
  const others = counts.filter(({ outcome }) => outcome !== outcomes[0]).map(({ count }) => count)
  return Math.max(1, exactBound(people, others))
}
