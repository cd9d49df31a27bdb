/** What has changed at each station since the page was opened: what became odd, what is well again, which versions came. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'
import type { FleetState, StationState } from '../fleet-state.ts'
import { oddityWords } from './oddity-words.ts'

/** One change. */
export interface StationNews {
  readonly at: string
  readonly text: Bilingual
}

/** So many are kept of a station, the newest. */
const most = 20

/** Compares each state with the one before it. */
export class NewsOfStations {
  readonly #news = new Map<string, readonly StationNews[]>()
  #before: ReadonlyMap<string, StationState> | undefined

  /** Takes a state. */
  take({ at, stations }: FleetState): void {
    const before = this.#before
    this.#before = new Map(stations.map((station) => [station.station, station]))
    if (before === undefined) return
    for (const station of stations) {
      const was = before.get(station.station)
      const texts = was === undefined ? [enrolled] : changesOf(was, station)
      if (texts.length === 0) continue
      const kept = this.#news.get(station.station) ?? []
      const news = [...texts.map((text) => ({ at, text })), ...kept]
      this.#news.set(station.station, news.slice(0, most))
    }
  }

  /** Newest first. */
  of(station: string): readonly StationNews[] {
    return this.#news.get(station) ?? []
  }
}

const enrolled: Bilingual = { zh: '加入', en: 'joined' }

function changesOf(was: StationState, is: StationState): readonly Bilingual[] {
  const [before, now] = [kindsOf(was), kindsOf(is)]
  const became = [...now].filter((kind) => !before.has(kind))
  const over = [...before].filter((kind) => !now.has(kind))
  const texts = [
    ...became.map((kind) => oddityWords[kind].name),
    ...over.map((kind): Bilingual => ({
      zh: `不再是：${oddityWords[kind].name.zh}`,
      en: `no more: ${oddityWords[kind].name.en}`,
    })),
  ]
  const [wasBundle, bundle] = [was.said?.bundle?.version, is.said?.bundle?.version]
  if (bundle !== undefined && bundle !== wasBundle)
    texts.push({ zh: `数据包 ${bundle}`, en: `bundle ${bundle}` })
  if (was.said !== null && is.said !== null && was.said.started !== is.said.started)
    texts.push({ zh: '重新启动', en: 'started again' })
  return texts
}

function kindsOf({ oddities }: StationState): ReadonlySet<keyof typeof oddityWords> {
  return new Set(oddities.map(({ kind }) => kind))
}
