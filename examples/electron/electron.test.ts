/** The Electron example against a fake of Electron: what it shuts, whom it answers, and what it answers. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

type Handler = (event: { readonly senderFrame: object }, texts: unknown) => Promise<unknown>

const { told, electron, handlers, quit, mainFrame, userData } = vi.hoisted(() => {
  const told: unknown[] = []
  const handlers = new Map<string, Handler>()
  const quitting: (() => void)[] = []
  const mainFrame = {}
  const userData = { path: '' }
  class BrowserWindow {
    webContents = {
      mainFrame,
      setWindowOpenHandler: (open: () => unknown) => told.push(open()),
      on: (name: string) => told.push(name),
    }
    constructor({ webPreferences }: { webPreferences: object }) {
      told.push(webPreferences)
    }
    loadFile(path: string) {
      told.push(path.split(/[/\\]/).at(-1))
      return Promise.resolve()
    }
  }
  const app = {
    enableSandbox: () => told.push('sandbox'),
    whenReady: () => Promise.resolve(),
    getPath: () => userData.path,
    once: (_: string, listener: () => void) => quitting.push(listener),
  }
  const ipcMain = {
    handle: (name: string, handler: Handler) => handlers.set(name, handler),
  }
  const quit = (): void => {
    for (const listener of quitting) listener()
  }
  return { told, electron: { app, BrowserWindow, ipcMain }, handlers, quit, mainFrame, userData }
})
vi.mock('electron', () => electron)

let demo: Demo
const argv = process.argv

beforeAll(async () => {
  userData.path = await mkdtemp(join(tmpdir(), 'greengate-electron-'))
  demo = await makeDemo({ folder: join(userData.path, 'demo'), now: new Date() })
  process.argv = ['electron', 'main.ts', '--', demo.folder, demo.ruleSet]
  await import('./main.ts')
})
afterAll(async () => {
  process.argv = argv
  quit()
  await rm(userData.path, { recursive: true, force: true })
})

const decide: Handler = (event, texts) => handlers.get('greengate:decide')!(event, texts)

test('its one window is sandboxed, goes nowhere else, and opens no other', () => {
  expect(told).toEqual([
    'sandbox',
    expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false }),
    { action: 'deny' },
    'will-navigate',
    'page.html',
  ])
})

test('it answers its page with outcome and words for everybody', async () => {
  for (const { text, outcome } of demo.people) {
    expect(await decide({ senderFrame: mainFrame }, [text])).toMatchObject({ outcome })
  }
})

test('it answers no other frame, and nothing but texts', async () => {
  const [{ text } = { text: '' }] = demo.people
  await expect(decide({ senderFrame: {} }, [text])).rejects.toThrow(TypeError)
  for (const wrong of [text, [1], undefined, { length: 1 }])
    await expect(decide({ senderFrame: mainFrame }, wrong)).rejects.toThrow(TypeError)
})
