/** `station check` as a function: everything that can be known of a station before it runs. */
import { resolve } from 'node:path'
import type { StationArguments } from '../arguments.ts'
import { readConfiguration } from '../configuration/read-configuration.ts'
import type { DevicesConfiguration } from '../configuration/device-configuration.ts'
import { openStationKey } from '../journal/station-key.ts'
import { readOperators } from '../operators/operators-file.ts'
import { prepareStation, type PreparedStation } from '../prepare-station.ts'
import { onDisk, StationError } from '../station-error.ts'
import { checkData } from './check-data.ts'
import { checkDevices, type AskedDevice } from './check-devices.ts'
import { linesOf, type CheckLine } from './check-line.ts'
import { checkMachine } from './check-machine.ts'
import { checkVoice } from './check-voice.ts'

/** What a check stands on. */
export interface CheckSurroundings {
  readonly now: () => Date
  /** Where programs are looked for: the `PATH`. */
  readonly programs: string
  /** Opens the devices of a configuration; absent: they are not asked. */
  readonly openDevices:
    ((configuration: DevicesConfiguration) => readonly AskedDevice[]) | undefined
}

/** Where `npm run build` puts the screen. */
export const builtScreen = resolve(import.meta.dirname, '../../screen/dist')

/** Checks the station that the arguments name; never throws for what an operator got wrong. */
export async function checkStation(
  given: StationArguments,
  { now, programs, openDevices }: CheckSurroundings,
): Promise<readonly CheckLine[]> {
  const said = await checkConfiguration(given)
  if (said.prepared === undefined) return said.lines
  const { prepared } = said
  const { configuration } = prepared
  const { lines } = await checkData(prepared, now())
  const machine = await checkMachine({
    ...{ journalFolder: prepared.journalFolder, quotaBytes: configuration.journal.quotaBytes },
    ...{ screenFolder: builtScreen, port: prepared.port, programs },
  })
  const voice = await checkVoice(configuration.screen.voicePack, builtScreen)
  const staff = await orFailed('operators', () => checkOperators(prepared))
  const signing = await orFailed('signing key', () => checkSigning(prepared))
  // Whoever asks a gate shuts it first, and a running one may stand open in an emergency.
  const isRunning = machine.some(({ name, state }) => name === 'port' && state === 'warning')
  const open = isRunning ? undefined : openDevices
  const devices = await orFailed('devices', () => checkDevices(open?.(configuration.devices) ?? []))
  const why = isRunning
    ? 'not asked: the station runs, and its staff panel tests them'
    : open === undefined
      ? 'not asked'
      : 'none is configured'
  const none = devices.length > 0 ? [] : [linesOf('devices').skipped(why)]
  return [...said.lines, ...lines, ...staff, ...signing, ...machine, ...voice, ...devices, ...none]
}

/** Without its operators a station that names some does not start. */
async function checkOperators({ staff }: PreparedStation): Promise<readonly CheckLine[]> {
  if (staff === undefined) return []
  const { length } = await readOperators(staff.operatorsFile)
  return [linesOf('operators').ok(`${length} may sign in`)]
}

/** One that is not enrolled makes its key by itself. */
async function checkSigning({ enrolled, journalFolder }: PreparedStation) {
  if (enrolled !== undefined)
    await onDisk('cannot read it', () => openStationKey(journalFolder, enrolled.folder))
  return []
}

/** What keeps the station from starting is a line of the table, and no end of it. */
async function orFailed(
  name: string,
  look: () => Promise<readonly CheckLine[]>,
): Promise<readonly CheckLine[]> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof StationError)) throw error
    return [linesOf(name).failed(error.message)]
  }
}

interface CheckedConfiguration {
  readonly lines: readonly CheckLine[]
  readonly prepared: PreparedStation | undefined
}

async function checkConfiguration(given: StationArguments): Promise<CheckedConfiguration> {
  const is = linesOf('configuration')
  try {
    const findings =
      given.config === undefined ? [] : (await readConfiguration(given.config)).findings
    if (findings.length > 0) {
      const lines = findings.map(({ line, column, path, what, write }) =>
        is.failed(`${line}:${column} ${path === '' ? '' : `${path}: `}${what}; ${write}`),
      )
      return { lines, prepared: undefined }
    }
    const prepared = await prepareStation(given)
    return { lines: [is.ok(`${prepared.name}, lane ${prepared.lane}`)], prepared }
  } catch (error) {
    if (!(error instanceof StationError)) throw error
    return { lines: [is.failed(error.message)], prepared: undefined }
  }
}
