/** `greengate card`: decides about the holder of an identity card who shows no code, by the population sets of a bundle. */
import { Command, Option } from 'commander'
import { bundleSummary, decideCard, ruleSetInForce, type Card, type VerifierClass } from 'greengate'
import { readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { languageOf } from '../edges/language.ts'
import { printJson, printLine } from '../edges/output.ts'
import { readStdin } from '../edges/stdin.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { openBundle, ruleSetOf, worldsOf } from './bundle-file.ts'
import { openKeys } from './card-options.ts'
import { measurements } from './measurements.ts'
import { presentDecision } from './present.ts'

interface Options {
  readonly bundle: string
  readonly root?: string
  readonly worlds?: string
  readonly class: VerifierClass
  readonly rules?: string
  readonly now?: string
  readonly onSite?: readonly string[]
  readonly stationKeys?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function cardCommand(finish: (code: ExitCode) => void): Command {
  return new Command('card')
    .description('decide whether the holder of an identity card may pass who shows no code')
    .argument('<card>', 'a file of the card as JSON, or - for stdin')
    .option('--bundle <path>', 'a .ggb or .ggb.gz, or a folder that holds one as bundle.ggb', '.')
    .option('--root <file>', 'the root to trust (default: root.ggb beside the bundle)')
    .option('--worlds <names>', 'worlds to serve, with commas (default: production,demo)')
    .addOption(
      new Option('--class <class>', 'how old its data may be: as of who polls, or of a stick')
        .choices(['poll', 'stick'])
        .default('poll'),
    )
    .option('--rules <id>', 'the rule set to judge by (default: the only one of the bundle)')
    .option('--now <instant>', 'decide as of then (default: the clock)')
    .option(
      '--on-site <name=number>',
      'a measurement at the gate, such as temperature=36.6; may be repeated',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option(
      '--station-keys <path>',
      'what opens the sets: the folder of a station, or its group’s key',
    )
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the decision as JSON')
    .action(async (place: string, options: Options) => {
      finish(await run(place, options))
    })
    .addHelpText('after', help)
}

const help = `
The card: {"type":"cn-resident-id","number":"...","validFrom":"2015-01-01","validUntil":"2035-01-01","source":"chip"}.
Dates may be left out. Its number is never printed, and never given on the command line. Without --station-keys
nobody is covered.

Exit code: 0 pass, 1 any other outcome, 2 usage or operator error.

Examples:
  greengate card card.json --bundle bundle.ggb --station-keys /var/lib/greengate
  reader | greengate card - --bundle bundle.ggb --station-keys group.jwk --json`

async function run(place: string, options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const onSite = measurements(options.onSite ?? [])
  const bundle = await openBundle(
    options.bundle,
    options.root,
    now,
    worldsOf(options.worlds),
    options.class,
  )
  const ruleSet = ruleSetOf(bundle, options.rules)
  const card = await readCard(place)
  const stationKeys =
    options.stationKeys === undefined ? undefined : await openKeys(options.stationKeys, bundle)
  const decision = await decideCard(card, {
    bundle,
    now,
    context: { ...(ruleSet !== undefined && { ruleSet }), onSite },
    ...(stationKeys !== undefined && { stationKeys }),
  })
  if (options.json === true) printJson(decision)
  else {
    const inForce = ruleSet === undefined ? undefined : ruleSetInForce(bundle, ruleSet, now)
    const { id, version, title = null, until = null } = inForce ?? {}
    const named =
      id === undefined || version === undefined || title === null || until === null
        ? null
        : { id, version, title, until }
    const shown = { decision, ruleSet: named, rules: [], emergencies: [] }
    for (const line of presentDecision(shown, bundleSummary(bundle, now), language)) printLine(line)
  }
  return decision.outcome === 'pass' ? exitCodes.done : exitCodes.otherOutcome
}

const members = ['type', 'number', 'validFrom', 'validUntil', 'source']
const sources = ['chip', 'mrz', 'typed'] as const

/** @throws {@link OperatorError} for what is not of the form of a card; what its number is, decides. */
async function readCard(place: string): Promise<Card> {
  const bytes =
    place === '-' ? await readStdin('a card as JSON') : await readBytes(place, 'a card as JSON')
  const name = place === '-' ? 'stdin' : place
  const value = asObject(parseJson(bytes, name, 'a card as JSON'))
  const source = sources.find((one) => one === value?.['source'])
  const isText = (member: string): boolean => typeof value?.[member] === 'string'
  const isCard =
    value !== undefined &&
    Object.keys(value).every((member) => members.includes(member) && isText(member)) &&
    isText('type') &&
    isText('number')
  if (!isCard || source === undefined) {
    throw new OperatorError(
      `${name}: must be an object with type, number and source (chip, mrz or typed), and validFrom and validUntil if there are; correct it`,
    )
  }
  return { ...(value as unknown as Card), source }
}
