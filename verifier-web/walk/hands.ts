/** What a person does on the verifier page: taps, chooses, drops, pastes and scans. */
import { readFile } from 'node:fs/promises'
import { Key, type Browser } from 'webdriverio'
import { openKeyboard, type TypingOptions } from './keyboard.ts'
import { cameraState } from './shown.ts'

const inside = (browser: Browser, panel: string) => browser.$('verifier-page').shadow$(panel)

/** Taps the button that starts the camera, where the page has not started it as on the visit before. */
export async function startCamera(browser: Browser): Promise<void> {
  await browser.waitUntil(async () => {
    const state = await cameraState(browser)
    if (state === 'starting' || state === 'on') return true
    const button = inside(browser, 'greengate-scanner').shadow$('button.primary')
    // Between the look and the tap the page may start it, and then the button is gone.
    if (!(await button.isExisting())) return false
    return button.click().then(
      () => true,
      () => false,
    )
  })
}

/** Taps the button of a language. */
export async function setLanguage(browser: Browser, language: 'zh' | 'en'): Promise<void> {
  const button = `.languages button:nth-child(${language === 'zh' ? 1 : 2})`
  await browser.$('verifier-page').shadow$(button).click()
  const tag = language === 'zh' ? 'zh-CN' : 'en'
  await browser.waitUntil(
    () => browser.execute((wanted) => document.documentElement.lang === wanted, tag),
    { interval: 20 },
  )
}

/** Opens the data panel, where it is not open, and waits until it is there. */
export async function openData(browser: Browser): Promise<void> {
  const panel = browser.$('verifier-page').shadow$('details.data')
  if ((await panel.getAttribute('open')) === null) await panel.$('summary').click()
  await inside(browser, 'verifier-data').shadow$('section').waitForExist()
}

/** Taps a button of the data panel. */
export async function tapData(browser: Browser, button: string): Promise<void> {
  await inside(browser, 'verifier-data').shadow$(button).click()
}

/** Chooses a file with a panel's file button. */
export async function chooseFile(
  browser: Browser,
  panel: 'verifier-inputs' | 'verifier-data',
  path: string,
): Promise<void> {
  if (panel === 'verifier-data') await openData(browser)
  await inside(browser, panel).shadow$('input[type=file]').addValue(path)
}

/** Types into whatever has the focus, as a scanner on the keyboard wire does, with Enter at the end. */
export async function typeLikeScanner(
  browser: Browser,
  text: string,
  how: Partial<TypingOptions> = {},
): Promise<void> {
  const keyboard = await openKeyboard(browser)
  await keyboard.begin()
  await keyboard.type(`${text}\n`, { everyMs: 4, ...how })
  keyboard.close()
}

/** Puts a text into the field at once, and presses Enter. */
export async function enterText(browser: Browser, text: string): Promise<void> {
  await inside(browser, 'verifier-inputs').shadow$('textarea').click()
  await browser.sendCommandAndGetResult('Input.insertText', { text })
  await browser.keys(Key.Enter)
}

/** Drags files from the desktop onto the middle of the page. */
export async function drop(browser: Browser, ...files: readonly string[]): Promise<void> {
  const at = { x: 400, y: 300, data: { items: [], files, dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await browser.sendCommandAndGetResult('Input.dispatchDragEvent', { type, ...at })
  }
}

/** Puts a text on the clipboard and presses the paste keys. */
export async function pasteText(browser: Browser, text: string): Promise<void> {
  await browser.execute((what) => navigator.clipboard.writeText(what), text)
  await browser.keys([Key.Ctrl, 'v'])
}

/** Puts a picture on the clipboard and presses the paste keys. */
export async function pastePicture(browser: Browser, path: string): Promise<void> {
  const base64 = (await readFile(path)).toString('base64')
  await browser.execute(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
    const picture = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
  }, base64)
  await browser.keys([Key.Ctrl, 'v'])
}

/** Lets the page put things on the clipboard, as the walk needs and the page itself never does. */
export async function allowClipboard(browser: Browser, origin: string): Promise<void> {
  await browser.sendCommandAndGetResult('Browser.grantPermissions', {
    origin,
    permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'],
  })
}
