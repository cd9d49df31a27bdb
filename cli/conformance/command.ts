/** `greengate conformance`: tries somebody's gate with every vector and with mutants, and fails it if it opens wrongly. */
import { Command } from 'commander'
import { print, printJson, printLine } from '../edges/output.ts'
import { packageFile } from '../edges/package-file.ts'
import { showProgress } from '../edges/progress.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { conform } from './conform.ts'
import { gateProcess } from './gate-process.ts'
import { reportLines } from './report-lines.ts'
import { openRecord, recorded } from './record.ts'
import { readVectors } from './vectors.ts'

interface Options {
  readonly seed: string
  readonly rounds: string
  readonly limit: string
  readonly startLimit: string
  readonly only?: string
  readonly strict?: true
  readonly stderr?: true
  readonly record?: string
  readonly schema?: true
  readonly json?: true
}

/** Builds the command. */
export function conformanceCommand(finish: (code: ExitCode) => void): Command {
  return (
    new Command('conformance')
      .description('try a gate: it must open on what must pass, and on nothing else')
      .argument('[command...]', 'what starts the gate: a program and its arguments')
      // What stands behind the program is the program's.
      .passThroughOptions()
      .option('--rounds <n>', 'how many mutants to show after the vectors', '1000')
      .option('--seed <n>', 'the seed of order and mutants: the same seed, the same trial', '1')
      .option('--only <words>', 'only vectors of topics whose name holds one of these, with commas')
      .option('--limit <seconds>', 'how long the gate may take over a case', '5')
      .option('--start-limit <seconds>', 'how long it may take to start, or to take a bundle', '30')
      .option('--strict', 'also fail it for passes that it refused, and for other outcomes')
      .option('--stderr', 'show what the gate writes to stderr')
      .option('--record <file>', 'keep all lines of both sides, to see what a fault was about')
      .option('--schema', 'print the JSON Schema of the lines')
      .option('--json', 'print the report as JSON')
      .action(async (command: readonly string[], options: Options) => {
        finish(await run(command, options))
      })
      .addHelpText('after', help)
  )
}

const help = `
The gate is a process, in any language, that reads lines of JSON on stdin and answers each with one on stdout: hello
(root, bundle), update (another bundle), case (texts or a card, now, context). docs/embedding.md has the protocol.

It is shown every test vector of decisions, then what follows a pass (the second in which it ends, a newer bundle that
takes it back), then mutants: texts spoiled and exchanged, other times and circumstances, bundles damaged, stale or of
another gate. It fails if it opens on anything but what must be pass,
and also if it ends, hangs, writes what is no answer, answers twice or for another case, or opens for nobody at all.
Passes that it refuses and other outcomes are counted, and fail it with --strict only.

Exit code: 0 safe, 1 not safe, 2 usage or operator error, such as a program that does not start.

Examples:
  greengate conformance node gate.js
  greengate conformance --rounds 20000 --seed 7 python3 gate.py --lane north
  greengate conformance --only live,status --stderr --record lines.jsonl ./gate
  greengate conformance --json --strict node gate.js > report.json`

async function run(command: readonly string[], options: Options): Promise<ExitCode> {
  if (options.schema === true) {
    print(packageFile('schema/gate-protocol-1.schema.json'))
    return exitCodes.done
  }
  if (command.length === 0) {
    throw new OperatorError('name the program of the gate: greengate conformance node gate.js')
  }
  const [seed, rounds] = [
    wholeNumber(options.seed, '--seed'),
    wholeNumber(options.rounds, '--rounds'),
  ]
  const limits = {
    caseMs: seconds(options.limit, '--limit'),
    setUpMs: seconds(options.startLimit, '--start-limit'),
    endMs: 10_000,
  }
  const vectors = chosen(readVectors(), options.only)
  let failedStart: OperatorError | undefined
  const gate = gateProcess(command, options.stderr === true, (error) => {
    failedStart ??= error
  })
  const record = options.record === undefined ? undefined : await openRecord(options.record)
  const start = record === undefined ? gate : recorded(gate, record.line)
  const progress = showProgress('cases shown')
  const report = await conform({
    ...{ vectors, start, limits, seed, rounds },
    onStep: () => {
      progress.step()
    },
  })
  progress.hide()
  await record?.end()
  if (failedStart !== undefined) throw failedStart
  const { refused, otherOutcomes } = report
  const isGood =
    report.isSafe &&
    (options.strict !== true || (refused.length === 0 && otherOutcomes.length === 0))
  if (options.json === true) printJson({ isGood, seed, rounds, ...report })
  else for (const line of reportLines(report, isGood, seed)) printLine(line)
  return isGood ? exitCodes.done : exitCodes.otherOutcome
}

function chosen(vectors: ReturnType<typeof readVectors>, only: string | undefined) {
  if (only === undefined) return vectors
  const words = only.split(',').filter((word) => word !== '')
  const groups = vectors.groups.filter(({ topic }) => words.some((word) => topic.includes(word)))
  if (groups.length > 0) return { ...vectors, groups }
  const topics = [...new Set(vectors.groups.map(({ topic }) => topic))]
  throw new OperatorError(`--only names no topic; there are ${topics.join(', ')}`)
}

function wholeNumber(text: string, option: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number
  throw new OperatorError(`${option}: give a whole number`)
}

function seconds(text: string, option: string): number {
  const number = Number(text)
  // Longer than a day no timer of the platform counts rightly.
  if (number > 0 && number <= 86_400) return 1_000 * number
  throw new OperatorError(`${option}: give seconds, such as 5 or 0.5`)
}
