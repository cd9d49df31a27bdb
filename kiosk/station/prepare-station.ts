/** What the arguments and the configuration of a station name, read before anything is opened or written. */
import { join } from 'node:path'
import type { VerifierClass, World } from 'greengate'
import type { StationArguments } from './arguments.ts'
import { loadConfiguration, parseConfiguration } from './configuration/read-configuration.ts'
import type { ScreenSettings } from '../shared/screen-settings.ts'
import type { StationConfiguration } from './configuration/station-configuration.ts'
import type { JournalOptions } from './journal/journal.ts'
import type { Seal } from './open-station.ts'
import { sealOf, uploadOf, type Upload } from './keys-of-others.ts'
import { readEnrolled, type EnrolledStation } from './enrolled-station.ts'
import type { ReplaySharing } from './replay/open-replay.ts'
import { readReplayKey } from './replay/replay-key.ts'
import { StationError } from './station-error.ts'

const dayMs = 86_400_000

/** The configuration with its files read, and those parts of it that every station has. */
export interface PreparedStation {
  readonly configuration: StationConfiguration
  readonly bundleFolder: string
  readonly source: string | undefined
  readonly class: VerifierClass | undefined
  readonly worlds: readonly World[]
  readonly journalFolder: string
  readonly ruleSet: string
  readonly name: string
  readonly lane: string
  readonly port: number
  readonly handover: boolean
  readonly enrolled: EnrolledStation | undefined
  readonly sharing: ReplaySharing | undefined
  readonly settings: ScreenSettings
  readonly passSeconds: number | undefined
  readonly keeping: Pick<JournalOptions, 'quotaBytes' | 'keepDays'>
  readonly seal: Seal | undefined
  readonly upload: Upload | undefined
  readonly staff: StaffOptions | undefined
}

/** Who may sign in, and what their acts need. */
export interface StaffOptions {
  readonly operatorsFile: string
  readonly idleMs: number
  readonly stickFolder: string | undefined
  readonly clockCommand: readonly string[] | undefined
}

/**
 * Reads them.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`, `ERR_STATION_KEYS`, `ERR_STATION_REPLAY_KEY`, `ERR_STATION_USAGE`.
 */
export async function prepareStation(given: StationArguments): Promise<PreparedStation> {
  const configuration = await configurationFor(given)
  const { station, bundle, screen, replay, journal, staff } = configuration
  const enrolled =
    configuration.enrolled === undefined ? undefined : await readEnrolled(configuration.enrolled)
  if (enrolled !== undefined && !enrolled.lanes.includes(station.lane)) {
    const what = `lane ${station.lane} is none of the lanes that ${enrolled.id} was enrolled with`
    throw new StationError('ERR_STATION_USAGE', `${what} (${enrolled.lanes.join(', ')})`)
  }
  const sharing =
    replay === undefined
      ? undefined
      : { do: replay.do, at: replay.at, key: await readReplayKey(replay.keyFile) }
  return {
    ...{ configuration, enrolled, sharing },
    ...{ bundleFolder: bundle.folder, source: bundle.source, class: bundle.class },
    ...{ worlds: bundle.worlds, journalFolder: configuration.journal.folder },
    ...{ ruleSet: configuration.rules, lane: station.lane, port: screen.port },
    ...{ handover: screen.handover, settings: screen.settings },
    passSeconds: configuration.devices.gate?.passSeconds,
    keeping: { quotaBytes: journal.quotaBytes, keepDays: journal.keepMs / dayMs },
    seal: journal.seal && (await sealOf(journal.seal)),
    upload: journal.upload && (await uploadOf(journal.upload)),
    staff: staff && {
      ...{ operatorsFile: staff.operatorsFile, idleMs: staff.idleMs },
      ...{ stickFolder: staff.stickFolder, clockCommand: staff.setClock },
    },
    name: station.name ?? enrolled?.id ?? 'station-1',
  }
}

/**
 * The configuration that the arguments name, with what they say instead.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`.
 */
export async function configurationFor(given: StationArguments): Promise<StationConfiguration> {
  const read =
    given.config === undefined
      ? await quickConfiguration(given)
      : await loadConfiguration(given.config)
  const { bundle, screen, journal } = read
  return {
    ...read,
    station: { name: given.name ?? read.station.name, lane: given.lane ?? read.station.lane },
    bundle: {
      folder: given.bundleFolder ?? bundle.folder,
      source: given.source ?? bundle.source,
      class: given.class ?? bundle.class,
      worlds: given.worlds ?? bundle.worlds,
    },
    rules: given.ruleSet ?? read.rules,
    enrolled: given.enrolled ?? read.enrolled,
    replay: given.replay ?? read.replay,
    journal: { ...journal, folder: given.journalFolder ?? journal.folder },
    screen: {
      ...screen,
      port: given.port ?? screen.port,
      handover: given.handover ?? screen.handover,
    },
  }
}

/** Without a file: what a file would be that says no more than the arguments do, on any free port. */
async function quickConfiguration(given: StationArguments): Promise<StationConfiguration> {
  const { bundleFolder = '.', ruleSet = '' } = given
  const file = {
    bundle: { folder: bundleFolder },
    rules: ruleSet,
    journal: { folder: join(bundleFolder, 'journal') },
    screen: { port: 0 },
  }
  const { configuration } = await parseConfiguration(JSON.stringify(file), bundleFolder)
  if (configuration !== undefined) return configuration
  throw new StationError('ERR_STATION_USAGE', '--rules is no id of a rule set; see --help')
}
