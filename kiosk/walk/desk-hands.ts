/** Hands on the desk's pages in a walk: an applicant's on a phone, an officer's at the counter, and what each holds before a camera. */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Key, type Browser } from 'webdriverio'
import { handsOn } from '../../desk/pages/test-hands.ts'
import { look } from '../../verifier-web/walk/browser.ts'
import type { DeskPlace } from './desk-place.ts'
import { pageClock, type WalkClock } from './walk-clock.ts'

const run = promisify(execFile)
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } }

/** Where the code is on the page. Runs in the page. */
function placeOfCode() {
  const find = (root: ParentNode): Element | null =>
    root.querySelector('svg.code') ??
    [...root.querySelectorAll('*')].reduce<Element | null>(
      (found, { shadowRoot }) => found ?? (shadowRoot === null ? null : find(shadowRoot)),
      null,
    )
  const { x, y, width, height } = find(document)?.getBoundingClientRect() ?? new DOMRect()
  return { x: x + scrollX, y: y + scrollY, width, height }
}

/** Whoever holds them. */
export type DeskHands = ReturnType<typeof deskHands>

/** Hands on one browser, one page after the other. */
export function deskHands(browser: Browser, desk: DeskPlace, clock: WalkClock) {
  const hands = handsOn(browser, 'artifacts/kiosk')
  const setClock = pageClock(browser, desk.url, clock)
  const goTo = async (path: string, size: keyof typeof sizes) => {
    await look(browser, sizes[size], 'light')
    await setClock()
    await browser.url(desk.url + path)
  }
  const keep = (name: string) => browser.saveScreenshot(`artifacts/kiosk/desk-${name}.png`)
  const signIn = async (contact: string) => {
    await hands.until(/Phone number/)
    await hands.fill(/^input Phone/, contact)
    await hands.keys(Key.Enter)
    await hands.until(/The six digits/)
    await hands.fill(/^input The six/, desk.codeFor(contact) ?? '')
    await hands.keys(Key.Enter)
  }
  const tick = async (wanted: RegExp) => {
    await hands.to(wanted)
    await hands.keys(Key.Space)
  }
  return {
    /** Opens the page of applicants. */
    openPhone: () => goTo('/', 'phone'),
    /** Signs in and applies. */
    async apply(contact: string, name: string, number: string) {
      await signIn(contact)
      await hands.until(/First apply/)
      await hands.fill(/^input Name/, name)
      await hands.fill(/^input Number/, number)
      await hands.keys(Key.Enter)
      await hands.until(/Yellow/)
    },
    signOut: () => hands.press(/^button Sign out/),
    /** Checks in; and says that there is no more to tell. */
    async declare() {
      await hands.visit('Declare')
      await hands.until(/Daily check-in/)
      await hands.fill(/^input Temperature/, '36.5')
      await tick(/^input No$/)
      await hands.press(/^button Send/)
      for (let i = 0; i < 2; i++) {
        await tick(/^input Nothing/)
        await hands.press(/^button Send/)
      }
      await hands.until(/^(?!.*Not declared yet)/s)
    },
    showCode: () => hands.visit('My code'),
    /** Waits for the code of a colour; gives its picture, as a camera sees a phone that is held near, and whose it is. */
    async codeOnPhone(colour: RegExp, name: string) {
      await hands.until(colour)
      await hands.until(/Live health code/)
      await keep(`phone-${name}`)
      const { x, y, width, height } = await browser.execute(placeOfCode)
      const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: true,
        clip: { x: x - 12, y: y - 12, width: width + 24, height: height + 24, scale: 3 },
      })) as { readonly data: string }
      const [cti] = await hands.all('data-cti')
      return { cti, picture: Buffer.from(data, 'base64') }
    },
    /** An officer makes a paper code for somebody and opens the sheet; gives it as it is drawn. */
    async paperAtCounter(contact: string, number: string) {
      await goTo('/counter/', 'desk')
      await signIn(contact)
      await hands.until(/Type the number|Number/)
      await hands.fill(/^input Number/, number)
      await hands.keys(Key.Enter)
      await hands.press(/^button Make a paper code/)
      await hands.until(/Open and print/)
      await keep('counter')
      const [path = ''] = await hands.all('data-sheet')
      const pdf = await browser.execute(async (address) => {
        const response = await fetch(address)
        return [...new Uint8Array(await response.arrayBuffer())]
      }, path)
      const file = join('artifacts/kiosk', 'desk-sheet')
      await writeFile(`${file}.pdf`, Uint8Array.from(pdf))
      await run('pdftoppm', ['-r', '300', '-png', '-singlefile', `${file}.pdf`, file])
      return readFile(`${file}.png`)
    },
  }
}
