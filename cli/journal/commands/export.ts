/** `greengate journal export`: the clear parts of records, for whoever counts or answers an appeal. */
import { once } from 'node:events'
import { Option, type Command } from 'commander'
import { printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { csvHead, csvRow } from '../csv-row.ts'
import { eachRecord } from '../each-record.ts'
import { openJournal } from '../journal-segments.ts'
import { recordsCommand } from './records-command.ts'
import { selectionOf, type SelectionFlags } from './selection-flags.ts'

interface Options extends SelectionFlags {
  readonly format: 'ndjson' | 'csv'
  readonly json?: true
}

/** Builds it. */
export function exportCommand(finish: (code: ExitCode) => void): Command {
  const description = 'print the clear parts of records as lines of JSON or as CSV'
  return recordsCommand({ name: 'export', description, help, run }, finish)
    .option('--since <instant>', 'records from then on')
    .option('--until <instant>', 'records before then')
    .option('--outcome <name>', 'receipts of that outcome: pass, check, stop, invalid, unreadable')
    .option('--appeal <number>', 'the receipt that an appeal names')
    .addOption(
      new Option('--format <name>', 'ndjson or csv').choices(['ndjson', 'csv']).default('ndjson'),
    )
    .option('--json', 'the same as --format ndjson')
}

const help = `
A line of JSON is {"segment", "seq", "kind", "record"}: the record as it stands in the chain (docs/receipt.md), or null
where retention took its clear part away. No claim, no text of a code and no number of a card is in it.

Each chain is recomputed. A segment that does not hold is told on stderr and left out, and the exit code is 1.

Exit code: 0 exported, 1 a segment does not hold, 2 usage or operator error.

Examples:
  greengate journal export collector.db --since 2020-03-01T00:00:00+08:00 --outcome stop
  greengate journal export /var/lib/greengate/journal --format csv > march.csv
  greengate journal export collector.db --appeal "482 913 7056"`

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const wanted = selectionOf(options)
  using journal = await openJournal(paths)
  const isCsv = options.format === 'csv' && options.json !== true
  if (isCsv) printLine(csvHead)
  let code: ExitCode = exitCodes.done
  const onBroken = () => {
    code = exitCodes.otherOutcome
  }
  for await (const { segment, record } of eachRecord(journal.segments, wanted, onBroken)) {
    const { seq, kind, value } = record
    const line = { segment: segment.id, seq, kind, record: value }
    printLine(isCsv ? csvRow(segment.id, record) : JSON.stringify(line))
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  }
  return code
}
