/** `greengate fleet acknowledge`: an alarm that somebody has looked into. */
import { Command } from 'commander'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { openCollection } from '../../collect/open-collection.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'

interface Options {
  readonly db?: string
  readonly json?: true
}

/** Builds it. */
export function acknowledgeCommand(): Command {
  return new Command('acknowledge')
    .description('take an alarm off the list, once it was looked into')
    .argument('<alarm>', 'its number, as "greengate fleet" shows it')
    .option('--db <file>', 'the store of the collector')
    .option('--json', 'print the alarm as JSON')
    .action(async (alarm: string, { db, json }: Options) => {
      if (db === undefined) throw new OperatorError('fleet acknowledge: give --db')
      const id = wholeNumber(alarm, 'alarm')
      using collection = await openCollection(db, 'write')
      const { changes } = collection.db
        .prepare('UPDATE alarm SET acknowledged = ? WHERE id = ? AND acknowledged IS NULL')
        .run(Date.now(), id)
      if (changes === 0) {
        throw new OperatorError('fleet acknowledge: there is no such alarm; see "greengate fleet"')
      }
      if (json === true) printJson({ alarm: id })
      else printLine(`acknowledged: ${id}`)
    })
    .addHelpText('after', help)
}

const help = `
It stays in the store and in the report of its day. A station that says that digest again raises another one.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate fleet acknowledge 3 --db collector.db`
