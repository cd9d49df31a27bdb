/** What a card's FHIR resources say: who its holder is, and facts of the standard kinds. */
import { formatInstant, parseDate } from '../../encoding/instant.ts'
import { membersOf } from '../../encoding/members-of.ts'
import { parseTimestamp } from '../../encoding/timestamp.ts'
import type { StatedFact } from '../../facts/fact-base.ts'
import type { OtherCredential } from '../format.ts'
import type { StatedPerson } from '../person.ts'
import { covidTest, covidVaccine, testResult, type Coding } from './covid-codes.ts'

type Members = Readonly<Record<string, unknown>>
type Said = Pick<OtherCredential, 'person' | 'facts' | 'kinds'>
type Fields = StatedFact['fields']

/** R4: what other versions mean by the same names is not known here. */
const readVersion = /^4\.0(?:\.\d{1,2})?$/
/** Of a test that is over, and of nothing that is still open or was taken back. */
const settled = ['final', 'amended', 'corrected']

/** Reads a bundle. What is not understood makes no fact; a bundle of several persons is nobody's. */
export function readBundle(fhirVersion: string, bundle: unknown): Said {
  const { entry } = membersOf(bundle)
  const entries = Array.isArray(entry) ? entry.map((item: unknown) => membersOf(item)) : []
  const resources = entries.map(({ resource }) => membersOf(resource))
  const places = resources.flatMap(({ resourceType: type }, i) => (type === 'Patient' ? [i] : []))
  const [place] = places
  if (!readVersion.test(fhirVersion) || place === undefined || places.length > 1) {
    return { person: null, facts: [], kinds: [] }
  }
  const holder = entries[place]?.['fullUrl']
  const said = resources.map((resource, i) => readResource(resource, String(i), holder))
  return {
    person: personOf(resources[place] ?? {}),
    facts: said.flatMap(({ fact }) => fact ?? []),
    kinds: [...new Set(said.flatMap(({ kind }) => kind ?? []))],
  }
}

/** What a resource is about, and the fact that it comes to, if any. */
interface Read {
  readonly kind?: string
  readonly fact?: StatedFact
}

function readResource(resource: Members, id: string, holder: unknown): Read {
  const { resourceType, vaccineCode, code, modifierExtension } = resource
  const isVaccination = resourceType === 'Immunization'
  const isTest = resourceType === 'Observation'
  const [about] = isVaccination
    ? codingsOf(vaccineCode).flatMap((coding) => covidVaccine(coding) ?? [])
    : isTest
      ? codingsOf(code).flatMap((coding) => covidTest(coding) ?? [])
      : []
  if (about === undefined) return {}
  const kind = isVaccination ? 'vaccination' : 'test'
  // An extension that modifies may say the contrary of all the rest.
  const fields =
    modifierExtension !== undefined
      ? undefined
      : isVaccination
        ? vaccinationOf(resource, about, holder)
        : testOf(resource, about, holder)
  return fields === undefined ? { kind } : { kind, fact: { id, kind, fields } }
}

function vaccinationOf(resource: Members, product: string, holder: unknown): Fields | undefined {
  const { status, isSubpotent, patient, occurrenceDateTime: at, protocolApplied } = resource
  if (status !== 'completed' || isSubpotent === true || !isOf(patient, holder)) return undefined
  const protocols: readonly unknown[] = Array.isArray(protocolApplied) ? protocolApplied : []
  const { doseNumberPositiveInt: dose, seriesDosesPositiveInt: of } = membersOf(
    protocols.length === 1 ? protocols[0] : undefined,
  )
  // The day where the dose was given, whatever the hour.
  const day = typeof at === 'string' && (at.length === 10 || at[10] === 'T') ? at.slice(0, 10) : ''
  return {
    ...(parseDate(day) === undefined ? {} : { at: day }),
    product,
    ...(isCount(dose) ? { dose } : {}),
    ...(isCount(of) ? { of } : {}),
  }
}

function testOf(resource: Members, method: string, holder: unknown): Fields | undefined {
  const { status, subject, effectiveDateTime: at, valueCodeableConcept } = resource
  if (!settled.some((each) => each === status) || !isOf(subject, holder)) return undefined
  // A day alone is no instant: a test of 23 hours ago and one of 47 would be the same.
  const sampledAt = typeof at === 'string' ? parseTimestamp(at) : undefined
  const results = codingsOf(valueCodeableConcept).flatMap((coding) => testResult(coding) ?? [])
  const [result] = new Set(results).size === 1 ? results : []
  return {
    ...(sampledAt === undefined ? {} : { sampledAt: formatInstant(sampledAt) }),
    method,
    ...(result === undefined ? {} : { result }),
  }
}

/** Whether a reference is to the one person of the bundle. */
function isOf(reference: unknown, holder: unknown): boolean {
  return typeof holder === 'string' && membersOf(reference)['reference'] === holder
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

function codingsOf(concept: unknown): readonly Coding[] {
  const { coding } = membersOf(concept)
  if (!Array.isArray(coding)) return []
  return coding.flatMap((item: unknown) => {
    const { system, code } = membersOf(item)
    return typeof system === 'string' && typeof code === 'string' ? [{ system, code }] : []
  })
}

/** Names that are not, or are no longer, the holder's own. */
const otherUses = ['old', 'maiden', 'nickname', 'anonymous', 'temp']

function personOf({ name, birthDate }: Members): StatedPerson | null {
  const names = Array.isArray(name) ? name.map((item: unknown) => membersOf(item)) : []
  const own =
    names.find(({ use }) => use === 'official') ??
    names.find(({ use }) => !otherUses.some((other) => other === use))
  const { family, given, text } = own ?? {}
  const firsts: readonly unknown[] = Array.isArray(given) ? given : []
  const person = {
    surname: textOf(family) ?? (firsts.length === 0 ? textOf(text) : null),
    given: textOf(firsts.filter((part) => typeof part === 'string').join(' ')),
    birthDate: isBirthDate(birthDate) ? birthDate : null,
  }
  return Object.values(person).every((value) => value === null) ? null : person
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

/** A year, a month or a day: as much as is stated. */
function isBirthDate(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(value) &&
    parseDate(`${value}-01-01`.slice(0, 10)) !== undefined
  )
}
