/** Writes down facts of one synthetic person as an issuer would have them: numbered, sourced, recorded after they happened. */
import type { Fact, FieldValue } from 'greengate/issue'
import { dateText, daySeconds, dayOf, secondText, startOf } from './calendar.ts'
import type { Draw } from './draw.ts'

/** Every kind of the standard pack, in the order in which coverage is stated. */
export const kinds = [
  'assessment',
  'checkin',
  'clinic',
  'contact',
  'entry',
  'household',
  'order',
  'person',
  'quarantine',
  'recovery',
  'stay',
  'symptom',
  'temperature',
  'test',
  'vaccination',
] as const

export type Fields = Readonly<Record<string, FieldValue>>

/** The notebook of one person at one instant. */
export interface Notebook {
  readonly now: number
  /** The civil day of `now`. */
  readonly today: number
  /** The issuer of the person's city, which is also the id of its rule set. */
  readonly city: string
  readonly facts: Fact[]
  /** A date so many days ago; negative: ahead. */
  date(daysAgo: number): string
  /** Some instant of the day so many days ago, but not after now. */
  moment(daysAgo: number): string
  /** Adds a fact that became known within two days of the end of a day, but not after now. */
  add(kind: string, daysAgo: number, fields: Fields): void
}

/** Who states facts of a kind; what is missing here the city of the person states. */
const sources: Readonly<{ [kind: string]: string }> = {
  test: 'lab',
  clinic: 'hospital',
  recovery: 'hospital',
  vaccination: 'hospital',
  checkin: 'holder',
  symptom: 'holder',
  entry: 'border',
}

/** Opens a notebook. */
export function notebookOf(draw: Draw, now: number, city: string): Notebook {
  const today = dayOf(now)
  const facts: Fact[] = []
  return {
    now,
    today,
    city,
    facts,
    date: (daysAgo) => dateText(today - daysAgo),
    moment: (daysAgo) =>
      secondText(Math.min(now, startOf(today - daysAgo) + draw.below(daySeconds))),
    add: (kind, daysAgo, fields) => {
      const known = startOf(today - daysAgo) + daySeconds / 2 + draw.below(2 * daySeconds)
      facts.push({
        id: `f${facts.length + 1}`,
        kind,
        source: sources[kind] ?? city,
        recordedAt: secondText(Math.min(now, known)),
        fields,
      })
    },
  }
}
