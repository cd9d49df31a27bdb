/** A scanner that types, in a real browser: by the places of keys on three layouts, beside people who type too. */
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openKeyboard, type Keyboard } from '../../verifier-web/walk/keyboard.ts'

interface Noted {
  readonly texts: readonly string[]
  readonly noise: readonly string[]
  readonly presses: number
  readonly keys: number
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Wedge</title>
<main><h1>Wedge</h1><button>Press</button><input aria-label="PIN" data-typed-by-hand></main>`

let open: OpenBrowser
let browser: Browser
let keyboard: Keyboard
let script = ''

beforeAll(async () => {
  const entryPoints = [`${import.meta.dirname}/test-wedge-page.ts`]
  const built = await build({ entryPoints, bundle: true, write: false, format: 'iife' })
  script = built.outputFiles[0]?.text ?? ''
  open = await openBrowser()
  browser = open.browser
  keyboard = await openKeyboard(browser)
})
afterAll(async () => {
  keyboard.close()
  await open.close()
})
beforeEach(async () => {
  const html = page + `<script>${script.replaceAll('</script', '<\\/script')}</script>`
  await browser.url(`data:text/html;base64,${Buffer.from(html).toString('base64')}`)
  await keyboard.begin()
})

const noted = (): Promise<Noted> =>
  browser.execute(() => (window as unknown as { noted: Noted }).noted)
const field = () => browser.execute(() => document.querySelector('input')!.value)
const focus = (what: 'button' | 'input') =>
  browser.execute((name) => {
    document.querySelector<HTMLElement>(name)!.focus()
  }, what)

/** 500 characters of the alphabet that codes are written in. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const code = `GG1:${Array.from({ length: 496 }, (_, i) => alphabet[(i * 7) % alphabet.length]).join('')}`

test.each(['us', 'de', 'fr'] as const)(
  'a code of 500 characters is read where the system’s layout is %s',
  async (layout) => {
    await keyboard.type(`${code}\n`, { layout, everyMs: 4 })
    expect((await noted()).texts).toEqual([code])
  },
)

test('a scan that a busy machine brings in two lots is one', async () => {
  await keyboard.type('GG1:FIRST', { everyMs: 4 })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await keyboard.type(' HALF\n', { everyMs: 4 })
  expect(await noted()).toMatchObject({ texts: ['GG1:FIRST HALF'], noise: [] })
})

test('Caps Lock of the machine changes nothing', async () => {
  await keyboard.type('GG1:Caps Lock 123\n', { isCapsLocked: true, everyMs: 4 })
  expect((await noted()).texts).toEqual(['GG1:Caps Lock 123'])
})

test('a scan presses no button, and a person’s Enter and Space do', async () => {
  await focus('button')
  await keyboard.type(`${code}\n`, { everyMs: 4 })
  expect(await noted()).toMatchObject({ texts: [code], presses: 0 })
  await keyboard.type('\n', { everyMs: 4_000 })
  await keyboard.type(' ', { everyMs: 4_000 })
  expect(await noted()).toMatchObject({ texts: [code], presses: 2 })
})

test('staff type a PIN by hand, and a scan that runs into it leaves it as it was', async () => {
  await focus('input')
  await keyboard.type('482913', { everyMs: 150 })
  expect(await field()).toBe('482913')
  await keyboard.type(`${code}\n`, { everyMs: 4, afterMs: 200 })
  expect([await field(), (await noted()).texts]).toEqual(['482913', [code]])
  await keyboard.type('7', { everyMs: 4_000 })
  expect(await field()).toBe('4829137')
})

test('somebody who types slowly is no scanner, and keeps every key', async () => {
  await keyboard.type('GG1:SLOWLY TYPED\n', { everyMs: 120 })
  const { texts, noise, keys } = await noted()
  expect([texts, noise]).toEqual([[], []])
  expect(keys).toBeGreaterThanOrEqual(17)
})

test('what is pasted is no scan, and a scan without its suffix is noise', async () => {
  await browser.execute(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'GG1:PASTED')
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await keyboard.type('GG1:HALF', { everyMs: 4 })
  await expect.poll(async () => (await noted()).noise, { timeout: 30_000 }).toEqual(['no-suffix'])
  expect((await noted()).texts).toEqual([])
})
