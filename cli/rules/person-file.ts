/** Reads a person as JSON: what an issuer states of one, and what the gate measures. */
import { makeFactBase, type FactBase, type StatedFact, type Vocabulary } from 'greengate/rules'
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** A person whom rules are tried on. */
export interface Person {
  readonly facts: readonly StatedFact[]
  /** `until` in unix seconds. */
  readonly coverage: readonly { readonly kind: string; readonly until: number }[]
  readonly onSite: Readonly<Record<string, number>>
}

type Members = Readonly<Record<string, unknown>>

const factMembers = ['id', 'kind', 'source', 'recordedAt', 'fields', 'retracts']
/** The last two are what `greengate people --faults` adds. */
const personMembers = ['id', 'region', 'facts', 'covers', 'onSite', 'faults', 'corrected']

/**
 * Takes JSON as a person.
 *
 * @param at - Where it stands, for the error.
 * @throws {@link OperatorError} with the path of what is wrong; nothing of the person is shown
 */
export function parsePerson(value: unknown, at: string): Person {
  const person = membersOf(value, at, personMembers)
  return {
    facts: listOf(person['facts'], `${at}.facts`, parseFact),
    coverage: listOf(person['covers'], `${at}.covers`, (item, place) => {
      const { kind, until } = membersOf(item, place, ['kind', 'until'])
      return {
        kind: textOf(kind, `${place}.kind`),
        until: secondsOf(until, `${place}.until`),
      }
    }),
    onSite: parseOnSite(person['onSite'] ?? {}, `${at}.onSite`),
  }
}

function parseFact(value: unknown, at: string): StatedFact {
  const fact = membersOf(value, at, factMembers)
  const fields = asObject(fact['fields'])
  if (fields === undefined) throw refused(`${at}.fields`, 'must be an object')
  for (const [name, field] of Object.entries(fields)) {
    if (!['string', 'number', 'boolean'].includes(typeof field)) {
      throw refused(`${at}.fields.${name}`, 'must be text, a number, true or false')
    }
  }
  const { retracts } = fact
  return {
    id: textOf(fact['id'], `${at}.id`),
    kind: textOf(fact['kind'], `${at}.kind`),
    fields: fields as StatedFact['fields'],
    ...(retracts === undefined ? {} : { retracts: textOf(retracts, `${at}.retracts`) }),
  }
}

function parseOnSite(value: unknown, at: string): Person['onSite'] {
  const onSite = asObject(value)
  if (onSite === undefined) throw refused(at, 'must be an object')
  for (const [name, number] of Object.entries(onSite)) {
    if (typeof number !== 'number') throw refused(`${at}.${name}`, 'must be a number')
  }
  return onSite as Person['onSite']
}

/** What rules may know of a person, as stated by somebody who may state everything. */
export function factBaseOf({ facts, coverage }: Person, types: Vocabulary): FactBase {
  const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
  return makeFactBase({ facts, coverage, permission }, types)
}

/** An object with none but the known members: a member that is misspelt would be a fact that is not there. */
export function membersOf(value: unknown, at: string, known: readonly string[]): Members {
  const members = asObject(value)
  if (members === undefined) throw refused(at, 'must be an object')
  const strange = Object.keys(members).find((name) => !known.includes(name))
  if (strange === undefined) return members
  throw refused(at, `has a member that is not known; there are ${known.join(', ')}`)
}

/** A list, each item read. */
export function listOf<T>(
  value: unknown,
  at: string,
  each: (item: unknown, at: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw refused(at, 'must be a list')
  return value.map((item, i) => each(item, `${at}[${String(i)}]`))
}

/** Text that is not empty. */
export function textOf(value: unknown, at: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw refused(at, 'must be text')
}

/** An instant, as unix seconds. */
export function secondsOf(value: unknown, at: string): number {
  const instant = findInstant(textOf(value, at))
  if (instant === undefined) throw refused(at, 'must be an instant such as 2020-03-01T08:00:00Z')
  return instant.getTime() / 1000
}

/** A part of a document that is not as it must be. */
export class BadPart extends OperatorError {
  /** Its path in the document. */
  readonly at: string
  readonly expectation: string

  constructor(at: string, expectation: string) {
    super(at === '' ? expectation : `${at}: ${expectation}`)
    this.at = at
    this.expectation = expectation
  }
}

/** Says what is wrong and where. */
export function refused(at: string, expectation: string): BadPart {
  return new BadPart(at, expectation)
}
