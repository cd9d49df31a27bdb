/** The report of a day as a page: every station once, sums as given, nothing of a station taken for HTML. */
import { expect, test } from 'vitest'
import { dayPage } from './day-page.ts'
import { testDay } from './test-day.ts'

const report = testDay(40)
const page = dayPage(report, 'en')
const tableOf = (id: string): string =>
  new RegExp(`<table id="${id}"[^]*?</table>`).exec(page)?.[0] ?? ''

test('every station has a row, those with alarms, gaps, silence and wrong clocks first', () => {
  const rows = [...tableOf('stations-table').matchAll(/<tr><th scope="row">([\w-]+)/g)]
  const names = rows.map(([, name]) => name)
  expect(names.slice(0, 4)).toEqual(['east-1', 'east-6', 'east-2', 'east-3'])
  expect(names.toSorted()).toEqual(report.stations.map(({ station }) => station).toSorted())
})

test('the sums are those of the report', () => {
  const sums: unknown = Object.fromEntries(
    [...page.matchAll(/id="sum-(\w+)" data-n="(\d+)"/g)].map(([, id, n]) => [id, Number(n)]),
  )
  const { total } = report
  expect(sums).toEqual({
    stations: 40,
    decisions: Object.values(total.outcomes).reduce((sum, count) => sum + count, 0),
    passed: total.passed,
    receipts: total.receipts,
    heartbeats: total.heartbeats,
    silent: 17,
    alarms: 1,
  })
})

test('an alarm shows both digests in groups of four, and whose is foreign', () => {
  expect(page).toContain('kkkk kkkk')
  expect(page).toMatch(/ffff fff<\/code><b>[^]*?foreign[^]*?east-1/)
})

test('what a station says of itself is text', () => {
  expect(page).toContain('&lt;b&gt;&amp;&quot;lane&quot;')
  expect(page).not.toContain('<b>&"lane"')
})

test('the page needs nothing but itself, and the same day makes the same page', () => {
  expect(page).not.toMatch(/\b(?:src|href)=|url\((?!#)|@import/)
  expect(page).not.toMatch(/ style="/)
  expect(dayPage(report, 'en')).toBe(page)
  expect(dayPage(report, 'zh')).toContain('<html lang="zh-CN">')
})

test('a day on which nothing was heard is a page too, and a day that is not over says so', () => {
  const { total } = testDay(0)
  const empty = { ...testDay(0), hours: [], alarms: [], until: '2026-11-26T09:00:00Z', total }
  const text = dayPage(empty, 'en').replace(/<script>[^]*/, '')
  expect(text).toContain('The day is not over')
  expect(text).not.toMatch(/NaN|undefined|<svg role/)
})
