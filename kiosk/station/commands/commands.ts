/** The commands of a station by name: each takes its arguments and gives the code that the process ends with. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { StationArguments } from '../arguments.ts'
import { checkTable } from '../check/check-line.ts'
import { checkStation } from '../check/check-station.ts'
import type { DevicesConfiguration } from '../configuration/device-configuration.ts'
import { openSerialLine } from '../devices/line/line.ts'
import { openDevices } from '../devices/open-devices.ts'
import { allDevices } from '../devices/station-devices.ts'
import { openJournal } from '../journal/journal.ts'
import { listenOnLoopback } from '../loopback.ts'
import { prepareStation, type PreparedStation } from '../prepare-station.ts'
import { StationError, systemCode } from '../station-error.ts'
import { packed, supportFiles } from '../support/support-bundle.ts'
import { wipeStation } from '../wipe/wipe-station.ts'
import { parseCommandLine } from './command-line.ts'
import { initStation } from './init.ts'
import { askPin, operatorsCommand } from './operators.ts'
import { runStation } from './run.ts'

/** What `--help` says, before the options of `run`. */
export const commandsHelp = `The commands of a station:

  run       runs it (also where no command is named)
  init      writes station.yaml, with a comment for every member, and its schema for editors
  check     says what is wrong with it, and which devices answer; opens no gate
  operators adds, removes and lists who may sign in
  wipe      deletes its keys, receipts and bundle, when it is taken out of service
  support   packs what helpers ask for, without anything of a person

Examples:

  npm run station -- init station.yaml
  npm run station -- check --config station.yaml
  npm run station -- check --config station.yaml --json
  npm run station -- run --config station.yaml
  npm run station -- support --config station.yaml --out support.tar.gz
  npm run station -- operators add li --rights passages,data --config station.yaml
  npm run station -- wipe --config station.yaml
  npm run station -- wipe --config station.yaml --yes hall-2 --even-unsent

check ends with 0 when nothing failed, with 1 when something did, with 2 when it was called wrongly.

`

/** A command. */
export type Command = (argv: readonly string[]) => Promise<number>

/** All of them. */
export const commands: Readonly<Record<string, Command>> = {
  run: runStation,
  init: async ([file = 'station.yaml', ...more]) => {
    if (more.length > 0 || file.startsWith('-')) usage('init takes the name of one file')
    print((await initStation(resolve(file))).map((path) => `${path}\n`).join(''))
    return 0
  },
  check: async (argv) => {
    const { flags, station } = parseCommandLine(argv, ['json'])
    const lines = await checkStation(named(station), surroundings())
    print(flags.has('json') ? `${JSON.stringify({ checks: lines }, null, 2)}\n` : checkTable(lines))
    return lines.some(({ state }) => state === 'failed') ? 1 : 0
  },
  operators: (argv) =>
    operatorsCommand(argv, { askPin, print: (text) => process.stdout.write(text) }),
  wipe: async (argv) => {
    const { flags, values, station } = parseCommandLine(argv, ['even-unsent'], ['yes'])
    const prepared = await prepareStation(named(station))
    await refuseRunning(prepared)
    const typed = values.get('yes') ?? (await ask(`Type the name of this station to wipe it: `))
    const { gone, left } = await wipeStation(prepared, {
      ...{ typed, evenUnsent: flags.has('even-unsent'), unsent: () => unsentOf(prepared) },
    })
    for (const { what, files } of gone) print(`gone: ${what} (${files} files)\n`)
    for (const path of left) print(`left: ${path}\n`)
    return 0
  },
  support: async (argv) => {
    const { values, station } = parseCommandLine(argv, [], ['out'])
    const given = named(station)
    const prepared = await prepareStation(given)
    const out = resolve(values.get('out') ?? `support-${prepared.name}.tar.gz`)
    const now = new Date()
    const files = await supportFiles(prepared, await checkStation(given, surroundings()), now)
    await writeFile(out, packed(files, now), { mode: 0o600, flag: 'wx' }).catch(cannotWrite)
    print(`${out}\n`)
    return 0
  },
}

const surroundings = () => ({
  ...{ now: () => new Date(), programs: process.env['PATH'] ?? '' },
  openDevices: (configuration: DevicesConfiguration) =>
    allDevices(
      openDevices(configuration, {
        ...{ now: () => new Date(), monotonicMs: () => performance.now(), log: () => undefined },
        openLine: openSerialLine,
      }),
    ),
})

const named = (station: StationArguments | 'help'): StationArguments =>
  station === 'help' ? usage('say --help by itself') : station

const print = (text: string) => process.stdout.write(text)

/** What a running station has open cannot be taken from under it; its port tells that it runs. */
async function refuseRunning({ port }: PreparedStation): Promise<void> {
  try {
    const probe = await listenOnLoopback(port, (_, response) => response.end())
    await probe.close()
  } catch (error) {
    if (!(error instanceof StationError)) throw error
    usage(`port ${port} is in use: stop the station first`)
  }
}

async function unsentOf({ journalFolder, name }: PreparedStation): Promise<number> {
  const { journal } = await openJournal(
    { folder: journalFolder, station: name, log: () => undefined },
    new Date(),
  )
  const { records } = journal.unsent()
  await journal.close()
  return records
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}

function cannotWrite(error: unknown): never {
  const code = systemCode(error)
  if (code === undefined) throw error
  const help = code === 'EEXIST' ? 'it is there already' : code
  return usage(`the support bundle cannot be written (${help}); name another file with --out`)
}

function usage(message: string): never {
  throw new StationError('ERR_STATION_USAGE', `${message}; see --help`)
}
