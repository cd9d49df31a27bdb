/** Takes a station out of service for good: its keys, its receipts and its bundle are gone, its floors stay. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { UploadConfiguration } from '../configuration/station-configuration.ts'
import type { PreparedStation } from '../prepare-station.ts'
import { StationError, systemCode } from '../station-error.ts'
import { eraseFile, eraseFolder } from './erase.ts'

/** What is asked before anything is deleted. */
export interface WipeAsks {
  /** The name that the operator typed. */
  readonly typed: string
  /** Whether receipts go that nobody else has. */
  readonly evenUnsent: boolean
  /** How many records the collector has not signed for. */
  readonly unsent: () => Promise<number>
}

/** What became of it. */
export interface Wiped {
  /** Files that are gone, by what they were. */
  readonly gone: readonly { readonly what: string; readonly files: number }[]
  /** What is left on purpose, for the operator to know. */
  readonly left: readonly string[]
}

/** In the folder of the journal: what an old bundle is refused by, should this machine become a station again. */
export const floorsName = 'floors'

/**
 * Wipes it. The station must not run.
 *
 * @throws StationError `ERR_STATION_USAGE` when the name is another, or records are unsent; nothing is deleted then.
 */
export async function wipeStation(prepared: PreparedStation, asks: WipeAsks): Promise<Wiped> {
  const { name, configuration, journalFolder } = prepared
  if (asks.typed !== name)
    throw new StationError(
      'ERR_STATION_USAGE',
      `this station is called ${name}; nothing was deleted`,
    )
  const unsent = asks.evenUnsent ? 0 : await asks.unsent()
  if (unsent > 0) {
    const what = `${unsent} records are on this machine alone; send or export them, or say --even-unsent`
    throw new StationError('ERR_STATION_USAGE', `${what}; nothing was deleted`)
  }
  const { enrolled, replay, staff, devices, journal, log } = configuration
  const gate = devices.gate?.driver === 'webhook' ? devices.gate.secretFile : undefined
  // Keys first: should the power fail now, what is left cannot speak for this station any more.
  const gone = [
    { what: 'keys of the enrolment', files: await folderOf(enrolled) },
    { what: 'key of the lanes', files: await fileOf(replay?.keyFile) },
    { what: 'key of the gate', files: await fileOf(gate) },
    { what: 'keys to the collector', files: await filesOf(secretsOf(journal.upload?.to)) },
    { what: 'operators', files: await fileOf(staff?.operatorsFile) },
    { what: 'journal and bundle', files: await eraseFolder(journalFolder, [floorsName]) },
    { what: 'logs', files: await logsOf(log.file) },
  ]
  return { gone, left: [join(journalFolder, floorsName), prepared.bundleFolder] }
}

const folderOf = async (folder: string | undefined): Promise<number> =>
  folder === undefined ? 0 : eraseFolder(folder)

const fileOf = async (file: string | undefined): Promise<number> =>
  file !== undefined && (await eraseFile(file)) ? 1 : 0

/** By what the station is known to a server of HTTPS or NATS. */
const secretsOf = (to: UploadConfiguration['to'] | undefined): readonly (string | undefined)[] =>
  to === undefined ? [] : [to.keyFile, to.way === 'nats' ? to.credsFile : undefined]

async function filesOf(files: readonly (string | undefined)[]): Promise<number> {
  let gone = 0
  for (const file of files) gone += await fileOf(file)
  return gone
}

async function logsOf(file: string | undefined): Promise<number> {
  if (file === undefined) return 0
  const names = await readdir(dirname(file)).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error
    return []
  })
  const ours = names.filter(
    (name) => name === basename(file) || /^\.\d+$/.test(name.replace(basename(file), '')),
  )
  return filesOf(ours.map((name) => join(dirname(file), name)))
}
