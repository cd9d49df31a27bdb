/** Which stations the table shows and in which order, tried with fleets of any make. */
import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { oddityKinds } from '../fleet-state.ts'
import { gravityOf } from './fleet-figures.ts'
import {
  everyRow,
  pageOf,
  pageRows,
  rowsOf,
  siteOf,
  sitesOf,
  sortKeys,
  type RowsWanted,
} from './station-rows.ts'
import { testFleet } from './test-fleet.ts'

const { stations } = testFleet({ stations: 400, kind: 'alarm', at: new Date(1_795_000_000_000) })
const names = (wanted: Partial<RowsWanted>): readonly string[] =>
  rowsOf(stations, { ...everyRow, ...wanted }).map(({ station }) => station)

test('every station is shown once, whatever it is sorted by, and in one order whatever order they come in', () => {
  const all = stations.map(({ station }) => station).toSorted()
  fc.assert(
    fc.property(
      fc.constantFrom(...sortKeys),
      fc.boolean(),
      fc.shuffledSubarray([...stations], { minLength: stations.length }),
      (sort, isDown, shuffled) => {
        const shown = rowsOf(shuffled, { ...everyRow, sort, isDown }).map(({ station }) => station)
        expect(shown).toEqual(names({ sort, isDown }))
        expect(shown.toSorted()).toEqual(all)
      },
    ),
    { numRuns: 30 },
  )
})

test('the gravest come first, and those with nothing odd last', () => {
  const gravities = rowsOf(stations, everyRow).map(gravityOf)
  expect(gravities).toEqual(gravities.toSorted((a, b) => b - a))
  expect(gravities.at(-1)).toBe(0)
  const [first] = rowsOf(stations, everyRow)
  expect(first?.oddities[0]?.kind).toBe('digest')
})

test('what is not known stands last, up and down', () => {
  for (const sort of ['heard', 'bundle', 'offset', 'unsent', 'devices'] as const)
    for (const isDown of [true, false]) {
      const last = rowsOf(stations, { ...everyRow, sort, isDown }).at(-1)
      expect([sort, isDown, last?.said]).toEqual([sort, isDown, null])
    }
})

test('a filter shows all that are so, and none else', () => {
  for (const kind of oddityKinds) {
    const shown = names({ oddity: kind })
    expect(shown.length).toBeGreaterThan(0)
    for (const { station, oddities } of stations)
      expect(shown.includes(station)).toBe(oddities.some((of) => of.kind === kind))
  }
  expect(names({ oddity: 'odd' })).toHaveLength(
    stations.filter(({ oddities }) => oddities.length > 0).length,
  )
})

test('words are looked for in names, versions and reasons, all of them, in any case', () => {
  expect(names({ text: 'XIAN-north-7' })).toEqual([
    'xian-north-7',
    'xian-north-70',
    'xian-north-71',
    'xian-north-72',
    'xian-north-73',
    'xian-north-74',
    'xian-north-75',
    'xian-north-76',
    'xian-north-77',
    'xian-north-78',
    'xian-north-79',
  ])
  expect(names({ text: ' 409  status ' })).toHaveLength(1)
  expect(names({ text: 'nowhere' })).toEqual([])
})

test('a site is what stands before the last number; only where there are some is there a choice', () => {
  expect(siteOf('xian-north-7')).toBe('xian-north')
  expect(siteOf('gate7')).toBe('gate')
  expect(siteOf('kiosk')).toBeUndefined()
  expect(sitesOf(stations)).toHaveLength(5)
  expect(sitesOf(stations.slice(0, 1))).toEqual([])
  expect(names({ site: 'xian-north' }).every((name) => name.startsWith('xian-north-'))).toBe(true)
})

test('pages have every row once; a page that is no more is the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 420 }), (count) => {
      const rows = Array.from({ length: count }, (_, i) => i)
      const { pages } = pageOf(rows, 0)
      const all = Array.from({ length: pages }, (_, page) => pageOf(rows, page).rows)
      expect(all.flat()).toEqual(rows)
      expect(all.every((page) => page.length <= pageRows)).toBe(true)
      expect(pageOf(rows, pages + 3).page).toBe(pages - 1)
    }),
  )
})
