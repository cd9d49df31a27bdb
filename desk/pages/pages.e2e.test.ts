/** The desk's pages in a real browser against the real desk, by keyboard alone: from an application to a decision of two officers. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { verify } from 'greengate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import { numberOf } from '../assessing/test-desk.ts'
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

const signIn = async (contact: string): Promise<void> => {
  await hands.fill(/^input Phone/, contact)
  await hands.keys(Key.Enter)
  await hands.until(/The six digits/)
  await hands.fill(/^input The six/, place.codes.get(contact) ?? '')
  await hands.keys(Key.Enter)
}
const goTo = async (path: string): Promise<void> => {
  await browser.url(place.origin + path)
}
/** What a gate says of the code on the screen, read out of a picture of it. */
const atGate = async (): Promise<string> => {
  const [found] = await readBarcodes(new Uint8Array(await hands.picture()), { formats: ['QRCode'] })
  const { outcome, reasons } = await verify(found?.text ?? '', {
    ...{ bundle: place.bundle, now: new Date() },
    context: { ruleSet: place.ruleSet, requireLive: true },
  })
  return [outcome, ...reasons.map(({ code }) => code)].join(' ')
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
    const fields = { sampledAt, method: 'pcr', result: 'negative' }
    place.state('hospital', lin, 'test', fields)
    await hands.press(/^a Declare/)
    await hands.until(/Daily check-in/)
    expect(await hands.study('declare')).toEqual([])
    await hands.fill(/^input Temperature/, '36.5')
    await hands.to(/^input No$/)
    await hands.keys(Key.Space)
    await hands.press(/^button Send/)
    for (let i = 0; i < 2; i += 1) {
      await hands.to(/^input Nothing/)
      await hands.keys(Key.Space)
      await hands.press(/^button Send/)
    }
    await browser.waitUntil(
      async () => !(await hands.until(/Declare/)).includes('Not declared yet'),
    )
    await place.desk.idle()
    await hands.press(/^a My code/)
    await hands.until(/Green/)
    expect(await hands.study('code-green')).toEqual([])
    expect(await atGate()).toBe('pass')
  })
})
