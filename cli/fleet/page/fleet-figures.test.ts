/** The figures of the page, its alarms and its news, counted again by hand. */
import { expect, test } from 'vitest'
import { ageRanges, countRanges, offsetRanges } from '../charts/ranges.ts'
import type { FleetState } from '../fleet-state.ts'
import { alarmGroups } from './alarm-groups.ts'
import { countKinds, newestVersions, verdictOf } from './fleet-figures.ts'
import { NewsOfStations } from './station-news.ts'
import { testFleet } from './test-fleet.ts'

const at = new Date(1_795_000_000_000)

test('the one answer is the worst of what the state says', () => {
  const answers = (['well', 'odd', 'alarm'] as const).map((kind) =>
    verdictOf(testFleet({ stations: 40, kind, at })),
  )
  expect(answers).toEqual(['well', 'odd', 'alarm'])
  expect(verdictOf(testFleet({ stations: 0, at }))).toBe('empty')
})

test('a kind of oddity is counted once for each station', () => {
  const { stations } = testFleet({ stations: 40, kind: 'odd', at })
  expect(countKinds(stations)).toMatchObject({ silent: 2, 'wrong-version': 2, gap: 1, digest: 0 })
})

test('the newest version is the highest that anybody has or should have, and the norm is said where it is another', () => {
  const state = testFleet({ stations: 40, kind: 'odd', at })
  expect(newestVersions(state)).toEqual([
    { what: 'bundle', version: 412, stations: 37, norm: undefined },
    { what: 'rules/cn-3301', version: 14, stations: 39, norm: undefined },
  ])
  const [first, ...others] = state.stations.toReversed()
  const ahead = { version: 413, sha256: 'x' }
  const stations = [{ ...first!, said: { ...first!.said!, bundle: ahead } }, ...others]
  expect(newestVersions({ ...state, stations })[0]).toEqual({
    ...{ what: 'bundle', version: 413, stations: 1, norm: 412 },
  })
})

test('an alarm says which stations have which digest now, and which is foreign where that is known', () => {
  const state = testFleet({ stations: 40, kind: 'alarm', at })
  const [group, ...others] = alarmGroups(state)
  expect(others).toEqual([])
  expect(group).toMatchObject({ document: 'rules/cn-3301/14', version: 14 })
  expect(group?.digests.map(({ stations }) => stations.length)).toEqual([37, 2])
  expect(group?.digests.map(({ isWrong }) => isWrong)).toEqual([undefined, undefined])
  const alarms: FleetState['alarms'] = state.alarms.map((alarm) => ({
    ...alarm,
    wrong: [alarm.said.station],
  }))
  expect(alarmGroups({ ...state, alarms })[0]?.digests.map(({ isWrong }) => isWrong)).toEqual([
    ...[false, true],
  ])
})

test('alarms of one version are one, with every station that said another digest', () => {
  const state = testFleet({ stations: 4, at })
  const [alarm] = testFleet({ stations: 40, kind: 'alarm', at }).alarms
  const by = (id: number, station: string) => ({
    ...{ ...alarm!, id, document: 'trust', version: 3 },
    said: { sha256: 'other', station },
  })
  const [group] = alarmGroups({ ...state, alarms: [by(2, 'b-2'), by(1, 'a-1')] })
  expect(group?.digests[1]).toMatchObject({ sha256: 'other', stations: ['a-1', 'b-2'] })
})

test('news are what changed since the page was opened, newest first', () => {
  const news = new NewsOfStations()
  const before = testFleet({ stations: 10, kind: 'odd', at })
  const after = { ...testFleet({ stations: 10, at }), at: '2026-11-26T10:00:00Z' }
  const { station } = before.stations.find(({ oddities }) => oddities[0]?.kind === 'wrong-version')!
  news.take(before)
  expect(news.of(station)).toEqual([])
  news.take(after)
  news.take({ ...before, at: '2026-11-26T10:00:05Z' })
  expect(news.of(station).map(({ text }) => text.en)).toEqual([
    ...['wrong version', 'bundle 409', 'no more: wrong version', 'bundle 412'],
  ])
})

test('every number is in one range; five seconds and less are not odd', () => {
  const of = (number: number) =>
    countRanges([number], offsetRanges).find(({ count }) => count === 1)!
  for (const offset of [-86_400_000, -5001, -5000, -1, 0, 100, 5000, 5001, 86_400_000])
    expect([offset, of(offset).isOdd]).toEqual([offset, Math.abs(offset) > 5000])
  expect(countRanges([0, 299, 300, 86_400], ageRanges).map(({ count }) => count)).toEqual([
    ...[2, 1, 0, 0, 0, 1],
  ])
  expect(countRanges([Number.NaN], ageRanges).every(({ count }) => count === 0)).toBe(true)
})
