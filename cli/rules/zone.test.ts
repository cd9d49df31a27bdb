/** The zone tables that the command makes: rows that Intl agrees with, tables that begin and end where they should. */
import { expect, test } from 'vitest'
import { compileRuleSet, parseFactTypes } from 'greengate/rules'
import { ruleSets } from '../demo/rule-sets.ts'
import { greengate } from '../test-process.ts'
import { zoneTable } from './zone-table.ts'

const begin = Date.UTC(1900, 0, 1) / 1000
const end = Date.UTC(2037, 0, 1) / 1000

/** Seconds east of UTC, by another hand than Temporal's. */
const offsetAt = (zone: string): ((seconds: number) => number) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  return (seconds) => {
    const parts = format.formatToParts(seconds * 1000)
    const name = parts.find(({ type }) => type === 'timeZoneName')!.value
    const [, sign, hours = '0', minutes = '0', rest = '0'] =
      /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name)!
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest))
  }
}

test.each([
  ['Asia/Shanghai', 30],
  ['Europe/Berlin', 140],
  ['America/New_York', 230],
  ['Australia/Lord_Howe', 110],
  ['Africa/Casablanca', 70],
  ['Pacific/Apia', 26],
  ['Africa/Monrovia', 3],
  ['Asia/Kolkata', 5],
  ['UTC', 1],
])('the table of %s has every change there is, and none that is none', (zone, least) => {
  const { offsets } = zoneTable(zone, begin, end)
  const oracle = offsetAt(zone)
  expect(offsets.length).toBeGreaterThanOrEqual(least)
  expect(offsets[0]).toEqual([begin, oracle(begin)])
  for (const [at, offset] of offsets.slice(1))
    expect([at, oracle(at - 1) === oracle(at), offset]).toEqual([at, false, oracle(at)])
  let row = 0
  for (let at = begin; at < end; at += 7 * 86_400) {
    while ((offsets[row + 1]?.[0] ?? Infinity) <= at) row += 1
    expect([at, offsets[row]![1]]).toEqual([at, oracle(at)])
  }
})

test('the command prints the member of a rule set, and such a set compiles', async () => {
  const args = ['--from', '1986-01-01T00:00:00+08:00', '--until', '1987-01-01T00:00:00Z']
  const run = await greengate(['rules', 'zone', 'asia/shanghai', ...args])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const zone = JSON.parse(run.stdout) as Parameters<typeof withZone>[0]
  expect(zone).toEqual({
    id: 'Asia/Shanghai',
    tzdata: process.versions.tz,
    offsets: [
      [504_892_800, 28_800],
      [515_527_200, 32_400],
      [527_014_800, 28_800],
    ],
  })
  expect(withZone(zone).set.zone).toEqual(zone)
})

const withZone = (zone: (typeof set)['zone']) => {
  const types = { version: 1, expires: '2021-01-01T00:00:00Z', types: [], onSite: {} }
  const reason = { zh: '通过', en: 'Pass' }
  const rule = { no: 1, id: 'all', outcome: 'pass', when: { value: true }, reason }
  return compileRuleSet({ ...set, zone, rules: [rule] }, parseFactTypes(types))
}
const [set] = ruleSets(new Date('2020-03-01T00:00:00Z'))

test('a table begins and ends at the second, and by default reaches ten years ahead', async () => {
  const change = 1_585_443_600
  const rows = (from: number, until: number): unknown =>
    zoneTable('Europe/Berlin', from, until).offsets
  expect(rows(change, change + 1)).toEqual([[change, 7200]])
  expect(rows(change - 1, change)).toEqual([[change - 1, 3600]])
  expect(rows(change - 1, change + 1)).toEqual([
    [change - 1, 3600],
    [change, 7200],
  ])
  const { stdout } = await greengate(['rules', 'zone', 'Europe/Berlin'])
  const { offsets } = JSON.parse(stdout) as { readonly offsets: readonly [number, number][] }
  const year = new Date(offsets.at(-1)![0] * 1000).getUTCFullYear()
  expect([offsets[0]![0], year]).toEqual([begin, new Date().getUTCFullYear() + 9])
})

test.each([
  [['Asia/Shangai']],
  [['+08:00']],
  [['']],
  [['Asia/Shanghai', '--from', 'yesterday']],
  [['Asia/Shanghai', '--until', '2020-02-30T00:00:00Z']],
  [['Asia/Shanghai', '--from', '2020-01-01T00:00:00Z', '--until', '2020-01-01T00:00:00Z']],
  [[]],
])('%j is one line on stderr, exit code 2', async (args) => {
  const run = await greengate(['rules', 'zone', ...args])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
})

test.each([['Shanghai'], ['asia/new york'], ['Lord-Howe']])(
  '%s is no zone, but one of that name is named',
  async (typed) => {
    const run = await greengate(['rules', 'zone', typed])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    const [, named = ''] = /([A-Z]\w+\/[A-Z]\w+)\?/.exec(run.stderr)!
    expect(named.split('/')[1]!.toLowerCase()).toContain(typed.slice(-4).toLowerCase())
    expect(run.stderr).not.toContain(`${typed} `)
  },
)
