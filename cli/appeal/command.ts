/** `greengate appeal`: whoever got a colour recomputes it from public data, and the operator from the gate's own receipt. */
import { Command, Option } from 'commander'
import { presentationId, type Bundle, type VerifierClass } from 'greengate'
import { canonicalJson } from 'greengate/issue'
import { parseInstant } from '../edges/instant.ts'
import { languageOf } from '../edges/language.ts'
import { printError, printJson, printLine } from '../edges/output.ts'
import { readKeyFile } from '../keys/key-file.ts'
import { readSealingKey } from '../journal/sealing-key-file.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { worldsOf } from '../verify/bundle-file.ts'
import { openKeys } from '../verify/card-options.ts'
import { measurements } from '../verify/measurements.ts'
import type { Answer } from './answer.ts'
import { openArchive, publishedBy, type Archive } from './archive.ts'
import { asPrinted, cannotTell } from './compare.ts'
import { readBrought, type Brought } from './evidence.ts'
import { findReceipts, type FoundReceipt } from './find-receipts.ts'
import { judgeAppeal, type Appeal } from './judge-appeal.ts'
import { presentAnswer } from './present-answer.ts'
import { parseReceipt } from './parse-receipt.ts'
import { checkNumber, readSaid, saidInReceipt, type GateSaid } from './said.ts'

interface Options {
  readonly code?: string
  readonly opening?: string
  readonly bundle: string
  readonly root?: string
  readonly worlds?: string
  readonly class: VerifierClass
  readonly rules?: string
  readonly at?: string
  readonly outcome?: string
  readonly rule?: string
  readonly onSite?: readonly string[]
  readonly journal?: readonly string[]
  readonly key?: string
  readonly stationKey?: string
  readonly stationKeys?: string
  readonly now?: string
  readonly explain?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function appealCommand(finish: (code: ExitCode) => void): Command {
  return new Command('appeal')
    .description(
      'recompute a colour or a gate’s decision: which rule, which version, right or wrong',
    )
    .argument(
      '<number|slip>',
      'the ten digits; or a file of the slip’s text, or of a receipt; - for stdin',
    )
    .requiredOption(
      '--bundle <path>',
      'what was published: a .ggb, or a folder of any number of them',
    )
    .option('--code <code>', 'the code that was shown: a text, a file of a text or a picture')
    .option(
      '--opening <file>',
      'what its holder kept (greengate-opening-1), or the desk’s {"text", "opening"}',
    )
    .option('--root <file>', 'the root to trust (default: root.ggb in the folder)')
    .option('--worlds <names>', 'worlds to serve, with commas (default: production,demo)')
    .addOption(
      new Option('--class <class>', 'how the gate got its data: as who polls, or by a stick')
        .choices(['poll', 'stick'])
        .default('poll'),
    )
    .option('--rules <id>', 'the rule set of the gate, where neither slip nor receipt names one')
    .option('--at <instant>', 'with a number: when it was')
    .option(
      '--outcome <outcome>',
      'with a number: what the screen showed: pass, check, stop, invalid',
    )
    .option('--rule <rule>', 'with a number: the rule that it showed, such as "cn-3301 v13 #7"')
    .option(
      '--on-site <name=number>',
      'what was measured at the gate, such as temperature=37.8; may be repeated',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option('--journal <paths...>', 'for the operator: journals that hold the receipt')
    .option('--key <file>', 'for the operator: the private key that opens what was sealed')
    .option('--station-key <file>', 'the public key that signs the journal (default: the roster’s)')
    .option('--station-keys <path>', 'keys of the station’s group, to match a sealed card again')
    .option('--now <instant>', 'as of when "today" is (default: the clock)')
    .option('--explain', 'show what every rule said, and not only those that decided')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the answer as JSON, a line for each receipt')
    .action(async (argument: string, options: Options) => {
      finish(await run(argument, options))
    })
    .addHelpText('after', help)
}

const help = `
No network is asked. What is checked: the check digit, the root's signatures over the data, the issuer's over the code,
the commitment of the code against the opening, and then the rules themselves, from the facts.

Answers    right        the same comes out again, by the same rule
           wrong        something else comes out, or rules were used that nobody published
           cannot tell  something is missing, or does not belong together: the answer says what, and it is never "right"

Slip       The text as it is printed. A picture of it has no more than the number: add --at, --outcome and --rule.
           A receipt as JSON says more than a slip; only in a journal it is also proven.
Code       Without it no decision can be made again. A slip does not say which code was shown: the receipt does.
Bundle     Of several versions that one is taken which the receipt names, else the newest of the slip's instant.
Operator   --journal finds the receipt, checks its chain and, by the roster or --station-key, its signatures (unchecked
           it is never "right"), and with --key opens what the gate was shown;
           then the whole decision is made again from the receipt's basis and compared to the byte.

The explanation shows facts to whoever has the code or the opening. Errors never do.

Exit code: 0 right, 1 wrong or cannot tell, 2 usage or operator error.

Examples:
  greengate appeal demo/appeal/slip.txt --code demo/people/stop-contact.png --bundle demo
  greengate appeal demo/appeal/colour-slip.txt --code demo/appeal/colour-code.txt \\
    --opening demo/appeal/colour-opening.json --bundle demo --lang zh
  greengate appeal "482 913 7056" --outcome stop --at 2020-03-01T16:20:30+08:00 --code code.png --bundle published
  greengate appeal "482 913 7056" --journal journal --key operator.jwk --bundle published --json`

async function run(argument: string, options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const brought = await readBrought(options.code, options.opening)
  const appeals = await appealsOf(argument, options, brought)
  const archive = await openArchive(options.bundle, {
    ...{ root: options.root, worlds: worldsOf(options.worlds), class: options.class },
  })
  for (const { file, code } of archive.refused) {
    printError(`${file}: left out (${code}); it is not of this root, or damaged`)
  }
  const answers: Answer[] = []
  for (const { said, ...found } of await appeals(archive)) {
    const at = said.at === null ? now : parseInstant(said.at, 'SLIP')
    const ruleSet = ruleSetOf(archive, said, at, options.rules)
    answers.push(
      await judgeAppeal(archive, { said, at, now, ruleSet, opening: brought.opening, ...found }),
    )
  }
  if (options.json === true) for (const answer of answers) printJson(answer)
  else {
    for (const [i, answer] of answers.entries()) {
      if (i > 0) printLine()
      for (const line of presentAnswer(answer, language, options.explain === true)) printLine(line)
    }
  }
  return answers.every(({ verdict }) => verdict === 'right')
    ? exitCodes.done
    : exitCodes.otherOutcome
}

type Found = Omit<Appeal, 'at' | 'now' | 'ruleSet' | 'opening'>

/** By what the person has, or by what the station wrote. */
async function appealsOf(
  argument: string,
  options: Options,
  brought: Brought,
): Promise<(archive: Archive) => Promise<readonly Found[]>> {
  const { at, outcome, rule, journal, key, stationKey, stationKeys } = options
  const flags = {
    ...(at !== undefined && { at }),
    ...(outcome !== undefined && { outcome }),
    ...(rule !== undefined && { rule }),
  }
  const onSite = options.onSite === undefined ? undefined : measurements(options.onSite)
  if (journal === undefined) {
    if (key !== undefined || stationKey !== undefined || stationKeys !== undefined) {
      throw new OperatorError(
        '--key, --station-key, --station-keys: go with --journal; name it too',
      )
    }
    const said = await readSaid(argument, flags)
    const texts = brought.text === undefined ? [] : [brought.text]
    return () =>
      Promise.resolve([{ said, texts, isSealed: false, onSite, journal: null, proof: [] }])
  }
  if (Object.keys(flags).length > 0 || onSite !== undefined) {
    throw new OperatorError(
      '--journal: says instant, outcome, rule and measurements; leave them out',
    )
  }
  const said = /^[\d\s-]+$/.test(argument) ? undefined : await readSaid(argument, {})
  const number = said === undefined ? checkNumber(argument) : said.number
  if (number === null) throw new OperatorError('SLIP: has no number; give one')
  const operator = key === undefined ? undefined : await readSealingKey(key)
  const own = stationKey === undefined ? undefined : await readKeyFile(stationKey)
  return async (archive) => {
    const roster = archive.published[0]?.bundle.stations?.groups ?? []
    const keys = new Map(
      roster.flatMap(({ stations }) => stations.map((each) => [each.id, each.key] as const)),
    )
    const keyOf = (station: string) => own ?? keys.get(station)
    const found = await findReceipts(journal, number, { operator, keyOf })
    return Promise.all(
      found.map(async (one) => ({
        ...(await foundOf(one, brought, said)),
        ...(stationKeys !== undefined && {
          stationKeys: (bundle: Bundle) => openKeys(stationKeys, bundle),
        }),
      })),
    )
  }
}

async function foundOf(
  { segment, receipt: value, isSigned, sealed }: FoundReceipt,
  { text }: Brought,
  slip: GateSaid | undefined,
): Promise<Found> {
  const receipt = parseReceipt(value)
  const said = saidInReceipt(receipt)
  const shown = sealed?.texts ?? []
  const isSealed = sealed !== undefined
  const isOther = text !== undefined && shown.length > 0 && !(await isAmong(text, shown))
  return {
    said,
    texts: shown.length > 0 || text === undefined ? shown : [text],
    isSealed: isSealed && shown.length > 0,
    ...(sealed?.card !== undefined && { card: sealed.card }),
    onSite: undefined,
    journal: { segment, seq: receipt.seq, isSigned, isOpened: isSealed },
    proof: [
      ...(isSigned === true ? [] : [cannotTell('receipt-unproven')]),
      ...(isOtherSlip(slip, said) ? [cannotTell('other-slip')] : []),
      ...(isOther ? [cannotTell('other-code-shown')] : []),
    ],
  }
}

/** Whether a slip, or a receipt that was brought, says something else than the receipt of the journal. */
function isOtherSlip(slip: GateSaid | undefined, receipt: GateSaid): boolean {
  // A number says nothing else, though it came in a file.
  if (slip === undefined || slip.source === 'number') return false
  const { source } = slip
  if (source === 'receipt') return canonicalJson(slip.receipt) !== canonicalJson(receipt.receipt)
  return printed(slip) !== printed(receipt)
}

/** What a slip prints; a second is its smallest step, and blanks are none. */
function printed({ number, at, station, lane, outcome, reasons, rule }: GateSaid): string {
  const [where, which] = [station, lane].map((text) => (text ?? '').replace(/\s+/g, ''))
  const codes = [...new Set((reasons ?? []).map(asPrinted))].sort()
  const set = rule && { ...rule, set: rule.set.replace(/\s+/g, '') }
  return canonicalJson({
    ...{ number, at: (at ?? '').slice(0, 19), where, which, outcome, codes, rule: set ?? null },
  })
}

/** Live or bare, a code is the same. */
async function isAmong(text: string, shown: readonly string[]): Promise<boolean> {
  const id = await presentationId(text)
  const ids = await Promise.all(shown.map((each) => presentationId(each)))
  return ids.some((each) => each !== undefined && each.code === id?.code)
}

/** The set that decides at the gate: the receipt's, that of --rules, the slip's, or the only one. */
function ruleSetOf(
  archive: Archive,
  { receipt, rule }: GateSaid,
  at: Date,
  named: string | undefined,
): string | undefined {
  if (receipt !== undefined) return receipt.basis.context.ruleSet ?? undefined
  const [{ bundle } = archive.published[0] as { bundle: Bundle }] = publishedBy(archive, at)
  const ids = [...bundle.ruleSets.keys()]
  const set = named ?? (rule && ids.includes(rule.set) ? rule.set : undefined)
  if (set !== undefined && ids.includes(set)) return set
  if (set === undefined && ids.length < 2) return ids[0]
  const known = `the bundle has ${ids.length === 0 ? 'none' : ids.join(', ')}`
  throw new OperatorError(`--rules: name the rule set of the gate; ${known}`)
}
