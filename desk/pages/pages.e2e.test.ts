/** The desk's pages in a real browser against the real desk, by keyboard alone: from an application to a decision of two officers. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import { numberOf } from '../assessing/test-desk.ts'
import type {} from './applicant/applicant-page.ts'
import { officers, openPagesDesk } from './test-desk.ts'
import { handsOn, resize, sizes } from './test-hands.ts'

type PagesDesk = Awaited<ReturnType<typeof openPagesDesk>>

const lin = numberOf(1)
let place: PagesDesk
let outside: Outside
let open: OpenBrowser
let browser: Browser
let hands: ReturnType<typeof handsOn>

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer } })
  place = await openPagesDesk()
  outside = await openOutside()
  open = await openBrowser({ switches: outside.switches })
  browser = open.browser
  hands = handsOn(browser, `${import.meta.dirname}/../../artifacts/desk`)
  await resize(browser, sizes.desk)
})

afterAll(async () => {
  await open.close()
  await outside.close()
  await place.close()
})

const signIn = (contact: string): Promise<void> => hands.signIn(contact, place.codes)
const goTo = async (path: string): Promise<void> => {
  await browser.url(place.origin + path)
}
/** What a gate says of the code on the screen, read out of a picture of it. */
const atGate = async (): Promise<string> => {
  await hands.until(/Live health code/)
  const [found] = await readBarcodes(new Uint8Array(await hands.picture()), { formats: ['QRCode'] })
  return place.gate(found?.text ?? '')
}
const tick = async (wanted: RegExp): Promise<void> => {
  await hands.to(wanted)
  await hands.keys(Key.Space)
}

describe('an applicant', () => {
  test('signs in, applies, and is told what is missing', async () => {
    await goTo('/')
    await hands.until(/Phone number/)
    expect(await hands.study('sign-in')).toEqual([])
    await signIn('lin@example.org')
    await hands.until(/First apply/)
    expect(await hands.study('apply')).toEqual([])
    await hands.fill(/^input Name/, '林小满')
    await hands.fill(/^input Number/, '33010219900101000')
    await hands.keys(Key.Enter)
    await hands.until(/Not a number/)
    await hands.fill(/^input Number/, '')
    await browser.keys([Key.Ctrl, 'a'])
    await hands.type(lin)
    await hands.keys(Key.Enter)
    await hands.until(/Yellow/)
    expect(await hands.study('code-yellow')).toEqual([])
  })

  test('checks in and declares, and the code turns green, live and readable', async () => {
    const sampledAt = `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}Z`
    await place.state('hospital', lin, 'test', { sampledAt, method: 'pcr', result: 'negative' })
    await hands.visit('Declare')
    await hands.until(/Daily check-in/)
    expect(await hands.study('declare')).toEqual([])
    await hands.fill(/^input Temperature/, '36.5')
    await tick(/^input No$/)
    await hands.press(/^button Send/)
    for (let i = 0; i < 2; i += 1) {
      await tick(/^input Nothing/)
      await hands.press(/^button Send/)
    }
    await hands.until(/^(?!.*Not declared yet)/s)
    await place.idle()
    await hands.visit('My code')
    await hands.until(/Green/)
    expect(await hands.study('code-green')).toEqual([])
    expect(await atGate()).toBe('pass assessed-pass')
  })

  test('keeps the key over a reload, shows the code anew at each step, and goes on without a network', async () => {
    const [cti] = await hands.all('data-cti')
    // The clock of this page stands five seconds before a step.
    const { identifier } = (await browser.sendCommandAndGetResult(
      'Page.addScriptToEvaluateOnNewDocument',
      {
        source: `{
          const skew = 25_000 - (Date.now() % 30_000)
          const Real = Date
          globalThis.Date = class extends Real {
            constructor(...given) { given.length === 0 ? super(Real.now() + skew) : super(...given) }
            static now() { return Real.now() + skew }
          }
        }`,
      },
    )) as { readonly identifier: string }
    await place.unplug()
    await browser.refresh()
    await hands.until(/No network/)
    const shownFirst = await hands.all('d')
    expect(await hands.all('data-cti')).toEqual([cti])
    expect(await hands.study('code-offline')).toEqual([])
    await browser.sendCommandAndGetResult('Page.removeScriptToEvaluateOnNewDocument', {
      identifier,
    })
    await browser.waitUntil(async () => (await hands.all('d')).join() !== shownFirst.join(), {
      interval: 200,
      // A step, where a busy machine missed the first.
      timeout: 60_000,
    })
    await place.plug()
    await browser.refresh()
    await hands.until(/^(?!.*No network).*Green/s)
    expect(await hands.all('data-cti')).toEqual([cti])
  })

  test('sees that a record made the code red, by which rule and from whom, and asks for a correction', async () => {
    const at = new Date().toISOString().slice(0, 10)
    await place.state('control', lin, 'contact', { at, closeness: 'close' })
    await browser.refresh()
    await hands.until(/Red[^]*Rule 7/)
    expect(await hands.study('code-red')).toEqual([])
    expect(await atGate()).toMatch(/^stop/)
    await hands.visit('History')
    await hands.until(/what you declared yourself/)
    expect(await hands.study('history-declared')).toEqual([])
    place.showCard(lin, '林小满', 'lin@example.org')
    await hands.visit('My code')
    await hands.until(/Red[^]*Rule 7/)
    await hands.visit('History')
    await hands.until(/Demo Disease Control/)
    expect(await hands.study('history')).toEqual([])
    await hands.press(/^button This is wrong: Contact/)
    await hands.fill(/^textarea Tell/, 'That was somebody else.')
    await hands.press(/^button Ask/)
    await hands.until(/Two officers/)
    await hands.visit('Corrections')
    await hands.until(/Correction\s+Open/)
    expect(await hands.study('matters')).toEqual([])
  })
})

describe('two officers', () => {
  test('the first sees the worklist and proposes, and cannot agree to it', async () => {
    place.hold(lin)
    await goTo('/office/')
    await signIn(officers[0].contact)
    await hands.until(/Worklist[^]*Held record[^]*Correction/)
    expect(await hands.all('data-overdue')).toEqual(['true', 'false'])
    expect(await hands.study('worklist')).toEqual([])
    await hands.press(/^a Correction/)
    await hands.until(/somebody else/)
    await hands.to(/^select What to do/)
    await hands.keys(Key.ArrowDown)
    await hands.fill(/^textarea Ground \(/, 'The register names another person.')
    await hands.press(/^button Propose/)
    await hands.until(/You proposed this/)
    expect(await hands.study('matter-proposed')).toEqual([])
    await hands.press(/^button Sign out/)
  })

  test('the second agrees', async () => {
    await hands.until(/Phone number/)
    await signIn(officers[1].contact)
    await hands.press(/^a Correction/)
    await hands.fill(/^textarea Ground$/, 'Agreed.')
    expect(await hands.study('matter-decide')).toEqual([])
    await hands.press(/^button Agree/)
    await hands.until(/Granted/)
    await place.idle()
    await hands.press(/^button Sign out/)
    await hands.until(/Phone number/)
  })
})

describe('the applicant again', () => {
  test('sees the decision with its ground, and the code is green', async () => {
    await goTo('/#matters')
    // An officer signed in at this browser since: what it kept for the applicant is still shown.
    await hands.press(/^button Sign in again/)
    await signIn('lin@example.org')
    await hands.until(/Granted[^]*register names another/)
    await hands.visit('My code')
    await hands.until(/Green/)
    expect(await atGate()).toBe('pass assessed-pass')
  })

  test('nothing is cut with the largest text', async () => {
    await hands.press(/^button Text size 3/)
    await hands.visit('People')
    expect(await hands.study('people-large')).toEqual([])
  })

  test('on a public terminal is signed out when nobody is there any more, after a warning', async () => {
    await browser.execute(() => {
      const page = document.querySelector('applicant-page')
      if (page !== null) page.idle = { idleMs: 1500, warnMs: 1000 }
    })
    await hands.until(/Are you still there/)
    await hands.keys(Key.Shift)
    await hands.until(/^(?!.*Are you still there)/s)
    await hands.until(/Phone number/)
    expect(await hands.kept()).toEqual([])
  })

  test('nothing broke the policy, and nobody else was asked', async () => {
    const logs = (await browser.getLogs('browser')) as readonly { readonly message: string }[]
    // What is refused by the desk, and what could not be reached while it was unplugged, the browser writes down too.
    const asked = /status of (401|409|422)|ERR_CONNECTION_REFUSED/
    expect(logs.filter(({ message }) => !asked.test(message))).toEqual([])
    expect(outside.strangers()).toEqual([])
  })
})
