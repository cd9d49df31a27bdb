/** `greengate collect status`: what has come of each station, and what is missing. */
import { Command } from 'commander'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { openCollection } from '../open-collection.ts'
import { readStatus, type StationStatus } from '../read-status.ts'

interface Options {
  readonly db?: string
  readonly json?: true
}

/** Builds it. */
export function statusCommand(): Command {
  return new Command('status')
    .description('list stations: last seen, segments, records, gaps, and records without signature')
    .option('--db <file>', 'the store of the collector')
    .option('--json', 'print a line of JSON for each station')
    .action(async ({ db, json }: Options) => {
      if (db === undefined) throw new OperatorError('collect status: give --db')
      using collection = await openCollection(db, 'read')
      const stations = readStatus(collection)
      if (json === true) for (const station of stations) printJson(station)
      else for (const line of linesOf(stations)) printLine(line)
    })
    .addHelpText('after', help)
}

const help = `
A gap is a segment that another one names as the one before it and that is not here, not to its end, or otherwise than
named. "unsigned" counts records after the last checkpoint, of the newest segment + of older ones: a station signs about
every minute, so that more than a minute's worth in older segments means that it was stopped without a word.

Exit code: 0 listed, 2 usage or operator error.

Examples:
  greengate collect status --db collector.db
  greengate collect status --db collector.db --json`

function linesOf(stations: readonly StationStatus[]): readonly string[] {
  const head = ['station', 'last seen', 'segments', 'records', 'unsigned', 'gaps']
  const rows = stations.map(({ station, lastSeen, segments, records, unsigned, gaps }) => [
    station,
    lastSeen,
    String(segments),
    String(records),
    `${unsigned.newest}+${unsigned.older}`,
    String(gaps.length),
  ])
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const table = [head, ...rows].map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
  const gaps = stations.flatMap(({ gaps: found }) =>
    found.map(
      ({ segment, previous, what, records }) =>
        `${segment}: ${words[what]} ${previous} (${records} records)`,
    ),
  )
  return [...table, ...gaps]
}

const words = {
  absent: 'nothing is here of',
  tail: 'the end is missing of',
  forked: 'here are other records than it names of',
} as const
