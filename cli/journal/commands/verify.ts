/** `greengate journal verify`: says whether a journal is whole, and exactly where it is not. */
import type { Command } from 'commander'
import { printJson, printLine, styled } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { openJournal } from '../journal-segments.ts'
import { verifyJournal, type SegmentReport } from '../verify-journal.ts'
import { keysOf, withKeyFlags, type KeyFlags } from './key-flags.ts'
import { recordsCommand } from './records-command.ts'

interface Options extends KeyFlags {
  readonly json?: true
}

/** Builds it. */
export function verifyCommand(finish: (code: ExitCode) => void): Command {
  const description = 'check chains, signatures and links, and say exactly where they break'
  return withKeyFlags(recordsCommand({ name: 'verify', description, help, run }, finish)).option(
    '--json',
    'print a line of JSON for each segment, and the sum as the last',
  )
}

const help = `
Each record is bound to all before it, each segment names the end of the one before, and checkpoints are signed by the
station about every minute. Without a key signatures are not checked: whoever wrote the file could have made the chain.

  signed      records up to the last checkpoint; those after it ("unsigned") nobody has signed for yet
  torn        bytes of a record that was not written to its end: no change, a process that was stopped
  link        linked, none (the first of its station), absent (the segment before is not among what was given);
              gap and broken are faults: a segment is missing, or its end is

Exit code: 0 whole, 1 a chain, a signature or a link is broken, 2 usage or operator error.

Examples:
  greengate journal verify /var/lib/greengate/journal --key station-signing.public.jwk
  greengate journal verify collector.db --bundle /srv/authority --json`

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  using journal = await openJournal(paths)
  const keyOf = await keysOf(options)
  const sum = { segments: 0, records: 0, unsigned: 0, broken: 0 }
  for await (const report of verifyJournal(journal.segments, keyOf)) {
    sum.segments += 1
    sum.records += report.records
    sum.unsigned += report.unsigned
    sum.broken += report.isSound ? 0 : 1
    if (options.json === true) printJson(report)
    else printLine(lineOf(report))
  }
  if (options.json === true) printJson(sum)
  else {
    const { segments, records, unsigned, broken } = sum
    const counts = `${segments} segments, ${records} records, ${unsigned} unsigned`
    printLine(broken === 0 ? `${counts}, whole` : `${counts}, ${broken} segments broken`)
  }
  return sum.broken === 0 ? exitCodes.done : exitCodes.otherOutcome
}

function lineOf(report: SegmentReport): string {
  const { segment, first, records, unsigned, isKeyKnown, tornBytes, link, isSound } = report
  const words = [
    `${records} records${first > 1 ? ` from ${first} on` : ''}`,
    isKeyKnown ? `${unsigned} unsigned` : 'signatures not checked',
    ...(tornBytes > 0 ? [`${tornBytes} bytes torn`] : []),
    `link ${link}`,
  ]
  if (report.break !== null) {
    const { code, seq, offset } = report.break
    words.push(`broken at record ${seq}, byte ${offset} of ${report.place} (${code})`)
  }
  const mark = isSound ? styled('green', 'whole ') : styled('red', 'BROKEN')
  return `${mark} ${segment}: ${words.join(', ')}`
}
