/** `greengate journal open`: the sealed part of the receipts that are asked for, and of no others. */
import type { Command } from 'commander'
import { openSealed } from 'greengate'
import { GreengateError } from 'greengate/issue'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { eachRecord, type FoundRecord } from '../each-record.ts'
import { openJournal } from '../journal-segments.ts'
import { readSealingKey } from '../sealing-key-file.ts'
import { recordsCommand } from './records-command.ts'
import { selectionOf, type SelectionFlags } from './selection-flags.ts'

interface Options extends SelectionFlags {
  readonly key: string
  readonly json?: true
}

/** Builds it. */
export function openCommand(finish: (code: ExitCode) => void): Command {
  const description = 'open the sealed part of one receipt with the operator’s key'
  return recordsCommand({ name: 'open', description, help, run }, finish)
    .requiredOption('--key <file>', 'the private key, made by "greengate journal key"')
    .option('--appeal <number>', 'the receipt that an appeal names')
    .option('--segment <id>', 'with --seq: the segment of the receipt')
    .option('--seq <number>', 'with --segment: its number there')
    .option('--json', 'print a line of JSON for each')
}

const help = `
Only what is asked for is opened, receipt by receipt: there is no way to open everything at once. What is printed is
personal data: the texts of codes, the type and number of a card. Where it goes is for whoever runs this.

Exit code: 0 opened, 1 nothing sealed was found, or it is of another key, 2 usage or operator error.

Examples:
  greengate journal open collector.db --key operator.jwk --appeal "482 913 7056"
  greengate journal open journal --key operator.jwk --segment east-1-00000007-5f3a9c01 --seq 42 --json`

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const { appeal, segment, seq } = options
  if (appeal === undefined && (segment === undefined || seq === undefined)) {
    throw new OperatorError('journal open: name one receipt, by --appeal or by --segment and --seq')
  }
  const wanted = selectionOf(options)
  const key = await readSealingKey(options.key)
  using journal = await openJournal(paths)
  let opened = 0
  for await (const found of eachRecord(journal.segments, wanted, () => undefined)) {
    opened += (await openOne(found, key, options.json === true)) ? 1 : 0
  }
  if (opened === 0) printError('no sealed part of that receipt is here; see --appeal and --seq')
  return opened === 0 ? exitCodes.otherOutcome : exitCodes.done
}

async function openOne(
  { segment: { id }, start, record }: FoundRecord,
  key: Awaited<ReturnType<typeof readSealingKey>>,
  isJson: boolean,
): Promise<boolean> {
  const { seq, value, sealed } = record
  if (value?.format !== 'greengate-receipt-1' || sealed === null) return false
  if (start === null) {
    printError(`${id}: its first record is not here, which names the key; name the whole segment`)
    return false
  }
  try {
    const content = await openSealed(start, record, key)
    const { at, outcome, appeal } = value
    if (isJson) printJson({ segment: id, seq, at, outcome, appeal, sealed: content })
    else {
      printLine(`${id} ${seq}  ${at}  ${outcome}  ${appeal ?? ''}`)
      for (const text of content?.texts ?? []) printLine(`  code  ${text}`)
      if (content?.card !== undefined)
        printLine(`  card  ${content.card.type} ${content.card.number}`)
    }
    return content !== undefined
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    printError(`${id} ${seq}: ${error.code}; try the key that was in use then`)
    return false
  }
}
