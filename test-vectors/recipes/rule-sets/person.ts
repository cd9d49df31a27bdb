/** The people of the cases: facts by how long ago they are, and everything else as it is for most people. */
import { plus } from '../hand/bytes.ts'
import type { Fact } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'

const day = 86_400
const hour = 3600

/** What is special about a person beside the facts. */
export interface More {
  /** Kinds of which perhaps more is to be stated. */
  readonly open?: readonly string[]
  /** Kinds whose statement is so many seconds old; otherwise it is of an hour ago. */
  readonly stale?: Readonly<Record<string, number>>
  /** The temperature at the gate; null: not measured. */
  readonly heat?: number | null
}

/** The civil date in Hangzhou so many days before an instant's. */
const dateBefore = (now: string, days: number): string =>
  plus(now, 8 * hour - days * day).slice(0, 10)

/** Makes facts as of one instant; a negative number of days or seconds lies ahead. */
export const factsAt = (now: string) => {
  const at = (seconds: number): string => plus(now, -seconds)
  const on = (days: number): string => dateBefore(now, days)
  /** Eight in the morning in Hangzhou. */
  const morning = (days: number): string => `${on(days)}T00:00:00Z`
  let made = 0
  const fact = (
    kind: string,
    fields: Fact['fields'],
    more: { readonly retracts?: string } = {},
  ): Fact => ({
    id: `${kind.slice(0, 2)}${String(++made)}`,
    kind,
    source: 'cn-3301',
    recordedAt: at(hour),
    fields,
    ...more,
  })
  const report = (days: number, fields: Fact['fields'] = {}): Fact =>
    fact('checkin', { at: morning(days), temperature: 36.5, unwell: false, ...fields })
  return {
    at,
    on,
    fact,
    /** A good health report in the morning. */
    report,
    /** Good reports of the days from one to another, the first the longer ago. */
    reports: (from: number, to = 0): readonly Fact[] =>
      Array.from({ length: from - to + 1 }, (_, i) => report(from - i)),
    stay: (region: string, left: number): Fact =>
      fact('stay', { region, from: on(left + 3), until: on(left) }),
    contact: (days: number, closeness: string): Fact =>
      fact('contact', { at: on(days), closeness }),
    symptom: (days: number): Fact => fact('symptom', { at: on(days), name: 'cough' }),
    quarantine: (from: number, until: number, completed: boolean): Fact =>
      fact('quarantine', { from: on(from), until: on(until), completed }),
    test: (seconds: number, result: string, method = 'pcr'): Fact =>
      fact('test', { sampledAt: at(seconds), method, result }),
    entry: (days: number, from: string, quarantined: boolean): Fact =>
      fact('entry', { at: on(days), from, quarantined }),
    clinic: (days: number, cleared: boolean): Fact => fact('clinic', { at: on(days), cleared }),
    household: (seconds: number, colour: string): Fact =>
      fact('household', { at: at(seconds), colour }),
    temperature: (seconds: number, celsius: number): Fact =>
      fact('temperature', { at: at(seconds), celsius }),
    order: (outcome: string, from: number, until: number): Fact =>
      fact('order', {
        outcome,
        from: at(from),
        until: at(until),
        authority: 'Hangzhou health commission (illustrative)',
        basis: 'Health code rules 2020, illustrative, article 11',
      }),
    born: (birthDate: string): Fact => fact('person', { birthDate, idType: 'resident' }),
    recovery: (days: number): Fact => fact('recovery', { at: on(days) }),
    vaccination: (days: number, dose: number): Fact =>
      fact('vaccination', { at: on(days), product: 'illustrative', dose, of: 2 }),
    assessment: (seconds: number, outcome: string, set: string): Fact =>
      fact('assessment', { at: at(seconds), outcome, set }),
  }
}

/** The makers of facts. */
export type Facts = ReturnType<typeof factsAt>

/** The kinds that rules read beside those that passage requires. */
const optional: readonly (readonly [since: number, kind: string])[] = [
  [13, 'person'],
  [14, 'vaccination'],
]

/** A person as a line of JSON: all kinds stated in full an hour ago, 36.5 degrees at the gate, but for what is special. */
export const person = (
  edition: number,
  required: readonly string[],
  region: string,
  now: string,
  facts: readonly Fact[],
  { open = [], stale = {}, heat = 36.5 }: More,
): Json => {
  const kinds = [
    ...required,
    ...optional.filter(([since]) => since <= edition).map(([, kind]) => kind),
  ].filter((kind) => !open.includes(kind))
  return {
    region,
    facts: facts.map((fact) => ({ ...fact, fields: { ...fact.fields } })),
    covers: kinds.sort().map((kind) => ({ kind, until: plus(now, -(stale[kind] ?? hour)) })),
    onSite: edition >= 12 && heat !== null ? { temperature: heat } : undefined,
  }
}
