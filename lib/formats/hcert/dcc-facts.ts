/** What a DCC says, as facts of the standard kinds and as a person (docs/formats.md). */
import { formatDate, formatInstant, parseDate } from '../../encoding/instant.ts'
import { parseTimestamp } from '../../encoding/timestamp.ts'
import type { StatedFact } from '../../facts/fact-base.ts'
import type { StatedPerson } from '../person.ts'
import type { Dcc, Recovery, Test, Vaccination } from './check-dcc.ts'

/** Codes of SNOMED CT and LOINC, as the value sets of the EU name them. */
const covid19 = '840539006'
const methods = new Map([
  ['LP6464-4', 'pcr'],
  ['LP217198-3', 'antigen'],
])
const results = new Map([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
])

/** The facts that can be made of a DCC: none of what is of another disease, no field of what cannot be read. */
export function factsOfDcc({ v, t, r }: Dcc): readonly StatedFact[] {
  const facts: StatedFact[] = []
  const add = (kind: string, fields: Fields): void => {
    facts.push({ id: `${kind}-${String(facts.length + 1)}`, kind, fields })
  }
  for (const { dt, mp, dn, sd } of covidOf(v)) {
    const fields: Fields = { dose: dn, of: sd }
    put(fields, 'at', dateOf(dt))
    put(fields, 'product', mp === '' ? undefined : mp)
    add('vaccination', fields)
  }
  for (const { sc, tt, tr } of covidOf(t)) {
    const fields: Fields = {}
    put(fields, 'sampledAt', instantOf(sc))
    put(fields, 'method', methods.get(tt))
    put(fields, 'result', results.get(tr))
    add('test', fields)
  }
  for (const { fr } of covidOf(r)) {
    const fields: Fields = {}
    put(fields, 'at', dateOf(fr))
    add('recovery', fields)
  }
  return facts
}

type Scalar = StatedFact['fields'][string]
type Fields = Record<string, Scalar>

function put(fields: Fields, name: string, value: Scalar | undefined): void {
  if (value !== undefined) fields[name] = value
}

function covidOf<T extends Vaccination | Test | Recovery>(
  group: readonly T[] | null | undefined,
): readonly T[] {
  return group?.filter(({ tg }) => tg === covid19) ?? []
}

const kinds = [
  ['v', 'vaccination'],
  ['t', 'test'],
  ['r', 'recovery'],
] as const

/** The kinds that a key must be allowed to state for what may be a DCC, of whatever disease it speaks. */
export function kindsOfDcc(payload: unknown): readonly string[] {
  if (typeof payload !== 'object' || payload === null) return []
  const groups = payload as Readonly<Record<string, unknown>>
  const stated: string[] = []
  for (const [name, kind] of kinds) if ((groups[name] ?? null) !== null) stated.push(kind)
  return stated
}

/** The civil date that is written, alone or before a time of day. */
function dateOf(text: string): string | undefined {
  const date = text[10] === 'T' ? text.slice(0, 10) : text
  const days = parseDate(date)
  return days === undefined ? undefined : formatDate(days)
}

function instantOf(text: string): string | undefined {
  const seconds = parseTimestamp(text)
  return seconds === undefined ? undefined : formatInstant(seconds)
}

/** The person. */
export function personOfDcc({ nam, dob }: Dcc): StatedPerson {
  // A day or month that is not known is left out, and by some written as zeros.
  const birthDate = dob.slice(0, 10).replace(/(?:-00){1,2}$/, '')
  return {
    surname: nameOf(nam.fn, nam.fnt),
    given: nameOf(nam.gn, nam.gnt),
    birthDate: birthDate === '' ? null : birthDate,
  }
}

const isLatin = /^[\p{Script=Latin}\p{M}\P{L}]*$/u

/**
 * The name as its bearer writes it, which leaves every spelling open that other codes may have; in letters that cannot be
 * compared, or where it is not stated, the standardised one.
 */
function nameOf(
  natural: string | null | undefined,
  standardised: string | null | undefined,
): string | null {
  const name = natural?.trim() ?? ''
  if (name !== '' && isLatin.test(name)) return name
  const spelled = standardised?.replaceAll('<', ' ').trim() ?? ''
  return spelled || name || null
}
