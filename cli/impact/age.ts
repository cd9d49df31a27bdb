/** The age bands of an impact: completed years on the day that is judged, by the birth date that the facts state. */
import type { FactBase, Offsets } from 'greengate/rules'

/** In order; who states no birth date, one that lies ahead, or several, is of the last. */
export const ageBands = ['0-5', '6-17', '18-39', '40-59', '60-79', '80+', 'unknown'] as const

export type AgeBand = (typeof ageBands)[number]

/** Years at which a band begins. */
const begins = [6, 18, 40, 60, 80] as const

const unknown = ageBands.length - 1

/**
 * Makes what gives a person's place among {@link ageBands}.
 *
 * @param types - The fact types that the facts are made with; without a birth date in them all are unknown.
 * @param now - Unix seconds.
 * @param offsets - Of the zone in which a day begins.
 */
export function ageBandReader(
  types: FactBase['types'],
  now: number,
  offsets: Offsets,
): (facts: FactBase) => number {
  const fields = types.get('person')?.fields
  const kind = [...types.keys()].indexOf('person')
  const slot =
    fields?.get('birthDate')?.type === 'date' ? [...fields.keys()].indexOf('birthDate') : -1
  const bandOf = bandOfBirths(now, offsets)
  if (slot < 0) return () => unknown
  return ({ facts }) => bandOf((facts[kind] ?? []).map(({ values }) => values[slot]))
}

/**
 * Makes what gives the place among {@link ageBands} of whom these birth dates are stated, as days since 1970-01-01.
 *
 * @param now - Unix seconds.
 * @param offsets - Of the zone in which a day begins.
 */
export function bandOfBirths(
  now: number,
  offsets: Offsets,
): (births: readonly unknown[]) => number {
  const offset = offsets.findLast(([from]) => from <= now)?.[1]
  if (offset === undefined) return () => unknown
  const today = Math.floor((now + offset) / 86_400)
  // Who was born on that day or before has completed the years.
  const lastBirths = begins.map((years) => dayYearsBefore(today, years))
  return (births) => {
    const [birth] = births
    if (typeof birth !== 'number' || birth > today) return unknown
    for (const other of births) if (other !== birth) return unknown
    let band = 0
    for (const last of lastBirths) if (birth <= last) band += 1
    return band
  }
}

/** The last day on which somebody was born who has completed so many years: on 29 February that of the 28th where there is none. */
function dayYearsBefore(today: number, years: number): number {
  const date = new Date(today * 86_400_000)
  const [year, month] = [date.getUTCFullYear() - years, date.getUTCMonth()]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / 86_400_000
}
