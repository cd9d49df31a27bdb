/** The charts of the page, made of the state. */
import type { FleetState } from '../fleet-state.ts'
import { chartWords as words } from '../charts/chart-words.ts'
import type { FleetChart } from '../charts/fleet-chart.ts'
import { outcomesChart } from '../charts/outcomes-chart.ts'
import { ageRanges, countRanges, offsetRanges } from '../charts/ranges.ts'
import { rangesChart } from '../charts/ranges-chart.ts'
import { receiptsChart } from '../charts/receipts-chart.ts'
import { takeUpChart, type VersionCounts } from '../charts/take-up-chart.ts'
import { versionOf } from './fleet-figures.ts'
import { countText } from '../../impact/words.ts'

/** All of them, in order. */
export function chartsOf({ at, stations, charts }: FleetState): readonly FleetChart[] {
  const untilNow = (what: string, points: readonly VersionCounts[]): readonly VersionCounts[] => {
    const counts = new Map<number, number>()
    for (const station of stations) {
      const version = versionOf(station, what)
      if (version !== undefined) counts.set(version, (counts.get(version) ?? 0) + 1)
    }
    const now = [...counts].map(([version, count]) => ({ version, stations: count }))
    return now.length === 0 ? points : [...points, { at, counts: now }]
  }
  const offsets = stations.flatMap(({ said }) => said?.clock.offsetMs ?? [])
  // The floor of a station's time is when the newest thing that it knows was signed.
  const ages = stations.flatMap(({ said }) => {
    const floor = said?.clock.floor ?? null
    return floor === null ? [] : Math.max(0, (Date.parse(at) - Date.parse(floor)) / 1000)
  })
  const off = countText(offsets.filter((offset) => Math.abs(offset) > 5000).length)
  const old = countText(ages.filter((age) => age >= 3600).length)
  return [
    ...charts.versions
      .filter(({ what }) => what === 'bundle')
      .map(({ what, points }) => takeUpChart('take-up', words.takeUp, untilNow(what, points))),
    ...charts.versions
      .filter(({ what, points }) => what !== 'bundle' && isChanging(points))
      .slice(0, 1)
      .map(({ what, points }) => takeUpChart('rules', ruleTitle(what), untilNow(what, points))),
    outcomesChart(charts.hours.slice(-24)),
    receiptsChart(charts.minutes),
    rangesChart(
      {
        id: 'offsets',
        title: words.offsets,
        sum: { zh: words.offsetsSum.zh(off), en: words.offsetsSum.en(off) },
      },
      countRanges(offsets, offsetRanges),
      stations.length - offsets.length,
    ),
    rangesChart(
      {
        id: 'ages',
        title: words.ages,
        sum: { zh: words.agesSum.zh(old), en: words.agesSum.en(old) },
      },
      countRanges(ages, ageRanges),
      stations.length - ages.length,
    ),
  ]
}

/** A rule set whose version stays has no curve to show. */
function isChanging(points: readonly VersionCounts[]): boolean {
  return new Set(points.flatMap(({ counts }) => counts.map(({ version }) => version))).size > 1
}

function ruleTitle(what: string): FleetChart['title'] {
  const id = what.replace(/^rules\//, '')
  return { zh: words.takeUpRules.zh(id), en: words.takeUpRules.en(id) }
}
