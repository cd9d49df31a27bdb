/** `greengate population inspect`: what sets there are, how many people are what, and how close sizes are to the fewest bits. */
import { Command } from 'commander'
import { exactBound, filterBound, openPatch } from 'greengate/issue'
import { printJson, printLine, styled } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import { findSets, type FoundSets } from './find-sets.ts'
import type { OutcomeCount } from './headers.ts'
import { thousands } from './rows-options.ts'
import { openStore, readSetData, type SetStore, type Whereabouts } from './set-store.ts'

interface Options extends Whereabouts {
  readonly set: string
  readonly version?: string
  readonly json?: true
}

/** Builds the command. */
export function inspectPopulationCommand(): Command {
  return new Command('inspect')
    .description('show the sets of a rule set: people by outcome, sizes, fewest bits')
    .requiredOption('--set <id>', 'the rule set')
    .option('--version <integer>', 'its version (default: all there are)')
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--folder <folder>', 'a folder of its own, made by build --folder')
    .option('--json', 'print it as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
The fewest bits of not-green are those that tell which people it holds and what each is: log2 of how many ways there
are; those of covered are rate bits a person. No key is needed, and nobody's number can be seen.

Exit code: 0 shown, 2 usage or operator error.

Examples:
  greengate population inspect --set cn-3301
  greengate population inspect --folder sets --set cn-3301 --json | jq '.[].data'`

/** A file of a set. */
interface Weighed {
  readonly name: string
  readonly people: number
  readonly bytes: number
  readonly bound: number
}

async function run(options: Options): Promise<void> {
  const store = await openStore(options, new Date())
  const header = await store.header('not-green', options.set)
  const versions =
    options.version === undefined
      ? header?.sets.map(({ version }) => String(version))
      : [options.version]
  if (versions === undefined) {
    throw new OperatorError(`${options.set}: there are no sets; make them with "population build"`)
  }
  const shown: object[] = []
  for (const version of versions) {
    const found = await findSets(store, options.set, version)
    const data = await weigh(store, found)
    const counts = found.notGreen.patches.at(-1)?.counts ?? found.notGreen.counts
    if (options.json === true) shown.push({ ...about(found), counts, data })
    else for (const line of lines(options.set, found, counts, data)) printLine(line)
  }
  if (options.json === true) printJson(shown)
}

function about({ notGreen, covered }: FoundSets): object {
  const { version, issuer, assessedAt, limit, key, universe, idTypes } = notGreen
  const { rate } = covered
  return { version, issuer, assessedAt, limit, key, universe, idTypes, rate }
}

async function weigh(
  store: SetStore,
  { covered, notGreen }: FoundSets,
): Promise<readonly Weighed[]> {
  const people = notGreen.universe.count
  const others = notGreen.counts
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ count }) => count)
  const files: Weighed[] = [
    {
      name: 'covered',
      people,
      bytes: covered.data.length,
      bound: filterBound(people, covered.rate) / 8,
    },
    {
      name: 'not-green',
      people: others.reduce((sum, count) => sum + count, 0),
      bytes: notGreen.data.length,
      bound: exactBound(people, others) / 8,
    },
  ]
  for (const [i, { data }] of notGreen.patches.entries()) {
    const patch = openPatch(await readSetData(store, data))
    const bound = exactBound(people, patch.counts.values()) / 8
    files.push({ name: `patch ${i + 1}`, people: patch.count, bytes: data.length, bound })
  }
  return files
}

function* lines(
  id: string,
  { notGreen, covered }: FoundSets,
  counts: readonly OutcomeCount[],
  data: readonly Weighed[],
): Iterable<string> {
  const { version, issuer, assessedAt, limit, universe, idTypes, patches, key } = notGreen
  yield styled('bold', `${id} version ${version}`)
  yield `  assessed by ${issuer} at ${patches.at(-1)?.assessedAt ?? assessedAt}, looked ahead to ${limit}`
  yield `  ${thousands(universe.count)} people with ${idTypes.join(', ')}; key ${key}; 1 in ${thousands(2 ** covered.rate)} others is taken for covered`
  yield ''
  for (const line of countLines(universe.count, counts)) yield line
  yield ''
  yield `  ${'file'.padEnd(10)}${['people', 'bytes', 'fewest', 'ratio', 'bits each'].map((cell) => cell.padStart(13)).join('')}`
  for (const { name, people, bytes, bound } of data) {
    const cells = [
      thousands(people),
      thousands(bytes),
      thousands(Math.ceil(bound)),
      bound === 0 ? '-' : (bytes / bound).toFixed(3),
      people === 0 ? '-' : ((bytes * 8) / people).toFixed(2),
    ]
    yield `  ${name.padEnd(10)}${cells.map((cell) => cell.padStart(13)).join('')}`
  }
}

const barWidth = 40
const colours = { pass: 'green', check: 'yellow', stop: 'red' } as const

/** A bar for each outcome and rule; by the logarithm, since most are of one. */
function* countLines(people: number, counts: readonly OutcomeCount[]): Iterable<string> {
  for (const { outcome, rule, count } of counts) {
    const share = count === 0 ? 0 : Math.log(count + 1) / Math.log(people + 1)
    const bar = '█'.repeat(Math.ceil(share * barWidth)).padEnd(barWidth)
    const name = `${outcome}${rule === 0 ? '' : ` rule ${rule}`}`.padEnd(16)
    const percent = ((count / people) * 100).toFixed(count / people < 0.01 ? 4 : 2)
    yield `  ${name}${thousands(count).padStart(13)}  ${styled(colours[outcome], bar)}  ${percent} %`
  }
  yield `  ${''.padEnd(16)}${''.padStart(13)}  (bars by the logarithm)`
}
