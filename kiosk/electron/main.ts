/** The kiosk in Electron: the same station in the main process, the same screen in one locked window. */
import { resolve } from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, session } from 'electron'
import { parseStationArguments, stationHelp } from '../station/arguments.ts'
import { prepareStation } from '../station/prepare-station.ts'
import { startStation, type StartedStation } from '../station/start-station.ts'
import { StationError } from '../station/station-error.ts'
import { hearScreen } from '../station/watchdog/hear-screen.ts'
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

async function show(started: StartedStation, voicePack: string | undefined): Promise<void> {
  const { log } = started
  const files = await screenFiles(resolve(import.meta.dirname, '../../screen/dist'), voicePack)
  protocol.handle('app', files)
  restrictPermissions(session.defaultSession)
  Menu.setApplicationMenu(null)
  powerSaveBlocker.start('prevent-display-sleep')
  const window = new BrowserWindow(windowOptions(resolve(import.meta.dirname, 'preload.cjs')))
  confine(window.webContents)
  const screen = recover({ window, app, log, monotonicMs: () => performance.now() })
  const api = hearScreen(started.api, screen.beat)
  const stop = serveIpc(ipcMain, api, (event) => isTrustedFrame(window, event.senderFrame), log)
  const end = async () => {
    // The gate first: whatever else ends may take its time.
    await started.shutGate()
    screen.stop()
    stop()
    await started.end()
  }
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
  const started = await startStation(prepared, {
    leave() {
      app.relaunch()
      app.exit(1)
    },
  })
  await app.whenReady()
  await show(started, prepared.configuration.screen.voicePack)
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
