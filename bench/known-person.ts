/** A person as hand-written rules have one: rows of plain objects by kind, instants and days as numbers, a blank as undefined. */

/** What of a person a benchmark needs. */
export interface StatedPerson {
  readonly facts: readonly {
    readonly id: string
    readonly kind: string
    readonly fields: Readonly<Record<string, string | number | boolean>>
    readonly retracts?: string
  }[]
  readonly covers: readonly { readonly kind: string; readonly until: string }[]
  readonly onSite?: { readonly temperature: number }
}

/** The facts of a kind, and until when they are all of them; undefined: there may be more. */
export interface Known<Row> {
  readonly rows: Row[]
  until: number | undefined
}

type Text = string | undefined
type Count = number | undefined
type Flag = boolean | undefined

/** What is known of a person, by kind. */
export interface KnownPerson {
  readonly assessment: Known<{ at: Count; outcome: Text; set: Text }>
  readonly checkin: Known<{ at: Count; temperature: Count; unwell: Flag }>
  readonly clinic: Known<{ at: Count; cleared: Flag }>
  readonly contact: Known<{ at: Count; closeness: Text }>
  readonly entry: Known<{ at: Count; from: Text; quarantined: Flag }>
  readonly household: Known<{ at: Count; colour: Text }>
  readonly order: Known<{ outcome: Text; from: Count; until: Count }>
  readonly person: Known<{ birthDate: Count }>
  readonly quarantine: Known<{ from: Count; until: Count; completed: Flag }>
  readonly recovery: Known<{ at: Count }>
  readonly stay: Known<{ region: Text; until: Count }>
  readonly symptom: Known<{ at: Count }>
  readonly temperature: Known<{ at: Count; celsius: Count }>
  readonly test: Known<{ sampledAt: Count; method: Text; result: Text }>
  readonly vaccination: Known<{ at: Count; dose: Count; of: Count }>
}

type Kind = keyof KnownPerson

const instant = (text: unknown): Count =>
  typeof text === 'string' && text.length === 20 ? Date.parse(text) / 1000 : undefined
const day = (text: unknown): Count =>
  typeof text === 'string' && text.length === 10 ? Date.parse(text) / 86_400_000 : undefined
const text = (value: unknown): Text => (typeof value === 'string' ? value : undefined)
const count = (value: unknown): Count => (typeof value === 'number' ? value : undefined)
const flag = (value: unknown): Flag => (typeof value === 'boolean' ? value : undefined)

const fields: Readonly<Record<Kind, Readonly<Record<string, (value: unknown) => unknown>>>> = {
  assessment: { at: instant, outcome: text, set: text },
  checkin: { at: instant, temperature: count, unwell: flag },
  clinic: { at: day, cleared: flag },
  contact: { at: day, closeness: text },
  entry: { at: day, from: text, quarantined: flag },
  household: { at: instant, colour: text },
  order: { outcome: text, from: instant, until: instant },
  person: { birthDate: day },
  quarantine: { from: day, until: day, completed: flag },
  recovery: { at: day },
  stay: { region: text, until: day },
  symptom: { at: day },
  temperature: { at: instant, celsius: count },
  test: { sampledAt: instant, method: text, result: text },
  vaccination: { at: day, dose: count, of: count },
}
const kinds = Object.keys(fields) as Kind[]

/** Takes a person's statement for what it says; the measurements are made over what comes out, not over this. */
export const knownPerson = ({ facts, covers }: StatedPerson): KnownPerson => {
  const known = Object.fromEntries(
    kinds.map((kind) => [kind, { rows: [] as unknown[], until: undefined }]),
  ) as unknown as Record<Kind, Known<unknown>>
  const retracted = new Set(facts.map(({ retracts }) => retracts))
  for (const { kind, until } of covers)
    if (kind in fields) known[kind as Kind].until = instant(until)
  for (const { id, kind, fields: stated } of facts) {
    if (!(kind in fields) || retracted.has(id)) continue
    const row = Object.entries(fields[kind as Kind]).map(([name, read]) => [
      name,
      read(stated[name]),
    ])
    known[kind as Kind].rows.push(Object.fromEntries(row))
  }
  return known as unknown as KnownPerson
}
