/** The flags of every batch: rules, people, folder, instant, threads. */
import { Option, type Command } from 'commander'
import type { OrderFlags } from '../read-order.ts'

/** What was typed. */
export interface BatchFlags extends OrderFlags {
  readonly workers?: string
  readonly lang?: string
  readonly json?: true
}

/** Adds them. */
export function withOrderFlags(command: Command): Command {
  return command
    .requiredOption('--rules <set>', 'the rule set, JSON or YAML')
    .option('--facts <file>', 'the fact types (default: as greengate rules impact finds them)')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .requiredOption('--in <file>', 'people: .ndjson, a line of JSON each, or .csv')
    .addOption(
      new Option('--form <name>', 'how they are written (default: as --in ends)').choices([
        'ndjson',
        'csv',
      ]),
    )
    .requiredOption(
      '--out <folder>',
      'where all goes; a folder with the same job in it is gone on with',
    )
    .option(
      '--previous <folder>',
      'an earlier --out: only whose outcome can be another is assessed',
    )
    .option(
      '--now <instant>',
      'when everybody is assessed (default: the clock, or that of the job)',
    )
    .option('--workers <integer>', 'threads (default: one a core)')
    .option('--shard-bytes <integer>', 'about how long a shard is (default: 4194304)')
    .option('--lang <zh|en>', 'the language of the summary (default: of the system)')
    .option('--json', 'print what it came to as one line of JSON')
}
