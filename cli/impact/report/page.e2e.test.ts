/** The report in a real browser: every number recomputed from the people, charts drawn, nothing asked of any network. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Key, type Browser } from 'webdriverio'
import { greengate, scratch } from '../../test-process.ts'
import { people, type Person } from '../../people/main.ts'
import {
  desktop,
  look,
  openBrowser,
  phone,
  type OpenBrowser,
} from '../../../verifier-web/walk/browser.ts'
import { openOutside, type Outside } from '../../../verifier-web/walk/outside.ts'
import { readCompiled } from '../../rules/compiled-file.ts'
import { lookAround } from '../../rules/rule-set-file.ts'
import { readChart, readNumbers } from './test-reading.ts'
import { shoot } from './test-shot.ts'
import { isShare, judgeAll, recount, type Judged } from './test-recount.ts'

const top = fileURLToPath(new URL('../../../', import.meta.url))
const pictures = `${top}artifacts/impact`
const set = (version: string): string =>
  `${top}test-vectors/rule-sets/hangzhou/${version}/cn-3301.json`
const now = Date.parse('2020-03-18T21:30:00Z') / 1000

const folder = scratch()
let outside: Outside
let open: OpenBrowser
let browser: Browser
let judged: readonly Judged[]
let expected: ReturnType<typeof recount>

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const everybody = [...people({ seed: 9, now }, 1500)] as Person[]
  writeFileSync(
    folder.at('people.jsonl'),
    everybody.map((person) => JSON.stringify(person)).join('\n'),
  )
  // Version 8 has no rule 15 and more: everything changes, so that no table is empty.
  const args = ['--population', folder.at('people.jsonl'), '--now', '2020-03-18T21:30:00Z']
  const html = ['--html', folder.at('report.html'), '--examples', '3']
  const run = await greengate(['rules', 'impact', set('08'), set('14'), ...args, ...html])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const [{ compiled: a }, { compiled: b }] = await Promise.all([
    readCompiled(set('08'), lookAround({})),
    readCompiled(set('14'), lookAround({})),
  ])
  const sets = { a, b }
  judged = judgeAll(everybody, { ...sets, now })
  expected = recount(judged, sets)
  outside = await openOutside()
  open = await openBrowser({ switches: outside.switches })
  browser = open.browser
  await look(browser, desktop, 'light')
  await browser.url(pathToFileURL(folder.at('report.html')).href)
})

afterAll(async () => {
  await open.close()
  await outside.close()
  await folder[Symbol.asyncDispose]()
})

const press = async (key: string): Promise<void> => {
  await browser.action('key').down(key).up(key).perform()
}

describe('the numbers', () => {
  test('of every table and tile are those of the people judged again, and no number is left over', async () => {
    const page = await browser.execute(readNumbers)
    const whole = judged.length
    let checked = 0
    const numbersOf = (id: string) => page.tables.find((table) => table.id === id)?.rows ?? []
    for (const [id, rows] of Object.entries(expected.tables)) {
      const shown = numbersOf(id)
      expect([id, shown.map((row) => row.length)]).toEqual([id, rows.map((row) => row.length)])
      for (const [i, row] of rows.entries()) {
        for (const [j, number] of row.entries()) {
          expect([id, i, j, shown[i]![j]!.n]).toEqual([id, i, j, Number(number.toFixed(6))])
          checked += 1
        }
      }
    }
    for (const { id, n } of page.sums) expect([id, n]).toEqual([id, expected.sums[id]])
    expect(page.sums).toHaveLength(Object.keys(expected.sums).length)
    const ways = page.changes.map(({ count, share, tables }) => {
      const rows = tables.flatMap(numbersOf)
      expect(isShare(share, count.n / whole)).toBe(true)
      for (const [of, part] of rows) {
        expect(isShare(part!.text, of!.n / count.n)).toBe(true)
        expect(part!.n).toBe(Number((of!.n / count.n).toFixed(6)))
      }
      checked += 1 + rows.length * 2
      return [count.n, rows.map(([of]) => of!.n)]
    })
    const sum = (numbers: readonly number[]): number => numbers.reduce((x, y) => x + y, 0)
    const byCount = (list: readonly unknown[][]) => list.map((each) => JSON.stringify(each)).sort()
    expect(byCount(ways)).toEqual(byCount([...expected.ways.values()].map((of) => [sum(of), of])))
    // The number of examples is the one that is left.
    expect(page.all).toBe(checked + page.sums.length + 1)
  })

  test('read as they are: the text of each says its value', async () => {
    const { tables, sums } = await browser.execute(readNumbers)
    const cells = [...tables.flatMap(({ rows }) => rows.flat()), ...sums]
    let texts = 0
    for (const { n, text, share } of cells) {
      if (text === '') continue
      const isRight = text.endsWith('%') ? isShare(text, n) : Number(text.replaceAll(',', '')) === n
      expect([text, n, isRight]).toEqual([text, n, true])
      if (share?.endsWith('%') === true) expect(isShare(share, n / judged.length)).toBe(true)
      texts += 1
    }
    expect(texts).toBeGreaterThan(200)
  })

  test('of the charts are those of the tables, and every flow and bar is drawn as long as it should be', async () => {
    for (const tag of ['en', 'zh-CN']) {
      await browser.$(`[data-language="${tag}"]`).click()
      const flow = await browser.execute(readChart, 'flow-all', tag)
      const cells = expected.tables['matrix']!.slice(0, 4).map((row) => row.slice(0, 4))
      const nodes = [
        ...expected.tables['matrix']!.slice(0, 4).map((row) => row[4]!),
        ...expected.tables['matrix']![4]!.slice(0, 4),
      ].filter((count) => count > 0)
      const labels = flow.texts.flatMap((text) => {
        const found = /^([\d,]+)\s+((?:[<>] )?[\d.]+ %)$/.exec(text)
        return found === null ? [] : [found]
      })
      expect(labels.map(([, count]) => Number(count!.replaceAll(',', '')))).toEqual(nodes)
      for (const [, count, share] of labels) {
        expect(isShare(share!, Number(count!.replaceAll(',', '')) / judged.length)).toBe(true)
      }
      const bands = flow.marks.filter(({ isBand }) => isBand)
      expect(bands).toHaveLength(cells.flat().filter((count) => count > 0).length)
      for (const { width, height } of bands) expect(width * height).toBeGreaterThan(0)
      expect([flow.label === '', flow.cut]).toEqual([false, []])

      const bars = await browser.execute(readChart, 'rule-bars', tag)
      expect([bars.label === '', bars.cut]).toEqual([false, []])
      const moved = expected.tables['rules-table']!.flatMap(([, , , leaves, comes]) =>
        [leaves!, comes!].filter((count) => count > 0),
      )
      const numbers = bars.texts.filter((text) => /^[\d,]+$/.test(text))
      const counts = numbers.map((text) => Number(text.replaceAll(',', '')))
      expect(counts.toSorted((x, y) => x - y)).toEqual(moved.toSorted((x, y) => x - y))
      const lengths = bars.marks.map(({ width }) => width).filter((width) => width > 0)
      expect(lengths).toHaveLength(moved.length)
      const scale = Math.max(...lengths) / Math.max(...moved)
      for (const [i, length] of lengths.toSorted((x, y) => x - y).entries())
        expect(length).toBeCloseTo(moved.toSorted((x, y) => x - y)[i]! * scale, 0)

      const ages = await browser.execute(readChart, 'age-bars', tag)
      expect([ages.label === '', ages.cut]).toEqual([false, []])
      const shares = ages.texts.filter((text) => text.endsWith('%'))
      const stated = expected.tables['ages-table']!.flatMap((row) =>
        [row[3]!, row[4]!].filter((count) => count > 0).map((count) => count / row[0]!),
      )
      expect(shares).toHaveLength(stated.length)
      for (const share of stated) expect(shares.some((text) => isShare(text, share))).toBe(true)
      expect(ages.marks.length).toBeGreaterThanOrEqual(stated.length)
    }
    await browser.$('[data-language="en"]').click()
  })

  test('every example is somebody who changes as it says', async () => {
    const cards = await browser.execute(() =>
      [...document.querySelectorAll('.card')].map((card) => ({
        id: card.querySelector('code')!.textContent,
        states: [...card.querySelectorAll('.state')].map(({ classList }) => classList[1]),
      })),
    )
    expect(cards.length).toBeGreaterThan(5)
    for (const { id, states } of cards) {
      const one = judged.find((each) => each.id === id)!
      expect(states).toEqual([one.from, one.to])
    }
  })
})

describe('the hands', () => {
  const firstRegion = () => browser.$('#regions-table tbody tr th').getText()

  test('sort a table by keyboard, down and up', async () => {
    const heads = await browser.$$('#regions-table th button').map((head) => head)
    await browser.execute((head) => head.focus(), heads[1]!)
    const byPeople = expected.tables['regions-table']!.toSorted((x, y) => y[1]! - x[1]!)
    await press(Key.Enter)
    expect(await firstRegion()).toBe(String(byPeople[0]![0]))
    expect(await browser.$('#regions-table th[aria-sort]').getAttribute('aria-sort')).toBe(
      'descending',
    )
    await press(Key.Space)
    const last = await firstRegion()
    expect(byPeople.filter((row) => row[1] === byPeople.at(-1)![1]).map(String)).toContainEqual(
      expect.stringMatching(new RegExp(`^${last},`)),
    )
  })

  test('search the examples by id, by change, and find nothing', async () => {
    const shown = () =>
      browser.execute(() =>
        [...document.querySelectorAll<HTMLElement>('.card')]
          .filter((card) => card.checkVisibility())
          .map((card) => card.querySelector('code')!.textContent),
      )
    const all = await shown()
    const search = browser.$('#search')
    await search.setValue(all[2]!)
    expect(await shown()).toEqual([all[2]])
    await search.setValue('nobody is called so')
    expect(await shown()).toEqual([])
    expect(await browser.$('#found').getText()).toContain(`0 of ${all.length}`)
    await search.setValue('9-')
    await browser.$('#which').selectByIndex(1)
    const some = await shown()
    expect([some.length > 0, some.length < all.length]).toEqual([true, true])
    await browser.$('#which').selectByIndex(0)
  })
})

test('no barrier, in either language, on a desk and in a hand; pictures are kept', async () => {
  const axe = readFileSync(`${top}node_modules/axe-core/axe.min.js`, 'utf8')
  await browser.execute(axe)
  for (const [tag, size, name] of [
    ['en', desktop, 'desk'],
    ['zh-CN', desktop, 'desk'],
    ['zh-CN', phone, 'hand'],
    ['en', phone, 'hand'],
  ] as const) {
    await browser.$(`[data-language="${tag}"]`).click()
    await look(browser, size, 'light')
    // What is a barrier in one size and language alone, two of the four show.
    const isLookedAt = (tag === 'en') === (name === 'desk')
    const found = !isLookedAt
      ? []
      : await browser.execute(async () => {
          const { axe: tool } = window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
          }
          const { violations } = await tool.run()
          return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])
        })
    expect(found).toEqual([])
    const width = await browser.execute(() => document.documentElement.scrollWidth)
    expect(width).toBe(size.width)
    await shoot(browser, `${pictures}/report-${name}-${tag}.png`, size.width)
  }
  await look(browser, desktop, 'light')
})

test('printed, nothing is folded away, and there is no button', async () => {
  const folded = () =>
    browser.execute(
      () => [...document.querySelectorAll('details')].filter(({ open }) => !open).length,
    )
  expect(await folded()).toBeGreaterThan(0)
  const { data } = (await browser.sendCommandAndGetResult('Page.printToPDF', {})) as {
    readonly data: string
  }
  expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  writeFileSync(`${pictures}/report.pdf`, Buffer.from(data, 'base64'))
  expect(await folded()).toBe(0)
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: 'print' })
  const controls = await browser.execute(
    () =>
      [...document.querySelectorAll('.controls')].filter((each) => each.checkVisibility()).length,
  )
  expect(controls).toBe(0)
  await shoot(browser, `${pictures}/report-print.png`, 900)
  await browser.sendCommandAndGetResult('Emulation.setEmulatedMedia', { media: '' })
})

test('nothing was asked of any network, the console is clean, and both would have been seen', async () => {
  const resources = () => browser.execute(() => performance.getEntriesByType('resource').length)
  expect(await resources()).toBe(0)
  expect(await browser.getLogs('browser')).toEqual([])
  expect(outside.strangers()).toEqual([])
  // What the policy refuses is seen on the console.
  await browser.execute(() => {
    document.body.append(Object.assign(new Image(), { src: 'http://stranger.example/a.png' }))
  })
  await browser.waitUntil(async () => (await browser.getLogs('browser')).length > 0)
  expect(outside.strangers()).toEqual([])
  // A page without such a policy is seen at the door.
  await browser.url('data:text/html,<img src="http://stranger.example/b.png">')
  await browser.waitUntil(() => outside.strangers().some((url) => url.includes('stranger')))
})
