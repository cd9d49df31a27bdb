/** `station run`: opens the station and serves its screen until it is told to end. */
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { stationHelp } from '../arguments.ts'
import { builtScreen } from '../check/check-station.ts'
import { openSerialLine } from '../devices/line/line.ts'
import { openDevices } from '../devices/open-devices.ts'
import { writeDurable } from '../durable-file.ts'
import { startLog } from '../log.ts'
import { openStation } from '../open-station.ts'
import { prepareStation } from '../prepare-station.ts'
import { serveScreen } from '../screen-server.ts'
import { StationError, systemCode } from '../station-error.ts'
import { startWatchdog } from '../watchdog/start-watchdog.ts'
import { systemdOf } from '../watchdog/systemd.ts'
import { parseCommandLine } from './command-line.ts'

/** Runs it; resolves once the screen is served. */
export async function runStation(argv: readonly string[]): Promise<number> {
  const { values, station: given } = parseCommandLine(argv, [], ['address-file'])
  if (given === 'help') {
    process.stdout.write(stationHelp)
    return 0
  }
  const addressFile = values.get('address-file')
  const prepared = await prepareStation(given)
  const log = startLog(prepared.name, prepared.configuration.log)
  const devices = openDevices(prepared.configuration.devices, {
    ...{ now: () => new Date(), monotonicMs: () => performance.now(), log },
    openLine: openSerialLine,
  })
  const { station, close } = await openStation({ ...prepared, devices, log })
  const watchdog = startWatchdog({
    ...{ station, log, systemd: systemdOf(process.env) },
    monotonicMs: () => performance.now(),
  })
  const end = async () => {
    watchdog.stop()
    if (addressFile !== undefined) await rm(addressFile, { force: true })
    await close()
    log.close()
  }
  try {
    const screenFolder = builtScreen
    const screen = await serveScreen({ api: watchdog.api, screenFolder, port: prepared.port, log })
    const stop = () => void screen.close().then(end)
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    if (addressFile !== undefined) await writeAddress(resolve(addressFile), screen.url)
    // Last: whoever reads it may stop the station at once.
    process.stdout.write(`${screen.url}\n`)
    return 0
  } catch (error) {
    await end()
    throw error
  }
}

/** For its owner alone: whoever has the address can show codes. */
async function writeAddress(file: string, url: string): Promise<void> {
  try {
    await writeDurable(file, `${url}\n`)
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what = `the address of the screen cannot be written to ${file} (${code})`
    throw new StationError('ERR_STATION_USAGE', what, { cause: error })
  }
}
