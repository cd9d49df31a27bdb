/** What a judge may know of a person: the facts as they are stated, and of which kinds all are stated. */
import { date, instant } from './calendar.ts'

/** A fact as a code states it. */
export interface StatedFact {
  readonly id: string
  readonly kind: string
  readonly fields: Readonly<Record<string, string | number | boolean>>
  readonly retracts?: string
}

/** A person as a line of JSON. */
export interface Person {
  readonly facts: readonly StatedFact[]
  readonly covers: readonly { readonly kind: string; readonly until: string }[]
  readonly onSite?: { readonly temperature?: number }
}

type Given = StatedFact['fields']

/** The facts of one kind, and until when all of them are stated; undefined: perhaps there are more. */
export interface Known<Row> {
  readonly rows: readonly Row[]
  readonly until: number | undefined
}

const word = (given: unknown, ...words: readonly string[]): string | undefined =>
  typeof given === 'string' && (words.length === 0 || words.includes(given)) ? given : undefined
const truth = (given: unknown): boolean | undefined =>
  typeof given === 'boolean' ? given : undefined
const number = (given: unknown): number | undefined =>
  typeof given === 'number' ? given : undefined
const whole = (given: unknown): number | undefined =>
  Number.isSafeInteger(given) ? (given as number) : undefined

/** How each kind is read: whatever is not what it should be is blank. */
const readers = {
  assessment: (f: Given) => ({
    at: instant(f['at']),
    outcome: word(f['outcome'], 'pass', 'check', 'stop'),
    set: word(f['set']),
  }),
  checkin: (f: Given) => ({
    at: instant(f['at']),
    temperature: number(f['temperature']),
    unwell: truth(f['unwell']),
  }),
  clinic: (f: Given) => ({ at: date(f['at']), cleared: truth(f['cleared']) }),
  contact: (f: Given) => ({
    at: date(f['at']),
    closeness: word(f['closeness'], 'close', 'secondary'),
  }),
  entry: (f: Given) => ({
    at: date(f['at']),
    from: word(f['from']),
    quarantined: truth(f['quarantined']),
  }),
  household: (f: Given) => ({
    at: instant(f['at']),
    colour: word(f['colour'], 'green', 'yellow', 'red'),
  }),
  order: (f: Given) => ({
    outcome: word(f['outcome'], 'check', 'stop'),
    from: instant(f['from']),
    until: instant(f['until']),
  }),
  person: (f: Given) => ({ birthDate: date(f['birthDate']) }),
  quarantine: (f: Given) => ({
    from: date(f['from']),
    until: date(f['until']),
    completed: truth(f['completed']),
  }),
  recovery: (f: Given) => ({ at: date(f['at']) }),
  stay: (f: Given) => ({ region: word(f['region']), until: date(f['until']) }),
  symptom: (f: Given) => ({ at: date(f['at']) }),
  temperature: (f: Given) => ({ at: instant(f['at']), celsius: number(f['celsius']) }),
  test: (f: Given) => ({
    sampledAt: instant(f['sampledAt']),
    method: word(f['method'], 'pcr', 'antigen', 'antibody'),
    result: word(f['result'], 'negative', 'positive', 'inconclusive'),
  }),
  vaccination: (f: Given) => ({ at: date(f['at']), dose: whole(f['dose']), of: whole(f['of']) }),
}

/** A kind of fact. */
export type KindName = keyof typeof readers

/** A fact of a kind, every field there or blank. */
export type Row<K extends KindName> = ReturnType<(typeof readers)[K]>

/** All that is known, by kind. */
export type Knowledge = { readonly [K in KindName]: Known<Row<K>> }

const none: Known<never> = { rows: [], until: undefined }

const nothing: Knowledge = {
  assessment: none,
  checkin: none,
  clinic: none,
  contact: none,
  entry: none,
  household: none,
  order: none,
  person: none,
  quarantine: none,
  recovery: none,
  stay: none,
  symptom: none,
  temperature: none,
  test: none,
  vaccination: none,
}

/** Reads what a person's code states; a fact that another takes back is not there. */
export const knowledgeOf = ({ facts, covers }: Person): Knowledge => {
  const known = { ...nothing } as Record<string, Known<unknown> | undefined>
  // Most kinds are stated until the same instant: it is read once.
  let [text, stated]: [string, number | undefined] = ['', undefined]
  for (const { kind, until } of covers) {
    if (until !== text) [text, stated] = [until, instant(until)]
    if (Object.hasOwn(nothing, kind)) known[kind] = { rows: [], until: stated }
  }
  const takenBack = facts.flatMap(({ retracts }) => retracts ?? [])
  for (const { id, kind, fields } of facts) {
    const one = Object.hasOwn(nothing, kind) ? known[kind] : undefined
    if (one === undefined || takenBack.includes(id)) continue
    const row = readers[kind as KindName](fields)
    if (one === none) known[kind] = { rows: [row], until: undefined }
    else (one.rows as unknown[]).push(row)
  }
  return known as unknown as Knowledge
}
