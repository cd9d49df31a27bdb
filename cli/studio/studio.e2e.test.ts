/** The studio in a real browser against the real command: a rule author's afternoon, by keyboard alone. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../verifier-web/walk/outside.ts'
import { builtPages } from '../../house/built-pages.ts'
import { scratch, startGreengate, type Running } from '../test-process.ts'
import { inWork, layDesk } from './test-desk.ts'
import { handsOn, type Hands } from './test-hands.ts'
import {
  barriers,
  caseState,
  isSettled,
  focusOf,
  readChart,
  readNumbers,
  textOf,
  top,
} from './test-page.ts'

const pictures = `${top}artifacts/studio`
const panels = ['cases', 'explanation', 'findings', 'difference', 'impact', 'change'] as const
const desk = { width: 1280, height: 800 }

const folder = scratch()
let running: Running
let outside: Outside
let open: OpenBrowser
let browser: Browser
let address: URL
let hands: Hands

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  await builtPages('cli/dist/studio')
  layDesk(folder.path)
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
  hands = handsOn(browser, pictures)
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
const onDisk = (): string => readFileSync(folder.at('small.yaml'), 'utf8')
describe('an afternoon, by keyboard alone', () => {
  test('the page opens with the set and its cases, and the token leaves the address', async () => {
    await hands.until(panel('cases-panel'), '2 of 3')
    expect(await browser.getUrl()).toBe(`${address.origin}/`)
    expect(await caseState(browser, 'coughs')).toBe('wrong')
    expect(await textOf(browser, 'rule-studio', 'studio-files')).toContain('small-1.yaml')
  })

  test('a rule is written with a typo, which is found at its place', async () => {
    await hands.goTo('text-desk')
    await hands.keys(Key.Ctrl, Key.End)
    await hands.keys(Key.ArrowUp)
    await hands.keys(Key.Home)
    // The line before the last, and what is written above it.
    const lines = [
      '  - no: 4',
      'id: cough',
      'outcome: check',
      'reason: { zh: 咳嗽, en: Cough }',
      'when: some(symptm, days(at) <= 7)',
    ]
    await hands.keys(Key.Enter)
    await hands.keys(Key.ArrowUp)
    for (const [i, line] of lines.entries()) {
      if (i > 0) {
        await hands.keys(Key.Escape)
        await hands.keys(Key.Enter)
      }
      await hands.type(line)
    }
    await hands.keys(Key.Escape)
    await hands.choose('findings')
    const said = await hands.until(panel('findings-panel'), 'unknown-name')
    const line = inWork.split('\n').length - 2 + lines.length
    expect(said).toContain(`line ${line}, column ${'    when: some('.length + 1}`)
    await hands.shot('findings-typo')
  })

  test('the finding leads to the place, where it is mended, and a case turns right', async () => {
    await hands.tabTo('button')
    await hands.keys(Key.Tab)
    for (let i = 0; i < 10 && !(await hands.isOn('unknown-name')); i += 1) await hands.keys(Key.Tab)
    await hands.keys(Key.Enter)
    await browser.waitUntil(async () => (await focusOf(browser)).includes('text-desk'))
    // The name is selected, so that what is typed takes its place.
    await hands.type('symptom')
    await hands.keys(Key.Escape)
    await hands.choose('cases')
    await hands.until(panel('cases-panel'), '3 of 3')
    expect(await caseState(browser, 'coughs')).toBe('right')
    expect(await textOf(browser, ...panel('findings-panel'))).not.toContain('unknown-name')
  })

  test('the explanation of a person goes down to the fact', async () => {
    await hands.tabTo('button')
    for (let i = 0; i < 30 && !(await hands.isOn('coughs')); i += 1) await hands.keys(Key.Tab)
    await hands.keys(Key.Enter)
    await hands.until([...panel('explanation-panel'), 'explanation-tree'], 'Rule 4 cough')
    await hands.choose('explanation')
    await hands.tabTo('div')
    for (let i = 0; i < 12 && !(await focusOf(browser)).includes('explanation-tree'); i += 1)
      await hands.keys(Key.Tab)
    // From the person to the rule that decided, its condition, and what that made of the fact.
    await hands.keys(Key.ArrowDown)
    await hands.keys(Key.ArrowRight)
    await hands.keys(Key.ArrowRight)
    await hands.keys(Key.ArrowRight)
    await hands.keys(Key.ArrowRight)
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
    await hands.shot('explanation-fact')
    await hands.keys(Key.Enter)
    await browser.waitUntil(async () => (await focusOf(browser)).includes('rule-editor'))
  })

  test('the difference to the version in force is told and shown', async () => {
    await hands.choose('difference')
    const said = await hands.until(panel('difference-panel'), 'rule 4 cough')
    expect(said).toContain('14 days → 10 days')
    await hands.until([...panel('difference-panel'), 'before-view'], 'value: 10')
  })

  test('the change record says what is empty, and writes into the text', async () => {
    await hands.choose('change')
    await hands.until(panel('change-panel'), 'The reviewer must be somebody else')
    await hands.tabTo('input')
    await hands.keys(Key.Ctrl, 'a')
    await hands.type('loosened')
    await hands.keys(Key.Tab)
    await hands.keys(Key.Ctrl, 'a')
    await hands.type('Ten days, and a cough is looked at: see the minutes.')
    await hands.keys(Key.Tab)
    await hands.keys(Key.Tab)
    await hands.type('article 9')
    await hands.keys(Key.Tab)
    await hands.keys(Key.Tab)
    await hands.keys(Key.Tab)
    await hands.keys(Key.Ctrl, 'a')
    await hands.type('Dr Li')
    await hands.keys(Key.Tab)
    await hands.keys(Key.Ctrl, 'a')
    await hands.keys(Key.Delete)
    await hands.until(panel('change-panel'), 'Still empty: Reviewed by')
    await hands.type('Dr Wang')
    await hands.until(panel('change-panel'), 'The record is complete')
    await hands.shot('change-filled')
  })

  test('the impact is counted and drawn, and its charts say what its tables say', async () => {
    await hands.choose('impact')
    await hands.tabTo('select')
    await hands.keys(Key.Tab)
    await hands.keys(Key.Tab)
    await hands.keys(Key.Ctrl, 'a')
    await hands.type('2000')
    await hands.keys(Key.Enter)
    await hands.until([...panel('impact-panel'), 'impact-report'], 'From outcome to outcome')
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
    await look(browser, { width: 1280, height: 3000 }, 'light')
    await hands.shot('impact-whole')
    await look(browser, desk, 'light')
  })

  test('saved, it is a plain file on the disk, comments and all', async () => {
    expect(onDisk()).toBe(inWork)
    await hands.keys(Key.Ctrl, 's')
    await hands.until(['rule-studio', 'studio-bar', '.state'], 'Saved')
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
  await hands.until(['rule-studio', 'studio-notices'], 'read again')
  await hands.goTo('text-desk')
  await hands.keys(Key.Ctrl, Key.End)
  await hands.type('# mine')
  writeFileSync(folder.at('small.yaml'), onDisk().replace('en: Little', 'en: Tiny'))
  await hands.until(['rule-studio', 'studio-notices'], 'differs from your text')
  await hands.keys(Key.Ctrl, 's')
  expect(onDisk()).not.toContain('# mine')
  await hands.tabBackTo('Compare')
  await hands.keys(Key.Enter)
  await hands.until(['rule-studio', 'conflict-dialog'], 'Save mine')
  await hands.shot('conflict')
  await hands.tabTo('button')
  for (let i = 0; i < 8 && !(await hands.hasFocus('Save mine')); i += 1) await hands.keys(Key.Tab)
  await hands.keys(Key.Enter)
  await hands.until(['rule-studio', 'studio-bar', '.state'], 'Saved')
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
      await hands.choose(name)
      await browser.waitUntil(() => browser.execute(isSettled))
      await hands.shot(`${name}-${language}-${scheme}`)
      // What surrounds the panels is the same for all.
      const found = await barriers(
        browser,
        name === 'cases' ? [] : ['rule-studio', 'studio-panels', `#panel-${name}`],
      )
      expect([name, language, scheme, found]).toEqual([name, language, scheme, []])
    }
  }
})

test('at twice the size nothing is out of reach sideways', async () => {
  await look(browser, { width: 640, height: 400 }, 'light')
  const width = await browser.execute(() => document.documentElement.scrollWidth)
  expect(width).toBe(640)
  await hands.shot('zoom-200')
  await look(browser, desk, 'light')
})

test('nothing was asked of anyone else, the console is clean, and an ended server is said and costs no text', async () => {
  const asked = await browser.execute(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
  )
  expect([...new Set(asked)]).toEqual([address.origin])
  expect(outside.strangers()).toEqual([])
  expect(await browser.getLogs('browser')).toEqual([])
  await hands.goTo('text-desk')
  await hands.keys(Key.Ctrl, Key.End)
  await hands.type('# late')
  await running.interrupt()
  await hands.until(['rule-studio', 'studio-notices'], 'has ended or cannot be reached')
  expect(await textOf(browser, 'rule-studio', 'text-desk', 'rule-editor')).toContain('# late')
  expect(onDisk()).not.toContain('# late')
})
