/** Greengate in Electron: the main process keeps the bundle and decides; a window gets outcomes, and nothing to decide with. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain } from 'electron'
import { reasons, verify, warmUp, type Outcome } from 'greengate'
import { fileStore, folderSource, httpSource, openBundle } from 'greengate/update'

/** What a window is told. */
export interface Answer {
  readonly outcome: Outcome
  readonly why: readonly { readonly zh: string; readonly en: string }[]
}

// electron examples/electron/main.ts -- FOLDER RULE-SET [ADDRESS]
const [folder = '.', ruleSet = '', address] = process.argv.slice(process.argv.indexOf('--') + 1)
// It came with the program, by a trusted hand: whoever may exchange it may open the gate.
const root = new Uint8Array(await readFile(join(folder, 'root.ggb')))

app.enableSandbox()
await app.whenReady()
const kept = await openBundle({
  root,
  worlds: ['demo'],
  store: fileStore(join(app.getPath('userData'), 'bundle')),
  source: address === undefined ? folderSource(folder) : httpSource(address),
})
await kept.refresh(new Date())
await warmUp(kept.bundle)
const quitting = new AbortController()
app.once('will-quit', () => {
  quitting.abort()
})
const polling = { every: 300, now: () => new Date(), random: Math.random, signal: quitting.signal }
void kept.poll(polling)

const window = new BrowserWindow({
  webPreferences: {
    preload: join(import.meta.dirname, 'preload.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  },
})
window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
window.webContents.on('will-navigate', (event) => {
  event.preventDefault()
})

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length < 20 && value.every((text) => typeof text === 'string')

ipcMain.handle('greengate:decide', async (event, texts: unknown): Promise<Answer> => {
  if (event.senderFrame !== window.webContents.mainFrame) throw new TypeError('not our page')
  if (!isTexts(texts)) throw new TypeError('not a list of texts')
  const { bundle } = kept
  const decision = await verify(texts, { bundle, now: new Date(), context: { ruleSet } })
  // Here, and in no window, would a gate be opened: if (decision.outcome === 'pass') ...
  return { outcome: decision.outcome, why: decision.reasons.map(({ code }) => reasons[code]) }
})
await window.loadFile(join(import.meta.dirname, 'page.html'))
