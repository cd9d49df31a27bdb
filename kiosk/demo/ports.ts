/** Ports of the demo: the usual ones, others when those are busy, and an error when certain ones were asked for. */
import { StationError } from '../station/station-error.ts'

const usual = 4710

/**
 * Listens on the n-th port of the demo.
 *
 * @param first - The first port that was asked for; undefined when any will do.
 * @throws StationError `ERR_STATION_PORT_BUSY` when that very port was asked for.
 */
export async function onPort<T>(
  first: number | undefined,
  nth: number,
  listen: (port: number) => Promise<T>,
): Promise<T> {
  if (first !== undefined) return listen(first === 0 ? 0 : first + nth)
  try {
    return await listen(usual + nth)
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'ERR_STATION_PORT_BUSY') throw error
    return listen(0)
  }
}
