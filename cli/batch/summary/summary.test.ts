/** Tallies add up whatever their order, and the summary says of everybody once what became of them. */
import { readFileSync } from 'node:fs'
import { assess } from 'greengate/issue'
import { compileRuleSet, parseFactTypes, type Overlay } from 'greengate/rules'
import { beforeAll, expect, test } from 'vitest'
import { people, type Person } from '../../people/main.ts'
import { shownCounts } from './small-counts.ts'
import { summaryPage } from './summary-page.ts'
import { summaryOf, type BatchSummary } from './summary.ts'
import { summaryTable } from './summary-table.ts'
import { addTally, emptyTally, personCounter, type Assessed } from './tally.ts'

const vectors = new URL('../../../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, vectors), 'utf8'))
const types = parseFactTypes(read('fact-types.json'))
const overlay = read('hangzhou/14/cn-3301.json') as Overlay
const base = { ...overlay.extends, value: read('hangzhou/14/cn-33.json') }
const ruleSet = compileRuleSet(overlay, types, () => base)
const now = Date.parse('2020-03-18T21:30:00Z') / 1000
const count = personCounter(ruleSet, now)

let everybody: readonly { readonly person: Person; readonly assessed: Assessed }[]
beforeAll(async () => {
  const made = [...people({ seed: 4, now, faultsPerMillion: 100_000 }, 600)]
  everybody = await Promise.all(
    made.map(async (person) => ({
      person,
      assessed: await assess(person.facts, person.covers, { ruleSet, now: new Date(now * 1000) }),
    })),
  )
})

const summed = (parts: readonly (typeof everybody)[]): BatchSummary => {
  const whole = emptyTally()
  for (const part of parts) {
    const tally = emptyTally()
    for (const { person, assessed } of part) count(tally, person, assessed)
    addTally(whole, JSON.parse(JSON.stringify(tally)))
  }
  const counts = { records: 610, people: 600, rejected: 10, skipped: 3, codes: 0 }
  return summaryOf(whole, { verb: 'assess', now, ruleSet }, counts)
}

test('parts add up to the whole, in any order and through JSON', () => {
  const parts = [0, 100, 101, 350].map((from, i) => everybody.slice(from, [100, 101, 350, 600][i]))
  const whole = summed([everybody])
  expect(summed(parts)).toEqual(whole)
  expect(JSON.stringify(summed(parts.toReversed()))).toBe(JSON.stringify(whole))
})

test('everybody is counted once: by outcome, by rule or by what is missing, by region and by age', () => {
  const { counts, rules, missing, regions, ages } = summed([everybody])
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  const decided = sum(rules.map(({ decides }) => decides))
  const undecided = sum(missing.map(({ people: of }) => of))
  expect([sum(counts), decided + undecided]).toEqual([600, 600])
  for (const groups of [regions, ages]) {
    expect(sum(groups.map(({ people: of }) => of))).toBe(600)
    counts.forEach((of, state) => {
      expect(sum(groups.map((group) => group.counts[state] ?? 0))).toBe(of)
    })
  }
  const stops = everybody.filter(({ assessed }) => assessed.outcome === 'stop').length
  expect(counts[3]).toBe(stops)
  for (const { no, decides, fires } of rules) {
    expect(decides).toBe(everybody.filter(({ assessed }) => assessed.fired[0] === no).length)
    expect(fires).toBe(everybody.filter(({ assessed }) => assessed.fired.includes(no)).length)
  }
})

test('regions of any name are counted, and ages by the birth date that counts', () => {
  const tally = emptyTally()
  const born = (birthDate: string, id = 'a', retracts?: string) => ({
    ...{ id, kind: 'person', source: 's', recordedAt: '2020-01-01T00:00:00Z' },
    fields: { birthDate },
    ...(retracts === undefined ? {} : { retracts }),
  })
  const assessed: Assessed = { outcome: 'check', fired: [], missing: ['test'] }
  // On the civil day of the set's zone: 19 March there.
  count(tally, { region: '__proto__', facts: [born('2002-03-19')] }, assessed)
  count(tally, { region: 'constructor', facts: [born('2002-03-20')] }, assessed)
  count(tally, { region: '330106', facts: [born('2002-03-19'), born('1930-01-01', 'b')] }, assessed)
  count(
    tally,
    { region: '330199', facts: [born('2002-03-19'), born('1930-01-01', 'b', 'a')] },
    assessed,
  )
  const whole = emptyTally()
  addTally(whole, JSON.parse(JSON.stringify(tally)))
  addTally(whole, JSON.parse(JSON.stringify(tally)))
  expect(Object.entries(whole.regions).map(([name, [, , missing]]) => [name, missing])).toEqual([
    ['3301', 4],
    ['__proto__', 2],
    ['constructor', 2],
  ])
  expect(whole.ages.map(([, , missing]) => missing)).toEqual([0, 2, 2, 0, 0, 2, 2])
  expect(whole.missing).toEqual({ '["test"]': 8 })
})

test.each([
  [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ],
  [
    [10, 20, 5, 0],
    [10, 20, 5, 0],
  ],
  [
    [10, 20, 4, 0],
    [undefined, 20, undefined, 0],
  ],
  [
    [10, 3, 1, 0],
    [10, undefined, undefined, 0],
  ],
  [
    [2, 0, 0, 0],
    [undefined, 0, 0, 0],
  ],
])('of the counts %j a page shows %j', (counts, shown) => {
  expect(shownCounts(counts)).toEqual(shown)
})

test('a page shows no small count of a region or an age band, nor does it ask anything of a network', () => {
  const summary = summed([everybody])
  const page = summaryPage(summary, 'en')
  expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)|<link|<img|src=/)
  for (const id of ['regions-table', 'ages-table']) {
    const [table = ''] = new RegExp(`<table id="${id}"[^]*?</table>`).exec(page) ?? []
    const numbers = [...table.matchAll(/<td class="n" data-n="(\d+)">([^<]*)</g)]
    expect(numbers.length).toBeGreaterThan(30)
    for (const [, number] of numbers) expect(number === '0' || Number(number) >= 5).toBe(true)
  }
  expect(page).toContain('rejected.ndjson')
  for (const { reason } of summary.rules) {
    expect(page).toContain(reason.zh)
    expect(page).toContain(reason.en)
  }
})

test('what is written by people stands in the page as text', () => {
  const summary = summed([everybody])
  const [region] = summary.regions
  const evil = { ...summary, regions: [{ ...region!, name: '<script>alert(1)</script>' }] }
  expect(summaryPage(evil, 'zh')).not.toContain('<script>alert')
})

test('the terminal says the same numbers, in both languages', () => {
  const summary = summed([everybody])
  for (const language of ['zh', 'en'] as const) {
    const table = summaryTable(summary, language)
    for (const { no, decides, reason } of summary.rules.filter((rule) => rule.decides > 0)) {
      const row = table
        .split('\n')
        .find((line) => line.includes(`${String(no)}  `) && line.includes(reason[language]))
      expect(row).toContain(` ${decides.toLocaleString('en')} `)
    }
    expect(table).toContain('610')
  }
})
