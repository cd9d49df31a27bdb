/** `greengate fleet report`: a day of the fleet, station by station, as CSV and as a page. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { openCollection } from '../../collect/open-collection.ts'
import { fileError, writeWhole } from '../../edges/file.ts'
import { findInstant } from '../../edges/instant.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { dayCsv } from '../day-csv.ts'
import { readDay } from '../read-day.ts'

interface Options {
  readonly db?: string
  readonly day?: string
  readonly out?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds it. */
export function reportCommand(): Command {
  return new Command('report')
    .description('write a day of the fleet: heartbeats, silence, versions, outcomes, gaps, alarms')
    .option('--db <file>', 'the store of the collector')
    .option('--day <date>', 'in UTC, such as 2026-11-26 (default: yesterday)')
    .option('--out <folder>', 'where fleet-DAY.csv and fleet-DAY.html go; made where there is none')
    .option('--lang <zh|en>', 'in which the page opens; it has both (default: of the system)')
    .option('--json', 'print the whole report as a line of JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
A row for each station (RFC 4180; no cell is taken for a formula), and the same as a page with charts, which needs no
other file and no network. Counts of decisions are what stations said in their heartbeats of that day; receipts are what
is here of that day, by the instants that they state. History of heartbeats is kept for 35 days. Nothing in it is of a
person.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate fleet report --db collector.db --out reports
  greengate fleet report --day 2026-11-26 --db collector.db --out reports --json`

async function run({ db, day, out, lang, json }: Options): Promise<void> {
  if (db === undefined || (out === undefined && json !== true)) {
    throw new OperatorError('fleet report: give --db and --out')
  }
  const language = languageOf(lang, process.env)
  const now = new Date()
  const begins = dayOf(day, now)
  if (begins > now) throw new OperatorError('--day: has not begun; name an earlier one')
  using collection = await openCollection(db, 'read')
  const report = readDay(collection, begins, now)
  if (out !== undefined) {
    // What draws charts is loaded where there are some to draw.
    const { dayPage } = await import('../report/day-page.ts')
    const file = join(out, `fleet-${report.day}`)
    try {
      await mkdir(out, { recursive: true })
    } catch (error) {
      throw fileError(out, error, 'name a folder that can be written')
    }
    for (const [end, text] of [
      ['csv', dayCsv(report)],
      ['html', dayPage(report, language)],
    ] as const) {
      await writeWhole(`${file}.${end}`, text)
      if (json !== true) printLine(`${file}.${end}`)
    }
  }
  if (json === true) printJson(report)
}

function dayOf(text: string | undefined, now: Date): Date {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10)
  const found = findInstant(`${text ?? yesterday}T00:00:00Z`)
  if (found === undefined) throw new OperatorError('--day: no day; write it like 2026-11-26')
  return found
}
