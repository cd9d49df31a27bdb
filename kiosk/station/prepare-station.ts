/** What the arguments of a station name, read before anything is opened or written. */
import type { StationArguments } from './arguments.ts'
import { readEnrolled, type EnrolledStation } from './enrolled-station.ts'
import type { ReplaySharing } from './replay/open-replay.ts'
import { readReplayKey } from './replay/replay-key.ts'
import { StationError } from './station-error.ts'

/** The arguments with their files read. */
export interface PreparedStation extends Omit<StationArguments, 'name' | 'enrolled' | 'replay'> {
  readonly name: string
  readonly enrolled: EnrolledStation | undefined
  readonly sharing: ReplaySharing | undefined
}

/**
 * Reads them.
 *
 * @throws StationError `ERR_STATION_KEYS`, `ERR_STATION_REPLAY_KEY`, `ERR_STATION_USAGE`.
 */
export async function prepareStation({
  name,
  enrolled: folder,
  replay,
  ...given
}: StationArguments): Promise<PreparedStation> {
  const enrolled = folder === undefined ? undefined : await readEnrolled(folder)
  if (enrolled !== undefined && !enrolled.lanes.includes(given.lane)) {
    const what = `--lane ${given.lane} is none of the lanes that ${enrolled.id} was enrolled with`
    throw new StationError('ERR_STATION_USAGE', `${what} (${enrolled.lanes.join(', ')})`)
  }
  const sharing =
    replay === undefined
      ? undefined
      : { do: replay.do, at: replay.at, key: await readReplayKey(replay.keyFile) }
  return { ...given, name: name ?? enrolled?.id ?? 'station-1', enrolled, sharing }
}
