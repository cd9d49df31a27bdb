/** `station run`: starts the station and serves its screen until it is told to end. */
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { stationHelp } from '../arguments.ts'
import { builtScreen } from '../check/check-station.ts'
import { writeDurable } from '../durable-file.ts'
import { listenOnLoopback } from '../loopback.ts'
import { prepareStation } from '../prepare-station.ts'
import { serveScreen } from '../screen-server.ts'
import { startStation } from '../start-station.ts'
import { StationError, systemCode } from '../station-error.ts'
import { parseCommandLine } from './command-line.ts'

/** Runs it; resolves once the screen is served. A fault ends the process with 1, so that systemd starts it anew. */
export async function runStation(argv: readonly string[]): Promise<number> {
  const { values, station: given } = parseCommandLine(argv, [], ['address-file'])
  if (given === 'help') {
    process.stdout.write(stationHelp)
    return 0
  }
  const addressFile = values.get('address-file')
  const prepared = await prepareStation(given)
  // Before anything is opened: two stations must not write to one journal, nor speak to one gate.
  await (await listenOnLoopback(prepared.port, (_, response) => response.end())).close()
  const started = await startStation(prepared, { leave: () => process.exit(1) })
  const { api, log } = started
  const end = async () => {
    if (addressFile !== undefined) await rm(addressFile, { force: true })
    await started.end()
  }
  try {
    const { voicePack } = prepared.configuration.screen
    const screen = await serveScreen({
      ...{ api, screenFolder: builtScreen, port: prepared.port, log },
      ...(voicePack !== undefined && { voiceFolder: voicePack }),
    })
    // The gate first: whatever else ends may take its time.
    const stop = () => void started.shutGate().then(screen.close).then(end)
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
