/** The arguments of a station, the same under Node and under Electron. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { VerifierClass, World } from 'greengate'
import type { ReplayConfiguration } from './configuration/station-configuration.ts'
import { parseReplayAddress } from './replay/replay-tls.ts'
import { StationError } from './station-error.ts'

/** What `--help` says. */
export const stationHelp = `Runs a station and shows its screen on this machine.

  npm run station -- --config station.yaml
  npm run station -- --folder DIR --rules ID [options]

  --config FILE   what this station is, in one commented file; "init" writes one to begin with. Every option below
                  that is given too counts instead of what the file says
  --folder DIR    where root.ggb and bundle.ggb lie; a new bundle.ggb is taken up at once
  --source WHERE  takes newer bundles from an http(s) address, a folder or a file instead
  --class CLASS   how old its data may be, by root's schedule: poll where they come over a network, stick where they
                  are carried (default: poll with a web address, else stick)
  --rules ID      the rule set that applies at this gate
  --journal DIR   where receipts go, and the bundle in force (default: DIR/journal)
  --station NAME  this station's name: a-z, 0-9 and - (default: as it was enrolled, else station-1)
  --lane NAME     this gate's lane: a-z, 0-9 and - (default: 1)
  --enrolled DIR  the folder of "greengate station enrol": with the key of its group cards are compared with tags
  --replay-listen HOST:PORT  this lane keeps what was shown for the other lanes of the station, and answers them there
  --replay-peer HOST:PORT    this lane asks the one that does; without an answer nobody passes (docs/replay.md)
  --replay-key FILE          the key that these lanes share, made by "greengate station replay-key"
  --handover      staff hand a new bundle over at the screen, as a .ggb file; where travellers reach the screen, leave it out
  --worlds LIST   worlds whose root may be pinned, with commas (default: production)
  --port N        the screen's port on 127.0.0.1; 0 is any free one (default: 0, or as the file says)
  --address-file FILE  writes the address of the screen there too, for the service that shows it

Prints the address of the screen. Whoever has that address can show codes to this station: keep it on this machine.
Ends with 2 when it cannot start, and says why.
`

/** What was asked for; what is undefined is left to the file, or to the default. */
export interface StationArguments {
  /** The file of a configuration. */
  readonly config: string | undefined
  readonly bundleFolder: string | undefined
  readonly source: string | undefined
  readonly class: VerifierClass | undefined
  readonly journalFolder: string | undefined
  readonly ruleSet: string | undefined
  readonly name: string | undefined
  readonly lane: string | undefined
  readonly port: number | undefined
  readonly handover: boolean | undefined
  readonly worlds: readonly World[] | undefined
  /** The folder of an enrolled station. */
  readonly enrolled: string | undefined
  /** How the lanes of this station are joined. */
  readonly replay: ReplayConfiguration | undefined
}

const options = {
  config: { type: 'string' },
  folder: { type: 'string' },
  rules: { type: 'string' },
  source: { type: 'string' },
  class: { type: 'string' },
  journal: { type: 'string' },
  station: { type: 'string' },
  enrolled: { type: 'string' },
  'replay-listen': { type: 'string' },
  'replay-peer': { type: 'string' },
  'replay-key': { type: 'string' },
  lane: { type: 'string' },
  port: { type: 'string' },
  handover: { type: 'boolean' },
  worlds: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const namePattern = /^[a-z0-9][a-z0-9-]{0,39}$/

/**
 * Reads the arguments.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
export function parseStationArguments(argv: readonly string[]): StationArguments | 'help' {
  const given = read(argv)
  const { config, folder, rules, journal, station, lane, port } = given
  if (given.help) return 'help'
  if (config === undefined && folder === undefined) usage('--folder is missing')
  if (config === undefined && rules === undefined) usage('--rules is missing')
  if (station !== undefined && !namePattern.test(station))
    usage('--station must be of a-z, 0-9 and -')
  if (lane !== undefined && !namePattern.test(lane)) usage('--lane must be of a-z, 0-9 and -')
  return {
    config: given.config && resolve(given.config),
    bundleFolder: folder && resolve(folder),
    source: given.source && parseSource(given.source),
    class: given.class === undefined ? undefined : parseClass(given.class),
    journalFolder: journal && resolve(journal),
    ruleSet: rules,
    name: station,
    lane,
    port: port === undefined ? undefined : parsePort(port),
    handover: given.handover,
    worlds: given.worlds === undefined ? undefined : parseWorlds(given.worlds),
    enrolled: given.enrolled && resolve(given.enrolled),
    replay: parseReplay(given),
  }
}

function parseReplay(given: ReturnType<typeof read>): ReplayConfiguration | undefined {
  const { 'replay-listen': listen, 'replay-peer': ask, 'replay-key': key } = given
  const where = listen ?? ask
  if (where === undefined) {
    return key === undefined ? undefined : usage('--replay-key is of use with another lane only')
  }
  if (listen !== undefined && ask !== undefined) {
    usage('--replay-listen and --replay-peer: one lane keeps what was shown, and the others ask it')
  }
  if (key === undefined) usage('--replay-key is missing')
  const at = parseReplayAddress(where) ?? usage(`no address such as 192.0.2.7:4800: ${where}`)
  return { do: listen === undefined ? 'ask' : 'listen', at, keyFile: resolve(key) }
}

/** An address as it is; a folder or a file from the top of the disk. */
function parseSource(text: string): string {
  if (!/^[a-z]+:\/\//i.test(text)) return resolve(text)
  const isHttp = /^https?:\/\//.test(text) && URL.canParse(text)
  return isHttp ? text : usage('--source must be an http(s) address, a folder or a file')
}

function parseClass(text: string): VerifierClass {
  return text === 'poll' || text === 'stick' ? text : usage('--class must be poll or stick')
}

const known: readonly World[] = ['test', 'demo', 'production']

/**
 * Reads the names of worlds.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
function parseWorlds(text: string): readonly World[] {
  return text
    .split(',')
    .map((name) => known.find((world) => world === name) ?? usage(`--worlds: no world ${name}`))
}

/**
 * Reads a port; 0 stands for any free one.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity
  return port <= 65_535 ? port : usage('--port must be a number from 0 to 65535')
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    // parseArgs throws TypeErrors for what the caller typed; their first sentence names it.
    if (error instanceof TypeError) usage(error.message.split('. ', 1)[0] ?? 'wrong argument')
    throw error
  }
}

function usage(message: string): never {
  throw new StationError('ERR_STATION_USAGE', `${message}; see --help`)
}
