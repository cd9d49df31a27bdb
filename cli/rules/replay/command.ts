/** `greengate rules replay`: recomputes what rules decided, under the version then in force or any other. */
import { Command } from 'commander'
import { languageOf, type Language } from '../../edges/language.ts'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { showProgress } from '../../edges/progress.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { readOpenings } from './openings.ts'
import { changeLines, changeText, headLine, rowLine, sumLines, type Sources } from './present.ts'
import { replay, type Target } from './replay.ts'
import { listSegments, readReceipts } from './segment-files.ts'
import { countOf, startCount, type Tally } from './tally.ts'
import { readVersions } from './versions.ts'
import { namedText } from './words.ts'

interface Options {
  readonly receipts: string
  readonly openings: string
  readonly versions: string
  readonly version?: string
  readonly set?: string
  readonly segment?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function replayCommand(finish: (code: ExitCode) => void): Command {
  return new Command('replay')
    .description('recompute decisions from receipts, under the version then in force or any other')
    .requiredOption('--receipts <path>', 'a segment file, or a folder of *.receipts')
    .requiredOption('--openings <folder>', 'what holders kept: openings as *.json')
    .requiredOption('--versions <folder>', 'rule sets and fact types as *.json, at any depth')
    .option('--version <number>', 'recompute under this version instead')
    .option('--set <id>', 'recompute under this rule set instead')
    .option('--segment <id>', "the segment's id (default: the file's name without .receipts)")
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print a line of JSON for each receipt, and the sum as the last')
    .action(async (options: Options) => {
      finish(await run(options))
    })
    .addHelpText('after', help)
}

const help = `
A receipt names the instant, the measurements, and the rule set by id, version and digest; an opening holds the facts
and the coverage that were judged. Together they are judged again, and outcome, rules and missing kinds compared.

Receipts   The chain is recomputed first: a changed file is refused, a torn tail reported and left out.
Openings   {"format": "greengate-opening-1", "receipt": {"segment"?, "seq"} or "subject": text,
            "facts": [{"id", "kind", "source", "recordedAt", "fields", "retracts"?}], "covers": [{"kind", "until"}],
            "permission"?: {"states": [], "covers": [], "regions": []}}
           "subject" as in the receipts opens all of one presentation. "permission" is what the trust list let the
           key say; without it the key might say everything. A segment need be named only where there are several.
Versions   Rule sets, found by their id, version and rules, and fact types, in facts.json or fact-types.json. A set is
           taken for the one that decided only if its digest is that of the receipt. Of fact types those of the
           receipt are taken if they are there, else, and for other versions, the newest that have
           every kind the set reads.

--version 15 asks what version 15 of the same set would have said of the same people at the same instants, and compares
outcome and rules; --set asks another set, at its version then in force or at --version, and compares outcomes, since
its rule numbers are its own. Receipts that cannot be replayed (no opening; decided by an assessment, a signature, a
card ...) are counted and named. No fact is printed.

Exit code: 0 all the same, 1 differences, 2 usage or operator error, a version that is not there, or nothing to replay.

Examples:
  greengate rules replay --receipts gate-1.receipts --openings kept --versions published
  greengate rules replay --receipts journal --openings kept --versions published --version 15
  greengate rules replay --receipts journal --openings kept --versions published --set cn-44 --json`

async function run(options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const target = targetOf(options)
  const versions = await readVersions(options.versions)
  const segments = await listSegments(options.receipts, options.segment)
  const ids = segments.map(({ id }) => id)
  const openings = await readOpenings(options.openings, ids)
  const teller = options.json === true ? jsonTeller : peopleTeller(language, target)
  const counter = startCount()
  const torn: { readonly segment: string; readonly bytes: number }[] = []
  const progress = showProgress('receipts replayed')
  for (const segment of segments) {
    const { receipts, tornBytes } = await readReceipts(segment)
    if (tornBytes > 0) {
      torn.push({ segment: segment.id, bytes: tornBytes })
      printError(`${segment.path}: a torn tail of ${tornBytes} bytes is left out`)
    }
    for (const receipt of receipts) {
      const replayed = replay(receipt, openings.of(segment.id, receipt), versions, target)
      counter.add(segment.id, receipt.seq, replayed)
      progress.step()
      if (teller.isTold(replayed)) progress.hide()
      teller.tell(segment.id, receipt, replayed)
    }
  }
  progress.hide()
  const tally = counter.tally()
  teller.sum(tally, { segments: ids, torn, openings: openings.count, unused: openings.unused() })
  return exitCodeOf(tally, options)
}

type Result = Parameters<typeof rowLine>

interface Teller {
  /** Whether it writes anything of a result. */
  isTold(replayed: Result[1]): boolean
  tell(segment: string, receipt: Result[0], replayed: Result[1]): void
  sum(tally: Tally, sources: Sources): void
}

const jsonTeller: Teller = {
  isTold: () => true,
  tell(segment, { seq, at, subject }, replayed) {
    printJson({ segment, seq, at, subject, ...replayed })
  },
  sum({ notReplayable, ...tally }, sources) {
    const counts = {
      'no-opening': countOf(notReplayable['no-opening']),
      'not-by-facts': countOf(notReplayable['not-by-facts']),
      'no-version': countOf(notReplayable['no-version']),
    }
    printJson({ sum: { ...tally, notReplayable: counts, ...sources } })
  },
}

function peopleTeller(language: Language, target: Target): Teller {
  const changes = new Map<string, number>()
  let told: string | undefined
  const isTold: Teller['isTold'] = ({ state }) => state === 'changed' || state === 'other-bytes'
  return {
    isTold,
    tell(segment, receipt, replayed) {
      if (!isTold(replayed)) return
      if (told !== segment) printLine(`${told === undefined ? '' : '\n'}${segment}`)
      if (told === undefined) printLine(headLine(language))
      told = segment
      printLine(rowLine(receipt, replayed, language))
      const change = changeText(replayed, language)
      if (change !== undefined) changes.set(change, (changes.get(change) ?? 0) + 1)
    },
    sum(tally, sources) {
      const lines = [
        ...changeLines(changes, language),
        ...sumLines(tally, target, sources, language),
      ]
      for (const line of told === undefined ? lines.slice(1) : lines) printLine(line)
    },
  }
}

function exitCodeOf(
  { lacking, same, changed, otherBytes }: Tally,
  { versions }: Options,
): ExitCode {
  if (lacking.length > 0) {
    const names = lacking.map((each) =>
      each.version === undefined ? `${each.id} that was in force then` : namedText(each),
    )
    printError(`${versions}: has no ${names.join(', ')}; add the versions that were published`)
    return exitCodes.operatorError
  }
  if (same + changed + otherBytes === 0) {
    printError('no receipt could be replayed; see greengate rules replay --help')
    return exitCodes.operatorError
  }
  return changed + otherBytes > 0 ? exitCodes.otherOutcome : exitCodes.done
}

function targetOf({ set, version }: Options): Target {
  if (version !== undefined && !/^[1-9]\d{0,14}$/.test(version)) {
    throw new OperatorError('--version: must be a whole number from 1 on; leave it out for then')
  }
  return {
    ...(set === undefined ? {} : { set }),
    ...(version === undefined ? {} : { version: Number(version) }),
  }
}
