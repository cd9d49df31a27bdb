/** The kiosk in Electron: the same station in the main process, the same screen in one locked window. */
import { resolve } from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, session } from 'electron'
import { openSerialLine } from '../station/devices/line/line.ts'
import { openDevices } from '../station/devices/open-devices.ts'
import { startLog, type Log } from '../station/log.ts'
import { openStation, type OpenStation } from '../station/open-station.ts'
import { parseStationArguments, stationHelp } from '../station/arguments.ts'
import { prepareStation } from '../station/prepare-station.ts'
import { StationError } from '../station/station-error.ts'
import { hearScreen } from '../station/watchdog/hear-screen.ts'
import { startWatchdog } from '../station/watchdog/start-watchdog.ts'
import { systemdOf } from '../station/watchdog/systemd.ts'
import { endOnFault } from './end-on-fault.ts'
import { serveIpc } from './ipc-server.ts'
import { recover } from './recover.ts'
import { screenFiles, screenOrigin } from './screen-files.ts'
import { confine, isTrustedFrame, restrictPermissions, windowOptions } from './window.ts'

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()
app.on('window-all-closed', () => {
  app.quit()
})

async function show({ station, shutGate, close }: OpenStation, log: Log): Promise<void> {
  const files = await screenFiles(resolve(import.meta.dirname, '../../screen/dist'))
  protocol.handle('app', files)
  restrictPermissions(session.defaultSession)
  Menu.setApplicationMenu(null)
  powerSaveBlocker.start('prevent-display-sleep')
  const monotonicMs = () => performance.now()
  const window = new BrowserWindow(windowOptions(resolve(import.meta.dirname, 'preload.cjs')))
  confine(window.webContents)
  const screen = recover({ window, app, log, monotonicMs })
  const watchdog = startWatchdog({ station, log, monotonicMs, systemd: systemdOf(process.env) })
  const api = hearScreen(watchdog.api, screen.beat)
  const stop = serveIpc(ipcMain, api, (event) => isTrustedFrame(window, event.senderFrame), log)
  const end = async () => {
    screen.stop()
    watchdog.stop()
    stop()
    await close()
    log.close()
  }
  // The gate first: what else ends may hang.
  endOnFault(process, { end: () => shutGate().finally(end), app, log })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void end().finally(() => {
      app.exit()
    })
  })
  await window.loadURL(`${screenOrigin}/`)
}

async function run(argv: readonly string[]): Promise<void> {
  const parsed = parseStationArguments(argv)
  if (parsed === 'help') {
    process.stdout.write(stationHelp)
    app.exit(0)
    return
  }
  if (!app.requestSingleInstanceLock())
    throw new StationError('ERR_STATION_USAGE', 'this kiosk is running already')
  const prepared = await prepareStation(parsed)
  const log = startLog(prepared.name, prepared.configuration.log)
  const devices = openDevices(prepared.configuration.devices, {
    ...{ now: () => new Date(), monotonicMs: () => performance.now(), log },
    openLine: openSerialLine,
  })
  const opened = await openStation({ ...prepared, devices, log })
  await app.whenReady()
  await show(opened, log)
}

try {
  // What stands before the two dashes is Chromium's.
  const dashes = process.argv.indexOf('--')
  await run(dashes === -1 ? [] : process.argv.slice(dashes + 1))
} catch (error) {
  if (!(error instanceof StationError)) throw error
  process.stderr.write(`${error.message}\n`)
  app.exit(2)
}
