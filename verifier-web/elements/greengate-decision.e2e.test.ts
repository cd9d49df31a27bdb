/** `<greengate-decision>` in a browser, over decisions that the library makes of the vectors. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { barriers } from '../walk/barriers.ts'
import { desktop, look, openBrowser, phone, type OpenBrowser } from '../walk/browser.ts'
import { complaints } from '../walk/complaints.ts'
import { shot } from '../walk/shot.ts'
import { readCard, tab } from './test-card.ts'
import type { TrialShown } from './trial-page.ts'
import { openTrialSite } from './trial-site.ts'

let site: Awaited<ReturnType<typeof openTrialSite>>
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  site = await openTrialSite()
  open = await openBrowser()
  browser = open.browser
})
afterAll(async () => {
  await open.close()
  await site.close()
})
beforeEach(async () => {
  await look(browser, desktop, 'light')
  await browser.url(site.url)
  await browser.waitUntil(() => browser.execute(() => globalThis.decisionTrial !== undefined))
})

const show = async (file: string, id: string, shown: TrialShown = {}) => {
  const decision = await browser.execute(
    (from, name, how) => globalThis.decisionTrial?.show(from, name, how),
    file,
    id,
    shown,
  )
  if (decision === undefined) throw new Error('nothing is shown')
  await browser.waitUntil(() =>
    browser.execute(
      () =>
        document
          .querySelector('greengate-decision')
          ?.shadowRoot?.querySelector('.more[aria-busy=false]') != null,
    ),
  )
  return decision
}

const card = () => browser.execute(readCard)

/** Opens what explains the decision, by the keyboard, and waits for the rules. */
const openExplanation = async (): Promise<void> => {
  await browser.execute(() => {
    document
      .querySelector('greengate-decision')
      ?.shadowRoot?.querySelector<HTMLElement>('[part=explanation] summary')
      ?.focus()
  })
  await browser.keys(Key.Enter)
  await browser.waitUntil(async () => (await card()).rules.length > 0)
}

const cases: readonly (readonly [name: string, file: string, id: string])[] = [
  ['pass', 'assessments.json', 'on-site-with-facts'],
  ['pass-assessed', 'assessments.json', 'assessed-at-the-limit-of-age'],
  ['pass-foreign', 'hcert.json', 'hcert-vaccinated'],
  ['check-stale', 'time.json', 'everything-stale'],
  ['check-clock', 'live.json', 'live-clock-behind'],
  ['check-no-data', 'issuer.json', 'bundle-none'],
  ['check-persons', 'persons.json', 'persons-another-person'],
  ['check-missing', 'rules.json', 'facts-missing'],
  ['check-superseded', 'assessments.json', 'assessed-beyond-the-limit-of-age'],
  ['stop', 'rules.json', 'facts-two-stops'],
  ['stop-emergency', 'triage.json', 'verify-emergency-stop'],
  ['stop-country', 'country.json', 'country-gate-first-dose'],
  ['invalid-phone-clock', 'live.json', 'live-not-yet-valid'],
  ['invalid-foreign', 'claim169.json', 'claim169-issuer-not-listed'],
  ['invalid-revoked', 'shc.json', 'shc-revoked'],
  ['unreadable', 'decode.json', 'decode-leading-space'],
]

test('every decision has one shape, its reasons in order and a step, without barriers', async () => {
  const outcomes = new Set<string>()
  for (const [place, [name, file, id]] of cases.entries()) {
    const language = place % 2 === 0 ? 'zh' : 'en'
    const issuer = { name: { zh: '示例市卫健委', en: 'Example health office' }, id: 'cn-3301' }
    const decision = await show(file, id, { language, issuer })
    outcomes.add(decision.outcome)
    const seen = await card()
    expect(seen.outcomes).toEqual([decision.outcome])
    expect(seen.reasons).toEqual(decision.reasons.map(({ code }) => code))
    expect(seen.steps).toBe(1)
    expect(await barriers(browser), name).toEqual([])
    await shot(browser, `card-${name}-phone-${language}`, phone.width)
  }
  expect([...outcomes].sort()).toEqual(['check', 'invalid', 'pass', 'stop', 'unreadable'])
  expect(await complaints(browser)).toEqual([])
})

test('what is stale is told first and lies open; where all is good it is folded', async () => {
  await show('time.json', 'everything-stale')
  const old = await card()
  expect(old.isFreshnessOpen).toBe(true)
  expect(old.inputs).toContain('stale')
  expect(old.inputs).toEqual([...old.inputs].sort().reverse())
  await show('rules.json', 'facts-stop')
  const good = await card()
  expect(good.isFreshnessOpen).toBe(false)
  expect(new Set(good.inputs)).toEqual(new Set(['fresh']))
  await show('issuer.json', 'bundle-none')
  expect((await card()).inputs).toEqual([])
})

test('an issuer is named as such only where a signature proves it; emergency, correction and format are told', async () => {
  const issuer = { name: { zh: '示例', en: 'Example' }, id: 'cn-3301' }
  const factsOf = async (file: string, id: string, shown: TrialShown = {}) => {
    await show(file, id, { issuer, ...shown })
    return (await card()).facts
  }
  expect(await factsOf('rules.json', 'facts-stop')).toEqual(['issuer'])
  expect(await factsOf('rules.json', 'facts-stop', { correction: true })).toEqual([
    'issuer',
    'correction',
  ])
  expect(await factsOf('triage.json', 'verify-emergency-stop')).toEqual(['issuer', 'emergency'])
  expect(await factsOf('claim169.json', 'claim169-issuer-not-listed')).toEqual([
    'claimed-issuer',
    'format',
  ])
  const austria = { name: 'AT', id: 'AT', format: 'hcert' } as const
  expect(await factsOf('hcert.json', 'hcert-vaccinated', { issuer: austria })).toEqual([
    'issuer',
    'format',
  ])
})

test('the explanation is asked for when it is opened, with the rule that decided first, and is gone with the decision', async () => {
  const hasLoaded = () => site.requests.some((path) => path.startsWith('/greengate-explanation'))
  const before = site.requests.length
  await show('rules.json', 'facts-two-stops', { language: 'en' })
  expect(hasLoaded()).toBe(false)
  expect(await browser.execute(() => globalThis.decisionTrial?.explained())).toBe(0)
  const closed = await card()
  expect(closed.rules).toEqual([])
  await openExplanation()
  expect(site.requests.length).toBeGreaterThan(before)
  expect(hasLoaded()).toBe(true)
  const { rules, reasons: codes } = await card()
  const shown = rules.filter(({ isSeen }) => isSeen)
  expect(shown.map(({ state, isOpen }) => [state, isOpen])).toEqual(codes.map(() => ['true', true]))
  expect(rules.length).toBeGreaterThan(shown.length)
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'card-explained-desktop-en', desktop.width)
  await shot(browser, 'card-explained-phone-dark', phone.width, 'dark')
  // On paper there is the decision, and no fact.
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: 'print' })
  const onPaper = await browser.execute(() =>
    ['.verdict', '[part=basis] dl', '[part=explanation]', 'slot'].map((part) =>
      document
        .querySelector('greengate-decision')
        ?.shadowRoot?.querySelector(part)
        ?.checkVisibility({ contentVisibilityAuto: true }),
    ),
  )
  expect(onPaper).toEqual([true, true, false, false])
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: '' })
  await show('decode.json', 'decode-leading-space')
  expect((await card()).canBeExplained).toBe(false)
  await show('rules.json', 'facts-missing', { language: 'zh' })
  expect((await card()).rules).toEqual([])
  await openExplanation()
  const missing = await card()
  const untold = missing.rules.filter(({ isSeen }) => isSeen)
  expect(new Set(untold.map(({ state }) => state))).toEqual(new Set(['unknown']))
  // For want of what: the kind that the reason names, by its label.
  expect(untold.every(({ text }) => text.includes('旅居'))).toBe(true)
})

test('an emergency set is explained beside the set in force', async () => {
  await show('triage.json', 'verify-emergency-stop', { language: 'en' })
  await openExplanation()
  const { emergencies, rules } = await card()
  expect(emergencies).toBe(1)
  expect(rules.filter(({ isSeen, isOpen }) => isSeen && isOpen)).toHaveLength(2)
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'card-emergency-explained-tablet', 820)
})

test('a decision that runs out while it is shown is taken away, and that is said once', async () => {
  await show('rules.json', 'facts-stop', { language: 'en' })
  await browser.execute(() => {
    document.body.dataset['expired'] = '0'
    document.addEventListener('greengate-decision-expired', () => {
      document.body.dataset['expired'] = String(Number(document.body.dataset['expired']) + 1)
    })
  })
  await show('rules.json', 'facts-stop', { language: 'en', msLeft: 1500 })
  expect((await card()).outcomes).toEqual(['stop'])
  await browser.waitUntil(async () => (await card()).outcomes.length === 0)
  const over = await card()
  expect(over.status).not.toBe('')
  expect(over.reasons).toEqual([])
  expect(await browser.execute(() => document.body.dataset['expired'])).toBe('1')
  expect(await barriers(browser)).toEqual([])
  await shot(browser, 'card-ran-out-phone', phone.width)
  await show('rules.json', 'facts-stop', { language: 'en' })
  expect((await card()).outcomes).toEqual(['stop'])
})

test('a clock that is set while a decision is shown takes it away within a second or two', async () => {
  const day = 86_400_000
  for (const ms of [400 * day, -day]) {
    await show('rules.json', 'facts-stop')
    expect((await card()).outcomes).toEqual(['stop'])
    await browser.execute((by) => {
      const clock = Date.now
      Date.now = () => clock() + by
    }, ms)
    await browser.waitUntil(async () => (await card()).outcomes.length === 0, { timeout: 30_000 })
  }
})

test('each decision is announced once: seconds are not, the same again is, and the focus stays', async () => {
  await show('rules.json', 'facts-stop', { msLeft: 60_000 })
  await browser.$('#before').click()
  await browser.execute(() => {
    const region = document
      .querySelector('greengate-decision')
      ?.shadowRoot?.querySelector('[role=status]')
    document.body.dataset['news'] = '0'
    new MutationObserver(() => {
      document.body.dataset['news'] = String(Number(document.body.dataset['news']) + 1)
    }).observe(region as Node, { childList: true, characterData: true, subtree: true })
  })
  const news = () => browser.execute(() => document.body.dataset['news'])
  const left = () =>
    browser.execute(
      () =>
        document.querySelector('greengate-decision')?.shadowRoot?.querySelector('[role=timer]')
          ?.textContent,
    )
  const first = await left()
  await browser.waitUntil(async () => (await left()) !== first)
  expect(await news()).toBe('0')
  await show('rules.json', 'facts-stop', { msLeft: 60_000 })
  // The one before looks as ready as this one.
  await expect.poll(news, { timeout: 30_000 }).toBe('1')
  expect(await browser.execute(() => document.activeElement?.id)).toBe('before')
})

test('the keyboard goes from the page’s buttons through what can be opened, and on', async () => {
  await show('rules.json', 'facts-stop', { language: 'en' })
  await browser.$('#before').click()
  const order = [
    await tab(browser),
    await tab(browser),
    await tab(browser),
    await tab(browser),
    await tab(browser),
  ]
  expect(order).toEqual(['action', 'rule', 'freshness', 'basis', 'explanation'])
  await browser.keys(Key.Enter)
  await browser.waitUntil(async () => (await card()).rules.length > 0)
  await browser.keys([Key.Tab])
  expect((await card()).rules.length).toBeGreaterThan(0)
})

test('on 320 px, with large text and in forced colours nothing is cut off', async () => {
  await show('time.json', 'everything-stale', { language: 'en' })
  await openExplanation()
  const isCut = () => browser.execute(() => document.documentElement.scrollWidth > innerWidth)
  await look(browser, { width: 320, height: 800 }, 'dark')
  expect(await isCut()).toBe(false)
  await browser.execute(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await look(browser, { width: 640, height: 800 }, 'light')
  expect(await isCut()).toBe(false)
  await shot(browser, 'card-stale-large-text', 640)
  await browser.execute(() => {
    document.documentElement.style.fontSize = ''
  })
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value: 'active' }],
  })
  const border = await browser.execute(() => {
    const verdict = document
      .querySelector('greengate-decision')
      ?.shadowRoot?.querySelector('.verdict')
    return verdict == null ? '' : getComputedStyle(verdict).borderTopStyle
  })
  expect(border).toBe('solid')
})
