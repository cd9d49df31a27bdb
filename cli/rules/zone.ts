/** `greengate rules zone`: prints a time zone as the table of offsets that a rule set carries. */
import { Command } from 'commander'
import { parseInstant } from '../edges/instant.ts'
import { printJson } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import { zoneTable } from './zone-table.ts'

interface Options {
  readonly from: string
  readonly until?: string
  readonly json?: true
}

/** Builds the command. */
export function zoneCommand(): Command {
  return new Command('zone')
    .description('print a time zone as the table of offsets that a rule set carries')
    .argument('<zone>', 'its name in the time-zone database, such as Asia/Shanghai')
    .option('--from <instant>', 'where the table begins', '1900-01-01T00:00:00Z')
    .option('--until <instant>', 'where it ends (default: ten years after this year began)')
    .option('--json', 'print JSON, as it always does')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Prints {"id", "tzdata", "offsets": [[unix seconds, seconds east of UTC], ...]}: the member "zone" of a rule set. A
gate has no time-zone database: it counts civil days by this table, which is signed with the rules.

Before the table begins there is no civil day, so days(...) and years(...) of an earlier instant are unknown, and
the gate answers check: let it begin before the oldest instant that a rule looks back to. The last offset holds for
ever: where clocks are changed, let the table end after the rule set does. "tzdata" is the version of this machine's
time-zone data (that of its Node); who publishes with newer data gets another table, and a new version of the set.

Exit code: 0 printed, 2 usage or operator error.

Examples:
  greengate rules zone Asia/Shanghai
  greengate rules zone Europe/Berlin --from 2020-01-01T00:00:00Z --until 2022-01-01T00:00:00Z
  greengate rules zone Asia/Shanghai --from 1992-01-01T00:00:00+08:00 | jq .offsets`

function run(id: string, options: Options): void {
  const from = secondsOf(options.from, '--from')
  const until =
    options.until === undefined ? inTenYears(new Date()) : secondsOf(options.until, '--until')
  if (until <= from) throw new OperatorError('--until: must be later than --from; name a later one')
  printJson(zoneTable(id, from, until))
}

function secondsOf(text: string, name: string): number {
  return parseInstant(text, name).getTime() / 1000
}

/** The same for a whole year, so that who makes a table again gets the same one. */
function inTenYears(now: Date): number {
  return Date.UTC(now.getUTCFullYear() + 10, 0, 1) / 1000
}
