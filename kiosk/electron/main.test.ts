/** The main process against a fake of Electron: in what order it shuts the doors, and that it opens no window without a bundle. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { channels } from '../shared/channels.ts'

/** What the fake was told, in order. */
const { told, electron, quit } = vi.hoisted(() => {
  const told: string[] = []
  const quitListeners: ((event: { preventDefault(): void }) => void)[] = []
  const tell =
    (name: string) =>
    (...args: unknown[]) => {
      told.push([name, ...args.filter((arg) => typeof arg === 'string')].join(' '))
    }
  const contents = {
    mainFrame: { url: 'app://kiosk/' },
    setWindowOpenHandler: tell('setWindowOpenHandler'),
    on: tell('contents.on'),
  }
  class BrowserWindow {
    webContents = contents
    on = tell('window.on')
    loadURL = (url: string) => {
      tell('loadURL')(url)
      return Promise.resolve()
    }
    constructor(options: { webPreferences: { sandbox: boolean; contextIsolation: boolean } }) {
      const { sandbox, contextIsolation } = options.webPreferences
      told.push(`BrowserWindow sandbox=${String(sandbox)} isolation=${String(contextIsolation)}`)
    }
  }
  const electron = {
    app: {
      enableSandbox: tell('enableSandbox'),
      on: tell('app.on'),
      once: (name: string, listener: (event: { preventDefault(): void }) => void) => {
        if (name === 'will-quit') quitListeners.push(listener)
      },
      whenReady: () => Promise.resolve(),
      requestSingleInstanceLock: () => true,
      exit: (code?: number) => told.push(`exit ${code ?? 0}`),
      quit: tell('quit'),
    },
    BrowserWindow,
    ipcMain: {
      handle: tell('handle'),
      removeHandler: tell('removeHandler'),
      on: tell('ipcMain.on'),
      removeListener: tell('ipcMain.removeListener'),
    },
    Menu: { setApplicationMenu: tell('setApplicationMenu') },
    powerSaveBlocker: { start: tell('powerSaveBlocker') },
    protocol: {
      registerSchemesAsPrivileged: tell('registerSchemes'),
      handle: tell('protocol.handle'),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: tell('setPermissionRequestHandler'),
        setPermissionCheckHandler: tell('setPermissionCheckHandler'),
        setDevicePermissionHandler: tell('setDevicePermissionHandler'),
        setDisplayMediaRequestHandler: tell('setDisplayMediaRequestHandler'),
        setBluetoothPairingHandler: tell('setBluetoothPairingHandler'),
        on: tell('session.on'),
        webRequest: { onBeforeRequest: tell('onBeforeRequest') },
      },
    },
  }
  const quit = () => {
    for (const listener of quitListeners) listener({ preventDefault: () => undefined })
  }
  return { told, electron, quit }
})
vi.mock('electron', () => electron)
// The screen's folder is built by the build; what is in it is tried elsewhere.
vi.mock('./screen-files.ts', () => ({
  screenOrigin: 'app://kiosk',
  screenFiles: () => Promise.resolve(() => undefined),
}))

let top: string
let demo: Demo
const argv = process.argv
const lines: string[] = []

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: new Date() })
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(() => {
  told.length = 0
  vi.resetModules()
  lines.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})
afterEach(() => {
  process.argv = argv
  vi.restoreAllMocks()
})

const start = (...args: string[]) => {
  process.argv = ['electron', 'main.js', '--', ...args]
  return import('./main.ts')
}
const at = (line: string) => told.findIndex((one) => one.startsWith(line))

describe('the main process', () => {
  test('shuts every door before it shows the screen, and serves the contract', async () => {
    await start(
      ...['--folder', demo.folder, '--rules', demo.ruleSet, '--worlds', 'demo'],
      ...['--journal', join(top, 'journal')],
    )
    await expect.poll(() => at('loadURL app://kiosk/')).toBeGreaterThan(0)
    const before = told.slice(0, at('loadURL'))
    expect(before).toEqual(
      expect.arrayContaining([
        'registerSchemes',
        'enableSandbox',
        'protocol.handle app',
        'setPermissionRequestHandler',
        'setPermissionCheckHandler',
        'setDevicePermissionHandler',
        'BrowserWindow sandbox=true isolation=true',
        'setWindowOpenHandler',
        'contents.on will-navigate',
        'contents.on will-redirect',
        'contents.on render-process-gone',
        'app.on child-process-gone',
        'session.on select-serial-port',
        'onBeforeRequest',
        ...Object.values(channels).map(({ name }) => `handle ${name}`),
      ]),
    )
    expect(told).not.toContain('exit 2')
    quit()
    await expect.poll(() => at('exit 0')).toBeGreaterThan(0)
    expect(told).toContain('removeHandler kiosk:present')
  })

  test.each([
    ['without a folder', ['--rules', 'x']],
    ['without a bundle in the folder', ['--folder', '/nowhere', '--rules', 'x']],
    ['with an argument that it does not know', ['--folder', '/nowhere', '--rules', 'x', '--y']],
  ])('%s says so in one line, ends with 2, and opens no window', async (_, args) => {
    await start(...args)
    expect(told).toContain('exit 2')
    expect(at('BrowserWindow')).toBe(-1)
    expect(lines).toHaveLength(1)
  })
})
