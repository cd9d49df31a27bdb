/** `greengate rules impact`: says what one rule set version in place of another would do to people. */
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { kindAt, writeWhole } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { languageOf } from '../edges/language.ts'
import { printError, printJson, printLine } from '../edges/output.ts'
import type { Impact } from '../impact/impact.ts'
import type { Population } from '../impact/job.ts'
import { measureImpact } from '../impact/measure.ts'
import { startProgressBar } from '../impact/progress-bar.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { readCompiled } from './compiled-file.ts'
import { impactLines } from './impact-lines.ts'
import { measuredSet } from './measured-set.ts'
import { lookAround, type Whereabouts } from './rule-set-file.ts'

interface Options extends Whereabouts {
  readonly population?: string
  readonly synthetic?: string
  readonly now?: string
  readonly seed: string
  readonly examples: string
  readonly withFacts?: true
  readonly workers?: string
  readonly html?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function impactCommand(finish: (code: ExitCode) => void): Command {
  return new Command('impact')
    .description('who changes outcome from rule set A to rule set B, and by which rule')
    .argument('<a>', 'the rule set as it is, JSON or YAML')
    .argument('<b>', 'the rule set as it would be')
    .option('--population <file>', 'people, a line of JSON each')
    .option('--synthetic <integer>', 'so many made-up people instead')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .option(
      '--facts <file>',
      'the fact types (default: facts.json or fact-types.json, upwards of B)',
    )
    .option('--now <instant>', 'when everybody is judged (default: when B takes effect)')
    .option('--seed <integer>', 'draws the examples and makes the synthetic people', '1')
    .option('--examples <integer>', 'at most so many examples of each change', '5')
    .option('--with-facts', 'let the examples tell what the population says of people')
    .option('--workers <integer>', 'threads (default: one a core)')
    .option('--html <file>', 'write a report, one page that needs nothing else')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the whole result as one line of JSON')
    .action(async (a: string, b: string, options: Options) => {
      finish(await run(a, b, options))
    })
    .addHelpText('after', help)
}

const help = `
Everybody is judged under both sets at the same instant, on all cores. Windows do not matter: that B is not yet in
force is why one asks. The numbers are the same whatever the number of workers.

Sets         are taken as rules lint takes them: what a set in YAML may leave to rules build is filled in. With its
              cases beside it, the digest is that of the JSON that rules build makes.
Population   {"id", "region", "facts": [{"id", "kind", "fields", "retracts"?}], "covers": [{"kind", "until"}],
              "onSite"?: {"temperature"}}, as greengate people writes it. Facts and coverage are taken as those of an
              issuer that may say everything. A line that is no such person is counted, and named with its reason.
Missing      is check, where no check rule is true but something unknown could change the outcome. Between check and
              missing a gate does the same; it is listed, but is no change of outcome.
Regions      are the first four digits of a GB/T 2260 code, any other label as it stands; at most 10,000.
Ages         are completed years by person.birthDate, in the zone of B.
Examples     are drawn by the seed, and show a person's id, the region, and the rules that decide, in words; facts
              only with --with-facts. Mind where such a report goes.

Exit code: 0 done, 2 usage or operator error, or a line of the population is no person.

Examples:
  greengate rules impact 13/cn-3301.json 14/cn-3301.json --synthetic 100000
  greengate rules impact 13/cn-3301.json 14/cn-3301.json --population people.jsonl --html report.html
  greengate rules impact v13.json draft.yaml --versions published --population people.jsonl --json | jq .changed`

async function run(pathA: string, pathB: string, options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const population = populationOf(options)
  const b = await readCompiled(pathB, lookAround(options))
  const { types: factTypes, facts } = b.around
  const a = await readCompiled(pathA, lookAround({ ...options, facts }))
  const measurement = {
    a: await measuredSet(a),
    b: await measuredSet(b),
    factTypes,
    now: options.now === undefined ? undefined : parseInstant(options.now, '--now'),
    population,
    examples: integer(options.examples, '--examples', 0, 1000),
    seed: seedOf(options),
    withFacts: options.withFacts === true,
    workers: integer(options.workers ?? String(availableParallelism()), '--workers', 1, 256),
  }
  if (options.html !== undefined) await checkFolderOf(options.html)
  const bar = startProgressBar()
  let impact: Impact
  try {
    impact = await measureImpact({ ...measurement, onProgress: bar.show })
  } finally {
    bar.end()
  }
  if (options.html !== undefined) {
    // Charts are a lot of code: only who wants them waits for it.
    const { reportPage } = await import('../impact/report/page.ts')
    await writeWhole(options.html, reportPage(impact, language))
  }
  if (options.json === true) printJson(impact)
  else for (const line of impactLines(impact, language)) printLine(line)
  return badLines(impact, options)
}

/** Before an hour's work, not after it. */
async function checkFolderOf(path: string): Promise<void> {
  if ((await kindAt(dirname(path))) === 'folder') return
  throw new OperatorError(`${path}: there is no such folder; name a file that can be written`)
}

function badLines({ population }: Impact, { population: path }: Options): ExitCode {
  if (population.kind === 'synthetic' || population.bad.count === 0) return exitCodes.done
  const { count, first } = population.bad
  for (const { line, reason } of first) printError(`${path ?? ''} line ${line}: ${reason}`)
  const more = count - first.length
  printError(
    `${path ?? ''}: ${count} of ${population.lines} lines are no people and are not counted` +
      `${more > 0 ? `, ${more} of them not named` : ''}; see greengate rules impact --help`,
  )
  return exitCodes.operatorError
}

function populationOf(options: Options): Population {
  const { population: path, synthetic } = options
  if ((path === undefined) === (synthetic === undefined)) {
    throw new OperatorError('no people; name either a --population or how many --synthetic ones')
  }
  if (path !== undefined) return { kind: 'file', path }
  const count = integer(synthetic ?? '', '--synthetic', 1, 1_000_000_000)
  return { kind: 'synthetic', count, seed: seedOf(options) }
}

function seedOf({ seed }: Options): number {
  return integer(seed, '--seed', 0, Number.MAX_SAFE_INTEGER)
}

function integer(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new OperatorError(`${name}: must be a whole number from ${least} to ${most}; give digits`)
}
