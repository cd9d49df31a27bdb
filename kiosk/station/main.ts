/** The station as a command: `node --conditions=source kiosk/station/main.ts --help`. */
import { resolve } from 'node:path'
import { parseStationArguments, stationHelp, type StationArguments } from './arguments.ts'
import { startLog } from './log.ts'
import { openStation } from './open-station.ts'
import { prepareStation } from './prepare-station.ts'
import { serveScreen } from './screen-server.ts'
import { StationError } from './station-error.ts'

async function run(given: StationArguments): Promise<void> {
  const options = await prepareStation(given)
  const log = startLog(options.name)
  const { station, close } = await openStation({ ...options, log })
  const screenFolder = resolve(import.meta.dirname, '../screen/dist')
  const serving = serveScreen({ api: station, screenFolder, port: options.port, log })
  const screen = await serving.catch(async (error: unknown) => {
    await close()
    throw error
  })
  const stop = () => {
    void screen.close().then(close)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  // Last: whoever reads it may stop the station at once.
  process.stdout.write(`${screen.url}\n`)
}

try {
  const parsed = parseStationArguments(process.argv.slice(2))
  if (parsed === 'help') process.stdout.write(stationHelp)
  else await run(parsed)
} catch (error) {
  if (!(error instanceof StationError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
