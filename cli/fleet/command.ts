/** `greengate fleet`: how the stations of a collector are, odd ones first. */
import { Command } from 'commander'
import { openCollection } from '../collect/open-collection.ts'
import { printJson, printLine } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { tableLines } from '../rules/table-lines.ts'
import { acknowledgeCommand } from './commands/acknowledge.ts'
import { nkeyCommand } from './commands/nkey.ts'
import { reportCommand } from './commands/report.ts'
import { usersCommand } from './commands/users.ts'
import type { FleetState, StationState } from './fleet-state.ts'
import { alarmWords, oddityWords } from './oddity-words.ts'
import { readFleet } from './read-fleet.ts'

interface Options {
  readonly db?: string
  readonly json?: true
  readonly watch?: true
}

/** Builds the command. */
export function fleetCommand(finish: (code: ExitCode) => void): Command {
  const fleet = new Command('fleet')
    .description('show how stations are, odd ones first: versions, clocks, silence, alarms')
    // The commands below it have options of the same names.
    .enablePositionalOptions()
    .option('--db <file>', 'the store of the collector')
    .option('--watch', 'look again every five seconds, until ctrl-c')
    .option('--json', 'print the state as a line of JSON')
    .action(async (options: Options) => {
      finish(await run(options))
    })
    .addHelpText('after', help)
  for (const command of [reportCommand(), acknowledgeCommand(), usersCommand(), nkeyCommand()])
    fleet.addCommand(command)
  return fleet
}

const help = `
A station is odd that is silent for three of its intervals, has another version than is published or than most have had
for ten minutes, has a stale role, a clock that is suspect or more than 5 s off, a device that is not ready, records
older than an hour unsent, a journal that fills up, or a gap in what is collected of it. A second digest of a known name
and version is an alarm, and stays until it is acknowledged (docs/fleet.md).

Exit code: 0 nothing is odd, 1 something is, 2 usage or operator error.

Examples:
  greengate fleet --db collector.db
  greengate fleet --db collector.db --json | jq .count
  greengate fleet report --day 2026-11-26 --db collector.db --out reports`

const everyMs = 5_000

async function run({ db, json, watch }: Options): Promise<ExitCode> {
  if (db === undefined) throw new OperatorError('fleet: give --db')
  using collection = await openCollection(db, 'read')
  const look = (): ExitCode => {
    const state = readFleet(collection, new Date())
    if (json === true) printJson(state)
    else for (const line of linesOf(state)) printLine(line)
    const isOdd = state.count.odd > 0 || state.count.alarms > 0
    return isOdd ? exitCodes.otherOutcome : exitCodes.done
  }
  let code = look()
  if (watch !== true) return code
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (json !== true) printLine()
      code = look()
    }, everyMs)
    const end = (): void => {
      clearInterval(timer)
      resolve()
    }
    process.once('SIGINT', end).once('SIGTERM', end)
  })
  return code
}

function linesOf({ at, stations, alarms, count }: FleetState): readonly string[] {
  const head = ['station', 'lane', 'service', 'bundle', 'rules', 'heard', 'offset', 'unsent', 'odd']
  const rows = stations.flatMap((station) => {
    const [first = '', ...others] = station.oddities.map(oddityWords)
    return [
      [...cellsOf(station), first],
      ...others.map((words) => [...Array.from({ length: head.length - 1 }, () => ''), words]),
    ]
  })
  const sum = `${at}: ${count.stations} stations, ${count.odd} odd, ${count.silent} silent, ${count.alarms} alarms`
  return [...alarms.map(alarmWords), ...tableLines(head, rows, [0, 1, 2, 4, 8]), sum]
}

function cellsOf({ station, said, ageSeconds }: StationState): readonly string[] {
  if (said === null) return [station, '', '', '', '', 'never', '', '']
  const { lane, service, bundle, rules, clock, unsent } = said
  return [
    ...[station, lane, service],
    bundle === null ? 'none' : String(bundle.version),
    rules === null ? 'none' : `${rules.id}/${rules.version}`,
    `${ageSeconds ?? ''} s`,
    clock.offsetMs === null ? '' : `${(clock.offsetMs / 1000).toFixed(1)} s`,
    String(unsent.records),
  ]
}
