/** Which stations the table shows, and in which order: search, filters, sorting, pages. */
import type { OddityKind, StationState } from '../fleet-state.ts'
import { gravityOf, notReady } from './fleet-figures.ts'

/** What can be sorted by, in the order of the columns; `odd` is the order of gravity. */
export const sortKeys = [
  'station',
  'odd',
  'lane',
  'service',
  'bundle',
  'rules',
  'heard',
  'offset',
  'unsent',
  'devices',
] as const

/** One of them. */
export type SortKey = (typeof sortKeys)[number]

/** What somebody wants to see. */
export interface RowsWanted {
  /** Words that must all stand somewhere in the row. */
  readonly text: string
  readonly oddity: OddityKind | 'odd' | 'all'
  /** Empty: every site. */
  readonly site: string
  readonly sort: SortKey
  readonly isDown: boolean
}

/** Everybody, the gravest first. */
export const everyRow: RowsWanted = {
  ...{ text: '', oddity: 'all', site: '', sort: 'odd', isDown: true },
}

const names = new Intl.Collator('en', { numeric: true })
/** What is not known comes after all that is, whichever way one sorts. */
const unknown = Number.NaN

const numberOf: Partial<Record<SortKey, (of: StationState) => number>> = {
  odd: gravityOf,
  bundle: ({ said }) => said?.bundle?.version ?? unknown,
  rules: ({ said }) => said?.rules?.version ?? unknown,
  heard: ({ ageSeconds }) => ageSeconds ?? unknown,
  offset: ({ said }) => Math.abs(said?.clock.offsetMs ?? unknown),
  unsent: ({ said }) => said?.unsent.records ?? unknown,
  devices: (station) => (station.said === null ? unknown : notReady(station)),
}
const textOf: Partial<Record<SortKey, (of: StationState) => string>> = {
  lane: ({ said }) => said?.lane ?? '',
  service: ({ said }) => said?.service ?? '',
}

/** The stations that are wanted, in order. */
export function rowsOf(
  stations: readonly StationState[],
  wanted: RowsWanted,
): readonly StationState[] {
  const words = wanted.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = stations.filter(
    (station) =>
      isOfKind(station, wanted.oddity) &&
      (wanted.site === '' || siteOf(station.station) === wanted.site) &&
      (words.length === 0 || hasWords(station, words)),
  )
  const [number, text] = [numberOf[wanted.sort], textOf[wanted.sort]]
  const sign = wanted.isDown ? -1 : 1
  const keyed = found.map((station) => ({ station, number: number?.(station) ?? 0 }))
  return keyed
    .sort((a, b) => {
      const [isUnknown, isOtherUnknown] = [Number.isNaN(a.number), Number.isNaN(b.number)]
      if (isUnknown !== isOtherUnknown) return isUnknown ? 1 : -1
      const byText = text === undefined ? 0 : names.compare(text(a.station), text(b.station))
      const order = isUnknown ? 0 : (a.number - b.number || byText) * sign
      if (order !== 0) return order
      const byName = names.compare(a.station.station, b.station.station)
      return wanted.sort === 'station' ? byName * sign : byName
    })
    .map(({ station }) => station)
}

function isOfKind({ oddities }: StationState, wanted: RowsWanted['oddity']): boolean {
  if (wanted === 'all') return true
  return wanted === 'odd' ? oddities.length > 0 : oddities.some(({ kind }) => kind === wanted)
}

function hasWords({ station, said, oddities }: StationState, words: readonly string[]): boolean {
  const { lane, service, software, bundle, rules } = said ?? {}
  const text = [
    ...[station, lane, service, software, bundle?.version, bundle?.sha256],
    ...[rules?.id, rules?.version, ...oddities.map((oddity) => JSON.stringify(oddity))],
  ]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Where a station stands, as its name says: what is before its last number; undefined where it says none. */
export function siteOf(station: string): string | undefined {
  return /^(.+?)[-._]?\d+$/.exec(station)?.[1]
}

/** The sites that have more than one station, in order; one alone is no choice. */
export function sitesOf(stations: readonly StationState[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { station } of stations) {
    const site = siteOf(station)
    if (site !== undefined) counts.set(site, (counts.get(site) ?? 0) + 1)
  }
  const sites = [...counts].flatMap(([site, count]) => (count > 1 ? [site] : []))
  return sites.length > 1 ? sites.sort(names.compare) : []
}

/** How many rows a page has. */
export const pageRows = 50

/** A page of rows, and where it stands; a page that is no more is the last one. */
export function pageOf<T>(
  rows: readonly T[],
  wanted: number,
): { readonly rows: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / pageRows))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  return { rows: rows.slice(page * pageRows, (page + 1) * pageRows), page, pages }
}
