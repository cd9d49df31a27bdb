/** `greengate rules shadow`: what the next version would have decided, added up over the journals of many stations. */
import { Command } from 'commander'
import { languageOf } from '../../edges/language.ts'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { showProgress } from '../../edges/progress.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { listSegments, readReceipts, type SegmentFile } from '../replay/segment-files.ts'
import { pairLines } from './present.ts'
import { startSumming, type PairSum } from './sum.ts'

interface Options {
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function shadowCommand(finish: (code: ExitCode) => void): Command {
  return new Command('shadow')
    .description('what the next version would decide otherwise, from the journals of stations')
    .argument('<journal...>', 'segment files, or folders of *.receipts')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print one object of JSON')
    .action(async (journals: readonly string[], options: Options) => {
      finish(await run(journals, options))
    })
    .addHelpText('after', help)
}

const help = `
A station that has the next version of its rules asks it too, after each decision, and writes into later receipts how
many of those decided alike it would have decided how. This adds the counts up, for each pair of versions.

Groups of fewer than ten people are not written, so that no count points at anybody; how many of the receipts were
counted is told. The chain of each segment is recomputed first. A segment that is named twice is refused.

Exit code: 0 nothing would be decided otherwise, 1 something would, 2 usage or operator error, or no counts.

Examples:
  greengate rules shadow gate-1/journal gate-2/journal
  greengate rules shadow collected/*/journal --json
  greengate rules shadow journal --lang zh`

async function run(journals: readonly string[], options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const segments = await segmentsOf(journals)
  const summing = startSumming()
  const torn: { readonly segment: string; readonly bytes: number }[] = []
  const progress = showProgress('receipts read')
  for (const segment of segments) {
    const { receipts, tornBytes } = await readReceipts(segment)
    if (tornBytes > 0) {
      torn.push({ segment: segment.id, bytes: tornBytes })
      printError(`${segment.path}: a torn tail of ${tornBytes} bytes is left out`)
    }
    for (const receipt of receipts) {
      summing.add(receipt)
      progress.step()
    }
  }
  progress.hide()
  const sums = summing.sums()
  if (options.json === true) {
    printJson({ pairs: sums, segments: segments.map(({ id }) => id), torn })
  } else {
    for (const [i, sum] of sums.entries()) {
      if (i > 0) printLine()
      for (const line of pairLines(sum, language)) printLine(line)
    }
  }
  return exitCodeOf(sums)
}

async function segmentsOf(journals: readonly string[]): Promise<readonly SegmentFile[]> {
  const segments = (await Promise.all(journals.map((path) => listSegments(path, undefined)))).flat()
  const known = new Map<string, string>()
  for (const { id, path } of segments) {
    const other = known.get(id)
    if (other !== undefined) {
      throw new OperatorError(`${path}: is the same segment as ${other}; name it once`)
    }
    known.set(id, path)
  }
  return segments
}

function exitCodeOf(sums: readonly PairSum[]): ExitCode {
  if (sums.length === 0) {
    printError('no receipt has counts of a next version; see greengate rules shadow --help')
    return exitCodes.operatorError
  }
  return sums.some(({ otherwise }) => otherwise > 0) ? exitCodes.otherOutcome : exitCodes.done
}
