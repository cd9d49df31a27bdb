/** The kiosk against Electron's own security checklist, all twenty items, each by what really happens. */
import { readFileSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { fakeStation } from '../shared/fake-station.ts'
import { fakeIpc } from './fake-ipc.ts'
import { serveIpc } from './ipc-server.ts'
import { ipcTransport } from './ipc-transport.ts'
import { screenFiles } from './screen-files.ts'
import { confined, restricted } from './test-doors.ts'
import { confine, isTrustedFrame, windowOptions } from './window.ts'

const root = join(import.meta.dirname, '../..')
const source = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const ours = readdirSync(import.meta.dirname).filter(
  (name) => name.endsWith('.ts') && !/test\.ts$|^(?:fake|test)-/.test(name),
)

let folder: string
let get: (url: string) => Promise<Response>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  await mkdir(join(folder, 'screen'))
  await writeFile(join(folder, 'screen/index.html'), '<!doctype html>')
  await writeFile(join(folder, 'secret.js'), 'secret')
  const answer = await screenFiles(join(folder, 'screen'))
  get = (url) => answer({ url, method: 'GET' })
})
afterAll(() => rm(folder, { recursive: true }))

const { webPreferences, kiosk, frame } = windowOptions('/preload.cjs')

test('1: no content comes from anywhere but the screen’s own scheme', () => {
  const { set } = restricted()
  const isCancelled = (url: string) => {
    let cancelled = false
    set.before({ url }, ({ cancel }) => {
      cancelled = cancel
    })
    return cancelled
  }
  const urls = [
    'https://example.com/',
    'http://127.0.0.1:1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://kiosk.example/',
  ]
  expect(urls.map(isCancelled)).toEqual(urls.map(() => true))
  expect(['app://kiosk/', 'app://kiosk/main.js', 'blob:app://kiosk/1'].map(isCancelled)).toEqual([
    false,
    false,
    false,
  ])
})

test('2: the page has nothing of Node', () => {
  expect(webPreferences).toMatchObject({
    ...{ nodeIntegration: false, nodeIntegrationInWorker: false },
    nodeIntegrationInSubFrames: false,
  })
})

test('3: the page and the preload have worlds of their own', () => {
  expect(webPreferences?.contextIsolation).toBe(true)
})

test('4: every renderer is sandboxed', () => {
  expect(webPreferences?.sandbox).toBe(true)
  // Before anything is awaited: it must be said before Electron is ready.
  const main = source('main.ts')
  expect(main.indexOf('app.enableSandbox()')).toBeGreaterThan(0)
  expect(main.indexOf('app.enableSandbox()')).toBeLessThan(main.indexOf('await '))
})

// 5, permissions, has a file of its own: permissions.test.ts.

test('6: the web’s own security is on', () => {
  expect(webPreferences?.webSecurity).toBe(true)
})

test('7: every answer has a policy that allows nothing by default, and no code but the screen’s', async () => {
  for (const url of ['app://kiosk/', 'app://kiosk/none.js']) {
    const policy = (await get(url)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/)
  }
})

test('8: no content is mixed', () => {
  expect(webPreferences?.allowRunningInsecureContent).toBe(false)
})

test('9: nothing experimental is on', () => {
  expect(webPreferences?.experimentalFeatures ?? false).toBe(false)
})

test('10: no feature of Blink is switched on by name', () => {
  expect(webPreferences?.enableBlinkFeatures).toBeUndefined()
  expect(ours.filter((name) => source(name).includes('enable-blink-features'))).toEqual([])
})

test('11: there are no webviews that could allow windows', () => {
  expect(webPreferences?.webviewTag).toBe(false)
})

test('12: a webview that is attached all the same is not', () => {
  expect(confined('will-attach-webview')).toBe(true)
})

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
  '13: %s is prevented',
  (name) => {
    expect(confined(name)).toBe(true)
  },
)

test('13: no key does what it does in a browser', () => {
  const keys = { control: false, meta: false, alt: false }
  const gets = (input: object) => !confined('before-input-event', { ...keys, ...input })
  expect(gets({ control: true, key: 'r' })).toBe(false)
  expect(gets({ alt: true, key: 'F4' })).toBe(false)
  expect(gets({ key: 'F12' })).toBe(false)
  expect(gets({ key: 'Tab' })).toBe(true)
  expect({ kiosk, frame, devTools: webPreferences?.devTools }).toEqual({
    ...{ kiosk: true, frame: false, devTools: false },
  })
})

test('14: no window is opened', () => {
  let answer: unknown
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: (details: object) => unknown) {
      answer = handler({ url: 'https://example.com/' })
    },
  })
  confine(contents as unknown as WebContents)
  expect(answer).toEqual({ action: 'deny' })
})

test('15: nothing is handed to the system to be opened', () => {
  expect(
    ours.filter((name) => /openExternal|\bshell\b[^.]*from 'electron'/.test(source(name))),
  ).toEqual([])
})

test('16: Electron is one of the supported versions, pinned, and the one that is packed', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies['electron']).toMatch(/^45\.\d+\.\d+$/)
  expect(builder()).toMatchObject({ electronVersion: devDependencies['electron'] })
})

describe('17: a frame', () => {
  const mainFrame = { url: 'app://kiosk/' }
  const window = { webContents: { mainFrame } } as never

  test('is trusted when it is the main frame with the screen in it', () => {
    expect(isTrustedFrame(window, mainFrame)).toBe(true)
  })

  test('is not when it is gone, or a frame within, or shows another page', () => {
    expect(isTrustedFrame(window, null)).toBe(false)
    expect(isTrustedFrame(window, { url: 'app://kiosk/' })).toBe(false)
    const elsewhere = { url: 'https://example.com/' }
    const other = { webContents: { mainFrame: elsewhere } } as never
    expect(isTrustedFrame(other, elsewhere)).toBe(false)
  })

  test('that is not trusted is not answered, and the station not asked', async () => {
    const station = fakeStation()
    const ipc = fakeIpc('https://example.com/')
    const stop = serveIpc(
      ipc.ipcMain,
      station,
      () => false,
      () => undefined,
    )
    const answer = await ipcTransport(ipc.ipcRenderer).ask('present', ['A'])
    expect(answer).toEqual({ ok: false, code: 'malformed' })
    expect(station.asked).toEqual([])
    stop()
  })
})

test('18: the page is no file: its scheme has one folder and nothing above it', async () => {
  expect((await get('app://kiosk/')).status).toBe(200)
  for (const url of [
    'app://kiosk/../secret.js',
    'app://kiosk/..%2fsecret.js',
    'file:///etc/passwd',
  ])
    expect((await get(url)).status).toBe(404)
  expect(ours.filter((name) => /loadFile\(|file:\/\//.test(source(name)))).toEqual([])
})

test('19: what is packed has its fuses blown', () => {
  expect(builder()).toMatchObject({
    asar: true,
    linux: { target: ['deb', 'AppImage'] },
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
  })
})

test('20: the page gets two functions, and nothing of Electron through them', async () => {
  const exposed = new Map<string, object>()
  vi.doMock('electron', () => ({
    contextBridge: { exposeInMainWorld: (name: string, api: object) => exposed.set(name, api) },
    ipcRenderer: fakeIpc('app://kiosk/').ipcRenderer,
  }))
  await import('./preload.ts')
  vi.doUnmock('electron')
  expect([...exposed].map(([name, api]) => [name, Object.keys(api)])).toEqual([
    ['greengateKiosk', ['ask', 'listen']],
  ])
  const bridge = exposed.get('greengateKiosk') as ReturnType<typeof ipcTransport>
  expect(await bridge.ask('constructor' as never, null)).toMatchObject({ ok: false })
  // What a listener is called with is the news alone: an event of Electron would carry its sender.
  const heard: unknown[][] = []
  bridge.listen((...args) => heard.push(args))
  expect(heard.every((args) => args.length === 1)).toBe(true)
})

const builder = () =>
  parse(readFileSync(join(root, 'kiosk/packaging/electron-builder.yml'), 'utf8')) as object
