/** The page for setting a scanner up, in a real browser: what it says of a scanner that is set rightly, and of others. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { toString as drawCode } from 'qrcode'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { desktop, look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { testText } from './scanner-check.ts'
import { openKeyboard, type Keyboard } from '../../verifier-web/walk/keyboard.ts'

const here = import.meta.dirname
const pictures = `${here}/../../artifacts/scanner`
const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

const drawings = () => readdirSync(here).filter((name) => /^scanner-.*\.svg$/.test(name))

let server: Server
let open: OpenBrowser
let browser: Browser
let keyboard: Keyboard

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const entryPoints = [`${here}/scanner-setup.ts`]
  const built = await build({ entryPoints, bundle: true, write: false, format: 'esm' })
  const files = new Map<string, string>([['scanner.js', built.outputFiles[0]?.text ?? '']])
  for (const name of ['scanner.html', 'scanner.css', ...drawings()])
    files.set(name, readFileSync(`${here}/${name}`, 'utf8'))
  server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1)
    const type = types[name.split('.').at(-1) as keyof typeof types]
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:")
    response.end(files.get(name) ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = await openBrowser()
  browser = open.browser
  await look(browser, desktop, 'light')
  const { port } = server.address() as AddressInfo
  await browser.url(`http://127.0.0.1:${port}/scanner.html`)
  keyboard = await openKeyboard(browser)
  await keyboard.begin()
})
afterAll(async () => {
  keyboard.close()
  await open.close()
  server.closeAllConnections()
  server.close()
})

const finding = () =>
  browser.execute(() => document.querySelector<HTMLElement>('#finding')!.dataset['finding'])
const becomes = (expected: string) => expect.poll(finding, { timeout: 30_000 }).toBe(expected)

const draw = (text: string) => drawCode(text, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' })

test('the picture is the test code', async () => {
  await expect(await draw(testText)).toMatchFileSnapshot('scanner-test-code.svg')
})

test('each setup code is drawn from the text that stands beside it, in its maker’s own form', async () => {
  const codes = await browser.execute(() =>
    [...document.querySelectorAll('.maker li')].map((one) => ({
      picture: one.querySelector('img')!.getAttribute('src')!,
      isDrawn: one.querySelector('img')!.naturalWidth > 0,
      text: one.querySelector('code')!.innerText,
    })),
  )
  expect(codes.map(({ text }) => text)).toEqual(
    ['RZ@1M', 'MG', 'BC1'].map((command) => `@MENU_OPTO@ZZ@${command}@ZZ@OTPO_UNEM@`),
  )
  expect(codes.map(({ picture }) => picture).toSorted()).toEqual(
    drawings().filter((name) => name !== 'scanner-test-code.svg'),
  )
  for (const { picture, isDrawn, text } of codes) {
    expect(isDrawn).toBe(true)
    await expect(await draw(text)).toMatchFileSnapshot(picture)
  }
})

test('a scanner is told what is wrong with it until nothing is', async () => {
  expect(await finding()).toBe('none')
  const scan = async (text: string, expected: string) => {
    await keyboard.type(text, { everyMs: 4, afterMs: 500 })
    await becomes(expected)
  }
  await scan('GREENGATE TEST AQWYZM 0123456789 $%}]/.&> aqwyzm\n', 'layout')
  const said = await browser.execute(
    () => document.querySelector('#finding .pairs code')!.textContent,
  )
  expect(said).toBe('Z → Y')
  await browser.saveScreenshot(`${pictures}/scanner-layout.png`)
  await scan('greengate test aqwzym 0123456789 $%*+-./: AQWZYM\n', 'caps-lock')
  await scan(`]Q1${testText}\n`, 'prefix')
  await scan('6901234567892\n', 'other-code')
  await scan(testText, 'no-suffix')
  await scan(`${testText}\n`, 'right')
  await browser.saveScreenshot(`${pictures}/scanner-right.png`)
  await browser.$('.maker li:nth-child(2)').scrollIntoView({ block: 'center' })
  await browser.saveScreenshot(`${pictures}/scanner-maker.png`)
})

test('the page has no barrier, says all in two languages, and prints what is of use on paper', async () => {
  const finder = () => browser.execute(() => document.querySelectorAll('[lang=en]').length)
  expect(await finder()).toBeGreaterThan(20)
  await browser.execute(readFileSync(`${here}/../../node_modules/axe-core/axe.min.js`, 'utf8'))
  const found = await browser.execute(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  })
  expect(found).toEqual([])
  const shown = () =>
    browser.execute(() =>
      ['#finding', 'img', 'table'].map((one) => document.querySelector(one)!.checkVisibility()),
    )
  expect(await shown()).toEqual([true, true, true])
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: 'print' })
  expect(await shown()).toEqual([false, true, true])
  expect(await browser.getLogs('browser')).toEqual([])
})
