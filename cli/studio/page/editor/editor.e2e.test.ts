/** The editor in a real browser, by its keys alone: writing with the list, findings, leaving, two languages, day and night. */
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../../../verifier-web/walk/browser.ts'
import type { StudioFinding } from '../../studio-api.ts'
import type {} from './before-view.ts'
import type {} from './rule-editor.ts'
import type {} from './test-page.ts'
import { handsAt, type Hands } from './test-hands.ts'
import { known } from './test-known.ts'
import { openTestSite, type TestSite } from './test-site.ts'

const top = fileURLToPath(new URL('../../../../', import.meta.url))
const pictures = `${top}artifacts/studio-editor`
const size = { width: 1280, height: 900 }

const start = `id: demo
version: 2
parameters:
  contactDays: { value: 14, unit: day, overridable: tighten }
rules:
  - no: 7
    id: close-contact
    outcome: stop
    when: |
      some(contct, closeness = "close" and days(at) <= $contactDays) # 密切接触
    reason: { zh: 密切接触者, en: Close contact }
otherwise: check
`
const findings: readonly StudioFinding[] = [
  {
    severity: 'error',
    code: 'unknown-name',
    message: 'contct is no kind; contact?',
    place: { line: 10, column: 12, length: 6 },
  },
  {
    severity: 'warning',
    code: 'no-pass-rule',
    message: 'no rule grants passage',
    place: { line: 5, column: 1, length: 5 },
  },
]

let site: TestSite
let open: OpenBrowser
let browser: Browser
let hands: Hands

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  ;[site, open] = await Promise.all([openTestSite(), openBrowser()])
  browser = open.browser
  hands = handsAt(browser)
  await look(browser, size, 'light')
  await browser.url(site.url)
  await browser.execute(readFileSync(`${top}node_modules/axe-core/axe.min.js`, 'utf8'))
})

afterAll(async () => {
  await open.close()
  await site.close()
})

beforeEach(async () => {
  await browser.execute(
    (text, { factTypes, names }) => {
      const editor = document.querySelector('rule-editor')!
      Object.assign(editor, { factTypes, names, language: 'en', kind: 'rules', findings: [] })
      editor.openText(text)
      happened.length = 0
    },
    start,
    known(),
  )
})

test('a condition is written by keys from the lists', async () => {
  await browser.execute(() => {
    document.querySelector('rule-editor')!.openText('rules:\n  - no: 7\n    when: ')
  })
  await hands.goTo(3, 11)
  await browser.keys('so')
  await hands.choose('some')
  await browser.keys('con')
  await hands.choose('contact')
  await browser.keys(', clo')
  await hands.choose('closeness')
  await browser.keys(' = ')
  await hands.choose('"close"')
  await browser.keys(' and days(at) <= $')
  await hands.choose('$contactDays')
  const { text, happened } = await hands.read()
  expect(text).toBe(
    'rules:\n  - no: 7\n    when: some(contact, closeness = "close" and days(at) <= $contactDays)',
  )
  expect(happened).toContain('text-change')
})

test('a Chinese word is composed in peace, and finds the kind that it names', async () => {
  await hands.goTo(10, 12)
  await browser.keys([Key.Shift, Key.End])
  await browser.keys(Key.Delete)
  const compose = (text: string) =>
    browser.sendCommandAndGetResult('Input.imeSetComposition', {
      ...{ text, selectionStart: text.length, selectionEnd: text.length },
    })
  await compose('jie')
  await compose('接')
  await browser.execute((given) => {
    document.querySelector('rule-editor')!.findings = given
  }, findings)
  await compose('接触')
  await browser.sendCommandAndGetResult('Input.insertText', { text: '接触' })
  await hands.choose('contact')
  expect((await hands.read()).text.split('\n')[9]).toBe('      some(contact')
  // What was found meanwhile is shown now.
  await hands.until(({ said }) => said.includes('contct'))
})

test('F8 goes from finding to finding and says each, in sight and to a screen reader', async () => {
  await browser.execute((given) => {
    document.querySelector('rule-editor')!.findings = given
  }, findings)
  await hands.goTo(1, 1)
  await hands.until(({ said }) => said === '1 error · 1 warning · F8: next')
  await browser.keys(Key.F8)
  await hands.until(({ said, tooltip }) =>
    [said, tooltip].every((text) => text.includes('no rule')),
  )
  await browser.keys(Key.F8)
  await hands.until(({ said, tooltip }) => [said, tooltip].every((text) => text.includes('contct')))
  await browser.keys([Key.Shift, Key.F8])
  await hands.until(({ said }) => said.includes('no rule'))
  // What was found goes with the text.
  await hands.goTo(1, 1)
  await browser.keys('# 新\n')
  await browser.keys([Key.Shift, Key.F8])
  await hands.until(({ said }) => said.includes('contct'))
})

test('Tab leaves, forwards and backwards, also from the list and from the blanks of a new rule', async () => {
  await hands.goTo(8, 5)
  await browser.keys(Key.Tab)
  expect((await hands.read()).focused).toBe('after')
  await browser.keys([Key.Shift, Key.Tab])
  expect((await hands.read()).isInText).toBe(true)
  await browser.keys([Key.Shift, Key.Tab])
  expect((await hands.read()).focused).toBe('before')
  await browser.keys(Key.Tab)
  await browser.keys([Key.Ctrl, ' '])
  await hands.until(({ options }) => options.length > 0)
  await browser.keys(Key.Tab)
  expect((await hands.read()).focused).toBe('after')

  await hands.goTo(12, 1)
  await browser.keys('  \n')
  await hands.goTo(12, 3)
  await browser.keys([Key.Ctrl, ' '])
  await hands.until(({ options }) => options.includes('a new rule'))
  await browser.pause(90)
  await browser.keys(Key.Enter)
  const { text } = await hands.until(({ text: now }) => now.includes('id: rule-10'))
  expect(text).toContain(
    '\n  - no: 10\n    id: rule-10\n    outcome: check\n    when: some(contact)\n',
  )
  for (let presses = 0; presses < 10 && (await hands.read()).isInText; presses++) {
    await browser.keys(Key.Tab)
  }
  expect((await hands.read()).focused).toBe('after')
})

test('keys save, format, search and say what a word is; another text is one step back', async () => {
  await hands.goTo(10, 8)
  await browser.keys([Key.Ctrl, 's'])
  await browser.keys([Key.Alt, Key.Shift, 'f'])
  expect((await hands.read()).happened).toEqual(['save', 'format'])
  await browser.keys([Key.Shift, Key.F1])
  await hands.until(({ tooltip }) => tooltip.includes('some(kind, condition)'))
  await browser.keys(Key.Escape)
  await hands.until(({ tooltip }) => tooltip === '')

  const other = start.replace('demo', 'another').replace('no: 7', 'no: 70')
  await browser.execute((text) => {
    document.querySelector('rule-editor')!.text = text
  }, other)
  await browser.keys('X')
  // The cursor stayed where it was, in spite of what was changed before it.
  expect((await hands.until(({ text }) => text.includes('X'))).text).toBe(
    other.replace('some', 'sXome'),
  )
  await browser.keys([Key.Ctrl, 'z'])
  await browser.keys([Key.Ctrl, 'z'])
  expect((await hands.until(({ text }) => text === start)).text).toBe(start)

  await browser.execute(() => {
    document.querySelector('rule-editor')!.readonly = true
  })
  await browser.keys('Y')
  expect((await hands.read()).text).toBe(start)
  await browser.execute(() => {
    document.querySelector('rule-editor')!.readonly = false
  })
})

test('what did not change is folded away until a button shows it', async () => {
  const folded = (): Promise<number> =>
    browser.execute(
      () =>
        document.querySelector('before-view')!.shadowRoot!.querySelectorAll('.cm-collapsedLines')
          .length,
    )
  await browser.execute((text) => {
    const textBefore = text + '# the same\n'.repeat(30)
    const textAfter = textBefore.replace('14', '21')
    Object.assign(document.querySelector('before-view')!, { textBefore, textAfter })
    document.getElementById('after')!.focus()
  }, start)
  await browser.waitUntil(async () => (await folded()) === 2)
  await browser.keys(Key.Tab)
  await browser.keys(Key.Enter)
  await browser.waitUntil(async () => (await folded()) === 0)
})

test('no barrier in either language, by day and by night; pictures are kept', async () => {
  for (const [language, scheme] of [
    ['en', 'light'],
    ['zh', 'dark'],
  ] as const) {
    await look(browser, size, scheme)
    await browser.execute(
      (text, given, words, isUnified) => {
        document.documentElement.lang = words === 'zh' ? 'zh-CN' : 'en'
        Object.assign(document.querySelector('rule-editor')!, { findings: given, language: words })
        document.querySelector('rule-editor')!.openText(text)
        const textAfter = text.replace('14', '21').replace('contct', 'contact')
        const view = { textBefore: text, textAfter, language: words, unified: isUnified }
        Object.assign(document.querySelector('before-view')!, view)
      },
      start,
      findings,
      language,
      scheme === 'dark',
    )
    await hands.goTo(6, 1)
    await browser.keys([Key.Ctrl, 'f'])
    await browser.keys('contact')
    await hands.goTo(10, 18)
    await browser.keys(Key.F8)
    await hands.until(({ tooltip }) => tooltip !== '')
    expect(await hands.axe()).toEqual([])
    await hands.picture(`${pictures}/finding-${language}-${scheme}.png`)
    await hands.goTo(10, 56)
    await browser.keys([Key.Ctrl, ' '])
    await hands.until(({ options }) => options.length > 0)
    await browser.pause(120)
    expect(await hands.axe()).toEqual([])
    await hands.picture(`${pictures}/list-${language}-${scheme}.png`)
    await browser.keys(Key.Escape)
  }
  const { happened } = await hands.read()
  expect(happened.filter((one) => /^(?:refused|error)/.test(one))).toEqual([])
})
