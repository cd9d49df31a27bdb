/** `greengate verify`: decides about a person's codes, under a bundle, at an instant. */
import { Command, Option } from 'commander'
import { allFormats, bundleSummary, explain, type Context, type VerifierClass } from 'greengate'
import { countryRules } from 'greengate/rules'
import { parseInstant } from '../edges/instant.ts'
import { languageOf } from '../edges/language.ts'
import { printJson, printLine } from '../edges/output.ts'
import { readPresented } from '../edges/presented.ts'
import { exitCodes, type ExitCode } from '../operator-error.ts'
import { openKeys, readCard } from './card-options.ts'
import { openBundle, ruleSetOf, worldsOf } from './bundle-file.ts'
import { measurements } from './measurements.ts'
import { presentDecision } from './present.ts'
import { presentExplanation } from './present-explanation.ts'

interface Options {
  readonly bundle: string
  readonly root?: string
  readonly worlds?: string
  readonly class: VerifierClass
  readonly rules?: string
  readonly now?: string
  readonly onSite?: readonly string[]
  readonly requireLive?: true
  readonly card?: string
  readonly stationKeys?: string
  /** false: --no-require-card. */
  readonly requireCard?: boolean
  readonly explain?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function verifyCommand(finish: (code: ExitCode) => void): Command {
  return new Command('verify')
    .description('decide whether the holder of a code may pass')
    .argument(
      '<codes...>',
      'a text, a file of a text or a picture (PNG, JPEG, WebP ...), or - for stdin; several of one person',
    )
    .option('--bundle <path>', 'a .ggb or .ggb.gz, or a folder that holds one as bundle.ggb', '.')
    .option('--root <file>', 'the root to trust (default: root.ggb beside the bundle)')
    .option('--worlds <names>', 'worlds to serve, with commas (default: production,demo)')
    .addOption(
      new Option('--class <class>', 'how old its data may be: as of who polls, or of a stick')
        .choices(['poll', 'stick'])
        .default('poll'),
    )
    .option('--rules <id>', 'the rule set to judge by (default: the only one of the bundle)')
    .option(
      '--now <instant>',
      'decide as of then, such as 2020-03-01T08:00:00Z (default: the clock)',
    )
    .option(
      '--on-site <name=number>',
      'a measurement at the gate, such as temperature=36.6; may be repeated',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option('--require-live', 'ask for a live code')
    .option('--card <file>', 'the card that was read beside the codes, as JSON')
    .option('--station-keys <path>', 'what matches it: the folder of a station, or its group’s key')
    .addOption(new Option('--require-card', 'ask for the identity card (default: for paper codes)'))
    .addOption(new Option('--no-require-card', 'do not ask for it; staff compare name and number'))
    .option('--explain', 'show what every rule said, and why')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the decision as JSON (with --explain: the explanation)')
    .action(async (codes: readonly string[], options: Options) => {
      finish(await run(codes, options))
    })
    .addHelpText('after', help)
}

const help = `
Outcomes: pass, check (staff decide), stop, invalid (forged, expired ...), unreadable (no health code). Only pass
opens a gate. Several codes are judged together if they are proven to be of one person; the parts of a card are one
code. What names a file is that file; what looks like a path and is none is an error; give it on stdin if
it is a text after all. No network is used, and nothing is kept between two calls: where it matters that no older
bundle comes back, use a station, and keep root.ggb elsewhere than beside the bundle.

A card is compared with the tag of a code, under the keys of an enrolled station: {"type": "cn-resident-id", "number":
..., "source": "chip"}, with "name": {"surname", "given"} and "birthDate" for codes of other countries. Of it the answer
has no more than whether it matched.

Exit code: 0 pass, 1 any other outcome, 2 usage or operator error.

Examples:
  greengate verify demo/people/pass.png --bundle demo
  greengate verify "$(cat people/stop-contact.txt)" --explain --lang zh
  greengate scan photo.jpg | jq -r .text | greengate verify - --json
  greengate verify people/pass.txt --now 2020-03-01T08:00:00+08:00`

async function run(presented: readonly string[], options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const onSite = measurements(options.onSite ?? [])
  const { bundle: place, root, worlds } = options
  const bundle = await openBundle(place, root, now, worldsOf(worlds), options.class)
  const ruleSet = ruleSetOf(bundle, options.rules)
  const texts: string[] = []
  for (const one of presented) texts.push(await readPresented(one))
  const context: Context = {
    ...(ruleSet === undefined ? {} : { ruleSet }),
    ...(options.requireLive === undefined ? {} : { requireLive: true }),
    ...(options.requireCard === undefined ? {} : { requireCard: options.requireCard }),
    ...(options.card === undefined ? {} : { card: await readCard(options.card) }),
    onSite,
  }
  const stationKeys =
    options.stationKeys === undefined ? undefined : await openKeys(options.stationKeys, bundle)
  const formats = allFormats
  const explanation = await explain(texts, {
    ...{ bundle, now, context, formats, countryRules },
    ...(stationKeys === undefined ? {} : { stationKeys }),
  })
  const { decision } = explanation
  if (options.json === true) {
    printJson(options.explain === true ? explanation : decision)
  } else {
    const tree = options.explain === true ? presentExplanation(explanation, language) : []
    const lines = presentDecision(explanation, bundleSummary(bundle, now), language)
    for (const line of [...lines, ...tree]) printLine(line)
  }
  return decision.outcome === 'pass' ? exitCodes.done : exitCodes.otherOutcome
}
