/** The web page in a second engine, WebKit: what it answers to texts and to pictures. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key } from 'webdriverio'
import type {} from './elements/trial-page.ts'
import { openTrialSite } from './elements/trial-site.ts'
import type { OpenBrowser } from './walk/browser.ts'
import * as hands from './walk/hands.ts'
import { showing } from './walk/shown.ts'
import { openWalkedSite, type WalkedSite } from './walk/walked-site.ts'
import { missingWebKit, openWebKit } from './walk/webkit.ts'

const missing = missingWebKit()
let walked: WalkedSite
let webkit: OpenBrowser

/** What the policy of the page forbade. */
const refused = (browser: OpenBrowser['browser']): Promise<string> =>
  browser.execute(() => document.body.dataset['refused'] ?? '')

beforeAll(async () => {
  if (missing !== undefined) return
  ;[walked, webkit] = await Promise.all([openWalkedSite(), openWebKit()])
  const { browser } = webkit
  await browser.url(walked.site.url)
  await browser.execute(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      document.body.dataset['refused'] = effectiveDirective
    })
  })
  await browser.waitUntil(() =>
    browser.execute(() => document.querySelector('verifier-page')?.data !== undefined),
  )
})
afterAll(async () => {
  if (missing !== undefined) return
  await webkit.close()
  await walked.close()
})

test('WebKit: each code is answered from its picture with its outcome and reasons', async (run) => {
  run.skip(missing !== undefined, `${missing} is not here`)
  const { browser } = webkit
  for (const name of walked.walk.keys()) {
    await hands.chooseFile(browser, 'verifier-inputs', walked.picture(name))
    await showing(browser, walked.shows(name))
  }
  expect(walked.walk.size).toBeGreaterThan(5)
  expect(await refused(browser)).toBe('')
})

test('WebKit: a text in the field is answered as its picture is', async (run) => {
  run.skip(missing !== undefined, `${missing} is not here`)
  const { browser } = webkit
  const field = browser.$('verifier-page').shadow$('verifier-inputs').shadow$('textarea')
  for (const name of ['pass', 'stop', 'tampered']) {
    await field.click()
    // At once, as a paste is: this driver takes seven seconds to type a code.
    await browser.execute((text) => {
      const inputs = document.querySelector('verifier-page')?.shadowRoot
      const field = inputs?.querySelector('verifier-inputs')?.shadowRoot?.querySelector('textarea')
      if (field != null) field.value = text
    }, walked.person(name).text)
    await browser.keys(Key.Enter)
    await showing(browser, walked.shows(name))
  }
  expect(await refused(browser)).toBe('')
})

test('WebKit: a decision is explained when that is opened, and its facts go with it', async (run) => {
  run.skip(missing !== undefined, `${missing} is not here`)
  const { browser } = webkit
  const trial = await openTrialSite()
  try {
    await browser.url(trial.url)
    await browser.waitUntil(() => browser.execute(() => globalThis.decisionTrial !== undefined))
    const show = (id: string) =>
      browser.execute((name) => globalThis.decisionTrial?.show('rules.json', name), id)
    const rules = () =>
      browser.execute(() => {
        const card = document.querySelector('greengate-decision')?.shadowRoot
        const inner = card?.querySelector('greengate-explanation')?.shadowRoot
        return inner?.querySelectorAll('[data-rule]').length ?? 0
      })
    await show('facts-two-stops')
    await browser.$('greengate-decision').shadow$('[part=explanation] summary').click()
    await browser.waitUntil(async () => (await rules()) > 2)
    await show('facts-missing')
    expect(await rules()).toBe(0)
  } finally {
    await trial.close()
  }
})
