/** The editor in a real browser, by its keys alone: writing with the list, findings, leaving, two languages, day and night. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../../../verifier-web/walk/browser.ts'
import type { StudioFinding } from '../../studio-api.ts'
import type {} from './before-view.ts'
import type {} from './rule-editor.ts'
import type {} from './test-page.ts'
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

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  ;[site, open] = await Promise.all([openTestSite(), openBrowser()])
  browser = open.browser
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

/** Puts the cursor somewhere, and the focus with it. */
const goTo = (line: number, column: number): Promise<void> =>
  browser.execute(
    (place) => {
      document.querySelector('rule-editor')!.showPlace(place)
    },
    { line, column, length: 0 },
  )

/** Reads the editor as a person does. */
const read = () =>
  browser.execute(() => {
    const editor = document.querySelector('rule-editor')!
    const within = (form: string): readonly string[] =>
      [...editor.shadowRoot!.querySelectorAll<HTMLElement>(form)].map((one) => one.innerText)
    return {
      text: editor.text,
      said: within('[role="status"]')[0],
      tooltip: within('.cm-tooltip')[0] ?? '',
      options: within('[role="option"] .cm-completionLabel'),
      chosen: within('[role="option"][aria-selected] .cm-completionLabel')[0],
      focused: document.activeElement?.id ?? '',
      isInText: editor.shadowRoot!.activeElement?.getAttribute('role') === 'textbox',
      happened: [...happened],
    }
  })
type Reading = Awaited<ReturnType<typeof read>>

async function until(wanted: (reading: Reading) => boolean): Promise<Reading> {
  for (const ends = Date.now() + 5000; ;) {
    const reading = await read()
    if (wanted(reading)) return reading
    if (Date.now() > ends) throw new Error(`the editor shows ${JSON.stringify(reading)}`)
    await browser.pause(20)
  }
}

/** A person sees a list before pressing a key in it; CodeMirror waits for that too. */
async function choose(label: string): Promise<void> {
  await until(({ options }) => options.includes(label))
  await browser.pause(90)
  for (let steps = 0; steps < 20 && (await read()).chosen !== label; steps++) {
    await browser.keys(Key.ArrowDown)
  }
  await browser.keys(Key.Enter)
  await until(({ options, text }) => !options.includes(label) && text.includes(label))
}

test('a condition is written by keys from the lists', async () => {
  await browser.execute(() => {
    document.querySelector('rule-editor')!.openText('rules:\n  - no: 7\n    when: ')
  })
  await goTo(3, 11)
  await browser.keys('so')
  await choose('some')
  await browser.keys('con')
  await choose('contact')
  await browser.keys(', clo')
  await choose('closeness')
  await browser.keys(' = ')
  await choose('"close"')
  await browser.keys(' and days(at) <= $')
  await choose('$contactDays')
  const { text, happened } = await read()
  expect(text).toBe(
    'rules:\n  - no: 7\n    when: some(contact, closeness = "close" and days(at) <= $contactDays)',
  )
  expect(happened).toContain('text-change')
})

test('a Chinese word is composed in peace, and finds the kind that it names', async () => {
  await goTo(10, 12)
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
  await choose('contact')
  expect((await read()).text.split('\n')[9]).toBe('      some(contact')
  // What was found meanwhile is shown now.
  await until(({ said }) => said?.includes('contct') === true)
})

test('F8 goes from finding to finding and says each, in sight and to a screen reader', async () => {
  await browser.execute((given) => {
    document.querySelector('rule-editor')!.findings = given
  }, findings)
  await goTo(1, 1)
  await until(({ said }) => said === '1 error · 1 warning · F8: next')
  await browser.keys(Key.F8)
  await until(({ said, tooltip }) => [said, tooltip].every((text) => text?.includes('no rule')))
  await browser.keys(Key.F8)
  await until(({ said, tooltip }) => [said, tooltip].every((text) => text?.includes('contct')))
  await browser.keys([Key.Shift, Key.F8])
  await until(({ said }) => said?.includes('no rule') === true)
  // What was found goes with the text.
  await goTo(1, 1)
  await browser.keys('# 新\n')
  await browser.keys([Key.Shift, Key.F8])
  await until(({ said }) => said?.includes('contct') === true)
})

test('Tab leaves, forwards and backwards, also from the list and from the blanks of a new rule', async () => {
  await goTo(8, 1)
  await browser.keys(Key.Tab)
  expect((await read()).focused).toBe('after')
  await browser.keys([Key.Shift, Key.Tab])
  expect((await read()).isInText).toBe(true)
  await browser.keys([Key.Shift, Key.Tab])
  expect((await read()).focused).toBe('before')
  await browser.keys(Key.Tab)
  await browser.keys([Key.Ctrl, ' '])
  await until(({ options }) => options.length > 0)
  await browser.keys(Key.Tab)
  expect((await read()).focused).toBe('after')

  await goTo(12, 1)
  await browser.keys('  \n')
  await goTo(12, 3)
  await browser.keys([Key.Ctrl, ' '])
  await until(({ options }) => options.includes('a new rule'))
  await browser.pause(90)
  await browser.keys(Key.Enter)
  const { text } = await until(({ text: now }) => now.includes('id: rule-10'))
  expect(text).toContain(
    '\n  - no: 10\n    id: rule-10\n    outcome: check\n    when: some(contact)\n',
  )
  for (let presses = 0; presses < 10 && (await read()).isInText; presses++) {
    await browser.keys(Key.Tab)
  }
  expect((await read()).focused).toBe('after')
})

test('keys save, format, search and say what a word is; another text is one step back', async () => {
  await goTo(10, 8)
  await browser.keys([Key.Ctrl, 's'])
  await browser.keys([Key.Alt, Key.Shift, 'f'])
  expect((await read()).happened).toEqual(['save', 'format'])
  await browser.keys([Key.Shift, Key.F1])
  await until(({ tooltip }) => tooltip.includes('some(kind, condition)'))
  await browser.keys(Key.Escape)
  await until(({ tooltip }) => tooltip === '')

  const other = start.replace('demo', 'another').replace('no: 7', 'no: 70')
  await browser.execute((text) => {
    document.querySelector('rule-editor')!.text = text
  }, other)
  await browser.keys('X')
  // The cursor stayed where it was, in spite of what was changed before it.
  expect((await until(({ text }) => text.includes('X'))).text).toBe(other.replace('some', 'sXome'))
  await browser.keys([Key.Ctrl, 'z'])
  await browser.keys([Key.Ctrl, 'z'])
  expect((await until(({ text }) => text === start)).text).toBe(start)

  await browser.execute(() => {
    document.querySelector('rule-editor')!.readonly = true
  })
  await browser.keys('Y')
  expect((await read()).text).toBe(start)
  await browser.execute(() => {
    document.querySelector('rule-editor')!.readonly = false
  })
})

interface Barrier {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

const axe = () =>
  browser.execute(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(): Promise<{ violations: readonly Barrier[] }> }
    }
    const { violations } = await tool.run()
    return violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    ])
  })

const picture = async (name: string): Promise<void> => {
  const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
    format: 'png',
  })) as { readonly data: string }
  writeFileSync(`${pictures}/${name}.png`, Buffer.from(data, 'base64'))
}

test('no barrier in either language, by day and by night; pictures are kept', async () => {
  for (const [language, scheme] of [
    ['en', 'light'],
    ['zh', 'dark'],
    ['zh', 'light'],
    ['en', 'dark'],
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
    await goTo(6, 1)
    await browser.keys([Key.Ctrl, 'f'])
    await browser.keys('contact')
    await goTo(10, 18)
    await browser.keys(Key.F8)
    await until(({ tooltip }) => tooltip !== '')
    expect(await axe()).toEqual([])
    await picture(`finding-${language}-${scheme}`)
    await goTo(10, 56)
    await browser.keys([Key.Ctrl, ' '])
    await until(({ options }) => options.length > 0)
    await browser.pause(120)
    expect(await axe()).toEqual([])
    await picture(`list-${language}-${scheme}`)
    await browser.keys(Key.Escape)
  }
  const { happened } = await read()
  expect(happened.filter((one) => /^(?:refused|error)/.test(one))).toEqual([])
})
