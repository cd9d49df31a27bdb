/** `greengate people`: synthetic people to try rule sets, gates and machines with. */
import { Command } from 'commander'
import { readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { writeLines } from '../edges/line-file.ts'
import { OperatorError } from '../operator-error.ts'
import { forcingOf, type Forcing } from './boundary.ts'
import { parseBoundaries } from './parse-boundaries.ts'
import { withProgress } from './progress.ts'
import { standardBoundaries } from './standard-boundaries.ts'
import { people } from './synthetic-people.ts'

interface Options {
  readonly seed: string
  readonly count: string
  readonly from: string
  readonly now: string
  readonly boundaries?: string
  readonly faults?: string
  readonly out?: string
  readonly json?: true
}

/** Builds the command. */
export function peopleCommand(): Command {
  return new Command('people')
    .description('make synthetic people, one line of JSON each')
    .requiredOption('--seed <integer>', 'the same seed makes the same people, byte for byte')
    .requiredOption('--count <integer>', 'how many')
    .option('--from <integer>', 'the number of the first: every person can be made alone', '0')
    .option('--now <instant>', 'around which their facts lie', '2020-03-15T12:00:00+08:00')
    .option('--boundaries <file>', 'make every other person stand at these; "standard": built in')
    .option('--faults <share>', 'the share of people whose records have a fault, 0 to 1')
    .option('--out <file>', 'a file in place of stdout')
    .option('--json', 'print JSON lines, as it always does')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Each line is {"id", "region", "facts", "covers", "onSite"?}: facts and covers are those of greengate issue, onSite is
what a gate measures. Nobody is real. Ages, households and cities follow the census of 2020; how common contacts,
journeys, tests and the rest are is guessed, and stands in one table in the sources (cli/people/marginals.ts).

Boundaries: a JSON list such as
  [{"name": "close contact", "unit": "day", "value": 14, "kind": "contact", "field": "at",
    "fields": {"closeness": "close"}}]
puts people one unit before, on and after each, and on every two of them together. unit: second, day, year, Cel,
number or count (of facts, one a day), or none for a fact that is there or not. In place of kind: "onSite":
"temperature", or "covers": KIND for how old coverage is. "also" lists facts that must be there too, "without" kinds
that must not be, "regions" where people live. The values "today-3" and "now-60" count days and seconds.

Faults: a line gets "faults": [{"fault": late | missing | duplicate | retracted | wrong-person, "kind", "fact"}], and
"corrected": {"facts", "covers"}, what would be stated if all had been put right.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate people --seed 1 --count 3
  greengate people --seed 1 --count 1000000 --out people.jsonl
  greengate people --seed 1 --from 500000 --count 1000 --boundaries standard --faults 0.05
  greengate people --seed 7 --count 20000 | jq -r .region | cut -c1-4 | sort | uniq -c`

async function run(options: Options): Promise<void> {
  const seed = integer(options.seed, '--seed')
  const count = integer(options.count, '--count')
  const from = integer(options.from, '--from')
  const now = parseInstant(options.now, '--now').getTime() / 1000
  const forcing = await forcingFrom(options.boundaries)
  const faultsPerMillion = options.faults === undefined ? 0 : share(options.faults) * 1_000_000
  const made = people(
    { seed, now, faultsPerMillion, ...(forcing === undefined ? {} : { forcing }) },
    count,
    from,
  )
  await writeLines(options.out, withProgress(lines(made), count))
}

function* lines(made: Iterable<object>): Iterable<string> {
  for (const person of made) yield JSON.stringify(person)
}

async function forcingFrom(file: string | undefined): Promise<Forcing | undefined> {
  if (file === undefined) return undefined
  if (file === 'standard') return forcingOf(standardBoundaries)
  return forcingOf(parseBoundaries(await readBytes(file, 'a file of boundaries'), file))
}

function integer(text: string, name: string): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  if (value === undefined) throw new OperatorError(`${name}: must be a whole number; give digits`)
  return value
}

function share(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
  if (value === undefined || value > 1) {
    throw new OperatorError('--faults: must be a share from 0 to 1; give one such as 0.05')
  }
  return value
}
