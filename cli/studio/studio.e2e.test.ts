/** The studio in a real browser against the real command: a rule author's afternoon, by keyboard alone. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import { casesText, ruleSets, setText } from '../rules/test-set.ts'
import { scratch, startGreengate, type Running } from '../test-process.ts'
import { barriers, buildPage, focusOf, readChart, readNumbers, textOf, top } from './test-page.ts'

const pictures = `${top}artifacts/studio`
const panels = ['cases', 'explanation', 'findings', 'difference', 'impact', 'change'] as const
const desk = { width: 1280, height: 800 }

/** Somebody coughs; the rule for that is still to be written. */
const coughs = `  - id: coughs
    comment: a cough since yesterday
    now: 2020-03-15T04:00:00Z
    person:
      facts:
        - { id: s1, kind: symptom, fields: { at: 2020-03-14 } }
      covers:
        - { kind: test, until: 2020-03-15T03:30:00Z }
        - { kind: contact, until: 2020-03-15T03:30:00Z }
        - { kind: symptom, until: 2020-03-15T03:30:00Z }
      onSite: { temperature: 36.5 }
    outcome: check
    fired: [ 4 ]
`
/** Of whom the new rule asks, that must be known. */
const cases = casesText
  .replace('version: 1', 'version: 2')
  .replace('covers:', 'covers:\n        - { kind: symptom, until: 2020-03-15T03:30:00Z }')
const inWork = setText
  .replace('version: 1', 'version: 2 # to be reviewed')
  .replace('value: 14', 'value: 10')
  .replace('reviewedBy: others', 'reviewedBy: them')

const folder = scratch()
let running: Running
let outside: Outside
let open: OpenBrowser
let browser: Browser
let address: URL

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  await buildPage()
  copyFileSync(`${ruleSets}/fact-types.json`, folder.at('fact-types.json'))
  writeFileSync(folder.at('small-1.yaml'), setText)
  writeFileSync(folder.at('small.yaml'), inWork)
  writeFileSync(folder.at('small.cases.yaml'), cases + coughs)
  outside = await openOutside()
  running = startGreengate([
    'rules',
    'studio',
    folder.at('small.yaml'),
    '--no-open',
    '--json',
    '--lang',
    'en',
  ])
  const { url } = JSON.parse(await running.seen('}')) as { readonly url: string }
  address = new URL(url)
  open = await openBrowser({ switches: outside.switches })
  browser = open.browser
  await look(browser, desk, 'light')
  await browser.url(url)
})

afterAll(async () => {
  await open.close()
  await outside.close()
  await running[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const panel = (name: string): readonly string[] => ['rule-studio', 'studio-panels', name]
const keys = async (...pressed: readonly string[]): Promise<void> => {
  const hands = browser.action('key')
  for (const key of pressed) hands.down(key)
  for (const key of pressed.toReversed()) hands.up(key)
  await hands.perform()
}
const type = async (text: string): Promise<void> => {
  const hands = browser.action('key')
  for (const key of text) hands.down(key).up(key)
  await hands.perform()
}
/** Waits until a text within the page is as it should be; says what it was if it never is. */
const until = async (path: readonly string[], wanted: RegExp | string): Promise<string> => {
  let last = ''
  const isSo = async (): Promise<boolean> => {
    last = await textOf(browser, ...path)
    return typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last)
  }
  await browser.waitUntil(isSo, { interval: 50, timeout: 20_000 }).catch(() => {
    throw new Error(`no ${String(wanted)} in ${path.join(' ')}, but:\n${last}`)
  })
  return last
}
/** From region to region until the focus is there. */
const goTo = async (region: string): Promise<void> => {
  for (let i = 0; i < 4; i += 1) {
    if ((await focusOf(browser)).includes(region)) return
    await keys(Key.F6)
  }
  throw new Error(`${region} is not reached: ${(await focusOf(browser)).join(' ')}`)
}
/** Chooses a panel by its tab. */
const choose = async (name: string): Promise<void> => {
  await goTo('text-desk')
  await keys(Key.F6)
  for (let i = 0; i < 6; i += 1) {
    if ((await focusOf(browser)).at(-1) === `button#tab-${name}`) return
    await keys(Key.ArrowRight)
  }
  throw new Error(`there is no tab ${name}`)
}
/** Goes on with Tab until the focus is on something. */
const tabTo = async (wanted: string): Promise<void> => {
  for (let i = 0; i < 40; i += 1) {
    if ((await focusOf(browser)).at(-1)?.startsWith(wanted) === true) return
    await keys(Key.Tab)
  }
  throw new Error(`Tab does not reach ${wanted}: ${(await focusOf(browser)).join(' ')}`)
}
const shot = async (name: string): Promise<void> => {
  const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
    format: 'png',
  })) as { readonly data: string }
  writeFileSync(`${pictures}/${name}.png`, Buffer.from(data, 'base64'))
}
const onDisk = (): string => readFileSync(folder.at('small.yaml'), 'utf8')
const caseState = (id: string): Promise<string | undefined> =>
  browser.execute(
    (name) =>
      document
        .querySelector('rule-studio')
        ?.shadowRoot?.querySelector('studio-panels')
        ?.shadowRoot?.querySelector('cases-panel')
        ?.shadowRoot?.querySelector(`[data-case="${name}"]`)?.classList[0],
    id,
  )

describe('an afternoon, by keyboard alone', () => {
  test('the page opens with the set and its cases, and the token leaves the address', async () => {
    await until(panel('cases-panel'), '2 of 3')
    expect(await browser.getUrl()).toBe(`${address.origin}/`)
    expect(await caseState('coughs')).toBe('wrong')
    expect(await textOf(browser, 'rule-studio', 'studio-files')).toContain('small-1.yaml')
  })

  test('a rule is written with a typo, which is found at its place', async () => {
    await goTo('text-desk')
    await keys(Key.Ctrl, Key.End)
    await keys(Key.ArrowUp)
    await keys(Key.Home)
    // The line before the last, and what is written above it.
    const lines = [
      '  - no: 4',
      'id: cough',
      'outcome: check',
      'reason: { zh: 咳嗽, en: Cough }',
      'when: some(symptm, days(at) <= 7)',
    ]
    await keys(Key.Enter)
    await keys(Key.ArrowUp)
    for (const [i, line] of lines.entries()) {
      if (i > 0) {
        await keys(Key.Escape)
        await keys(Key.Enter)
      }
      await type(line)
    }
    await keys(Key.Escape)
    await choose('findings')
    const said = await until(panel('findings-panel'), 'unknown-name')
    const line = inWork.split('\n').length - 2 + lines.length
    expect(said).toContain(`line ${line}, column ${'    when: some('.length + 1}`)
    await shot('findings-typo')
  })

  test('the finding leads to the place, where it is mended, and a case turns right', async () => {
    await tabTo('button')
    await keys(Key.Tab)
    for (let i = 0; i < 10 && !(await isOn('unknown-name')); i += 1) await keys(Key.Tab)
    await keys(Key.Enter)
    await browser.waitUntil(async () => (await focusOf(browser)).includes('text-desk'))
    // The name is selected, so that what is typed takes its place.
    await type('symptom')
    await keys(Key.Escape)
    await choose('cases')
    await until(panel('cases-panel'), '3 of 3')
    expect(await caseState('coughs')).toBe('right')
    expect(await textOf(browser, ...panel('findings-panel'))).not.toContain('unknown-name')
  })

  test('the explanation of a person goes down to the fact', async () => {
    await tabTo('button')
    for (let i = 0; i < 30 && !(await isOn('coughs')); i += 1) await keys(Key.Tab)
    await keys(Key.Enter)
    await until([...panel('explanation-panel'), 'explanation-tree'], 'Rule 4 cough')
    await choose('explanation')
    await tabTo('div')
    for (let i = 0; i < 12 && !(await focusOf(browser)).includes('explanation-tree'); i += 1)
      await keys(Key.Tab)
    // From the person to the rule that decided, its condition, and what that made of the fact.
    await keys(Key.ArrowDown)
    await keys(Key.ArrowRight)
    await keys(Key.ArrowRight)
    await keys(Key.ArrowRight)
    await keys(Key.ArrowRight)
    const at = await browser.execute(() => {
      const tree = document
        .querySelector('rule-studio')
        ?.shadowRoot?.querySelector('studio-panels')
        ?.shadowRoot?.querySelector('explanation-panel')
        ?.shadowRoot?.querySelector('explanation-tree')?.shadowRoot
      const item = tree?.activeElement as HTMLElement | null
      return [item?.getAttribute('role'), item?.ariaLevel, item?.dataset['key'], item?.innerText]
    })
    expect(at.slice(0, 3)).toEqual(['treeitem', '3', 'rule 4 when fact s1'])
    expect(at[3]).toContain('true')
    await shot('explanation-fact')
    await keys(Key.Enter)
    await browser.waitUntil(async () => (await focusOf(browser)).includes('rule-editor'))
  })

  test('the difference to the version in force is told and shown', async () => {
    await choose('difference')
    const said = await until(panel('difference-panel'), 'rule 4 cough')
    expect(said).toContain('14 days → 10 days')
    await until([...panel('difference-panel'), 'before-view'], 'value: 10')
  })

  test('the change record says what is empty, and writes into the text', async () => {
    await choose('change')
    await until(panel('change-panel'), 'The reviewer must be somebody else')
    await tabTo('input')
    await keys(Key.Ctrl, 'a')
    await type('loosened')
    await keys(Key.Tab)
    await keys(Key.Ctrl, 'a')
    await type('Ten days, and a cough is looked at: see the minutes.')
    await keys(Key.Tab)
    await keys(Key.Tab)
    await type('article 9')
    await keys(Key.Tab)
    await keys(Key.Tab)
    await keys(Key.Tab)
    await keys(Key.Ctrl, 'a')
    await type('Dr Li')
    await keys(Key.Tab)
    await keys(Key.Ctrl, 'a')
    await keys(Key.Delete)
    await until(panel('change-panel'), 'Still empty: Reviewed by')
    await type('Dr Wang')
    await until(panel('change-panel'), 'The record is complete')
    await shot('change-filled')
  })

  test('the impact is counted and drawn, and its charts say what its tables say', async () => {
    await choose('impact')
    await tabTo('select')
    await keys(Key.Tab)
    await keys(Key.Tab)
    await keys(Key.Ctrl, 'a')
    await type('2000')
    await keys(Key.Enter)
    await until([...panel('impact-panel'), 'impact-report'], 'From outcome to outcome')
    const { people, sums, matrix, rules, regions } = await browser.execute(readNumbers)
    expect(people).toBe(2000)
    const cells = matrix.slice(0, 4).map((row) => row.slice(0, 4))
    expect(cells.flat().reduce((sum, n) => sum + n, 0)).toBe(2000)
    expect(regions.reduce((sum, [n = 0]) => sum + n, 0)).toBe(2000)
    expect(sums['changed']).toBe((sums['stricter'] ?? 0) + (sums['looser'] ?? 0))
    expect(sums['changed']).toBeGreaterThan(0)
    const flow = await browser.execute(readChart, 'flow-all')
    expect(flow.bands).toBe(cells.flat().filter((n) => n > 0).length)
    const after = matrix[4]!.slice(0, 4)
    const before = matrix.slice(0, 4).map((row) => row[4]!)
    expect(flow.numbers).toEqual([...before, ...after].filter((n) => n > 0))
    const bars = await browser.execute(readChart, 'rule-bars')
    const moved = rules
      .flatMap(([, , leaves = 0, comes = 0]) => [leaves, comes])
      .filter((n) => n > 0)
    expect(bars.numbers.toSorted((a, b) => a - b)).toEqual(moved.toSorted((a, b) => a - b))
    expect([flow.cut, bars.cut]).toEqual([[], []])
  })

  test('saved, it is a plain file on the disk, comments and all', async () => {
    expect(onDisk()).toBe(inWork)
    await keys(Key.Ctrl, 's')
    await until(['rule-studio', 'studio-bar', '.state'], 'Saved')
    const text = onDisk()
    expect(text).toContain('version: 2 # to be reviewed\n')
    expect(text).toContain('when: some(symptom, days(at) <= 7)\n')
    expect(text).toContain(
      'type: loosened, how: "Ten days, and a cough is looked at: see the minutes.", basis: [ a paper, article 9 ], requestedBy: Dr Li, reviewedBy: Dr Wang',
    )
    expect(folder.list()).toEqual([
      'fact-types.json',
      'small-1.yaml',
      'small.cases.yaml',
      'small.yaml',
    ])
  })
})

test('what another program writes is read again, and never lost where somebody is typing', async () => {
  writeFileSync(folder.at('small.yaml'), onDisk().replace('en: Small', 'en: Little'))
  await until(['rule-studio', 'studio-notices'], 'read again')
  await goTo('text-desk')
  await keys(Key.Ctrl, Key.End)
  await type('# mine')
  writeFileSync(folder.at('small.yaml'), onDisk().replace('en: Little', 'en: Tiny'))
  await until(['rule-studio', 'studio-notices'], 'differs from your text')
  await keys(Key.Ctrl, 's')
  expect(onDisk()).not.toContain('# mine')
  await tabBackTo('Compare')
  await keys(Key.Enter)
  await until(['rule-studio', 'conflict-dialog'], 'Save mine')
  await shot('conflict')
  await tabTo('button')
  for (let i = 0; i < 8 && !(await hasFocus('Save mine')); i += 1) await keys(Key.Tab)
  await keys(Key.Enter)
  await until(['rule-studio', 'studio-bar', '.state'], 'Saved')
  expect(onDisk()).toContain('en: Little')
  expect(onDisk()).toContain('# mine')
})

test('no barrier on any panel, in both languages, by day and by night; pictures are kept', async () => {
  for (const [language, scheme] of [
    ['zh', 'dark'],
    ['en', 'light'],
  ] as const) {
    await look(browser, desk, scheme)
    const tag = language === 'zh' ? 'zh-CN' : 'en'
    await browser.$('rule-studio').shadow$('studio-bar').shadow$(`[lang="${tag}"]`).click()
    for (const name of panels) {
      await choose(name)
      await browser.waitUntil(() => browser.execute(isSettled))
      await shot(`${name}-${language}-${scheme}`)
      // What surrounds the panels is the same for all.
      const found = await barriers(
        browser,
        name === 'cases' ? [] : ['rule-studio', 'studio-panels'],
      )
      expect([name, language, scheme, found]).toEqual([name, language, scheme, []])
    }
  }
})

test('at twice the size nothing is out of reach sideways', async () => {
  await look(browser, { width: 640, height: 400 }, 'light')
  const width = await browser.execute(() => document.documentElement.scrollWidth)
  expect(width).toBe(640)
  await shot('zoom-200')
  await look(browser, desk, 'light')
})

test('nothing was asked of anyone else, the console is clean, and an ended server is said and costs no text', async () => {
  const asked = await browser.execute(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
  )
  expect([...new Set(asked)]).toEqual([address.origin])
  expect(outside.strangers()).toEqual([])
  expect(await browser.getLogs('browser')).toEqual([])
  await goTo('text-desk')
  await keys(Key.Ctrl, Key.End)
  await type('# late')
  await running.interrupt()
  await until(['rule-studio', 'studio-notices'], 'has ended or cannot be reached')
  expect(await textOf(browser, 'rule-studio', 'text-desk', 'rule-editor')).toContain('# late')
  expect(onDisk()).not.toContain('# late')
})

/** Whether the newest text is judged and its panel drawn. */
function isSettled(): boolean {
  const root = document.querySelector('rule-studio')?.shadowRoot
  const panels = root?.querySelector('studio-panels')?.shadowRoot
  const bar = root?.querySelector('studio-bar')?.shadowRoot
  return panels?.querySelector('.stale') === null && bar?.querySelector('[data-on]') === null
}

/** What has the focus: its words, and which finding or case it is. */
function focused(): { readonly text: string; readonly is: string | undefined } {
  let at: Element | null = document.activeElement
  while (at?.shadowRoot?.activeElement != null) at = at.shadowRoot.activeElement
  const data = at?.closest<HTMLElement>('[data-code], [data-case]')?.dataset
  return { text: (at as HTMLElement | null)?.innerText ?? '', is: data?.['code'] ?? data?.['case'] }
}

async function isOn(name: string): Promise<boolean> {
  return (await browser.execute(focused)).is === name
}

async function hasFocus(words: string): Promise<boolean> {
  return (await browser.execute(focused)).text.includes(words)
}

async function tabBackTo(words: string): Promise<void> {
  for (let i = 0; i < 40 && !(await hasFocus(words)); i += 1) await keys(Key.Shift, Key.Tab)
}
