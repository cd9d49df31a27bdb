/** `station run`: opens the station and serves its screen until it is told to end. */
import { parseStationArguments, stationHelp } from '../arguments.ts'
import { builtScreen } from '../check/check-station.ts'
import { startLog } from '../log.ts'
import { openStation } from '../open-station.ts'
import { prepareStation } from '../prepare-station.ts'
import { serveScreen } from '../screen-server.ts'

/** Runs it; resolves once the screen is served. */
export async function runStation(argv: readonly string[]): Promise<number> {
  const given = parseStationArguments(argv)
  if (given === 'help') {
    process.stdout.write(stationHelp)
    return 0
  }
  const prepared = await prepareStation(given)
  const log = startLog(prepared.name, prepared.configuration.log)
  const { station, close } = await openStation({ ...prepared, log })
  const serving = serveScreen({ api: station, screenFolder: builtScreen, port: prepared.port, log })
  const screen = await serving.catch(async (error: unknown) => {
    await close()
    throw error
  })
  const stop = () => {
    void screen
      .close()
      .then(close)
      .then(() => {
        log.close()
      })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Last: whoever reads it may stop the station at once.
  process.stdout.write(`${screen.url}\n`)
  return 0
}
