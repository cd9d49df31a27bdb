/** A person of a batch, taken from JSON: what the rules judge, and what a code of it may say besides. */
import { GreengateError, idTypes, parseIdNumber, publicJwk } from 'greengate/issue'
import type { Claims, Coverage, Fact, Subject } from 'greengate/issue'
import type { Vocabulary } from 'greengate/rules'
import { instantText } from '../../edges/instant.ts'
import { asObject } from '../../edges/json-file.ts'
import { BadPerson, readSubject } from '../../impact/person.ts'
import { isFieldValue, isInstantText, isNameText, isWholeText, valueForm } from './field-form.ts'

/** One of the people. `facts` and `covers` are as `assess` and `issue` take them. */
export interface BatchPerson {
  readonly id: string
  readonly region: string
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  readonly subject?: Subject
  /** What a tag is made of: its number never leaves the process. */
  readonly card?: { readonly type: string; readonly number: string }
  readonly holderKey?: NonNullable<Claims['holderKey']>
}

/** What people are read by. */
export interface PeopleTerms {
  /** The kinds of fact of the job, with the types of their fields. */
  readonly types: Vocabulary['types']
  /** Who states a fact that names no source: the issuer. */
  readonly source: string
  /** When a fact became known that does not say it: the instant of the job, Unix seconds. */
  readonly now: number
}

/** Makes a person of JSON. Throws {@link BadPerson}, which names places and never what stands there. */
export type PersonMaker = (value: unknown) => BatchPerson

/** Both are told on terminals. */
const control = /\p{Cc}/u

/** Longest id, in UTF-16 units: a line of outcomes repeats it. */
const maxId = 256

const members = new Set([
  ...['id', 'region', 'facts', 'covers', 'subject', 'card', 'holderKey'],
  // What `greengate people` writes besides: measured at a gate, and not assessed; what it spoilt, and put right.
  ...['onSite', 'faults', 'corrected'],
])
const factMembers = new Set(['id', 'kind', 'source', 'recordedAt', 'fields', 'retracts'])

/** Makes the maker. */
export function personMaker({ types, source, now }: PeopleTerms): PersonMaker {
  const recordedAt = instantText(new Date(now * 1000))
  const untilText = lastOf((until: number) => instantText(new Date(until * 1000)))

  const factOf = (value: unknown, i: number): Fact => {
    const fact = value as Partial<Fact> & Readonly<Record<string, unknown>>
    const at = `facts[${i}]`
    refuseOthers(fact, factMembers, at)
    name(fact.id, `${at}.id`)
    name(fact.kind, `${at}.kind`)
    if (fact.source !== undefined) name(fact.source, `${at}.source`)
    if (fact.retracts !== undefined) name(fact.retracts, `${at}.retracts`)
    const isWhole = fact.source !== undefined && fact.recordedAt !== undefined
    // Nearly all facts say all that one needs: they are taken as they stand.
    const stated = (isWhole ? fact : { source, recordedAt, ...fact }) as Fact
    if (!isInstantText(stated.recordedAt)) {
      throw new BadPerson(`${at}.recordedAt: must be ${valueForm({ type: 'instant' })}`)
    }
    checkFields(stated.fields, stated.kind, at)
    return stated
  }

  const checkFields = (fields: Fact['fields'], kind: string, at: string): void => {
    const known = types.get(kind)?.fields
    for (const field of Object.keys(fields)) {
      // What is no name of a field is never said: it may be a mistake that holds a value.
      const type = known?.get(field)
      const place = type === undefined ? `${at}.fields` : `${at}.fields.${field}`
      if (!isNameText(field)) throw new BadPerson(`${place}: must have names of 1 to 64 bytes`)
      if (isFieldValue(fields[field], type)) continue
      throw new BadPerson(`${place}: must be ${valueForm(type)}`)
    }
  }

  return (value) => {
    const subject = readSubject(value)
    const given = value as Readonly<Record<string, unknown>>
    refuseOthers(given, members, '')
    const { id, region } = subject
    if (id.length > maxId) throw new BadPerson(`id: must be text of at most ${maxId} characters`)
    for (const [member, text] of Object.entries({ id, region })) {
      if (isWholeText(text) && !control.test(text)) continue
      throw new BadPerson(`${member}: must be whole characters, none of them for control`)
    }
    const facts = subject.statement.facts.map(factOf)
    refuseDoubled(facts, ({ id: of }) => of, 'facts: ids')
    const covers = subject.statement.coverage.map(({ kind, until }, i) => {
      const given = (value as BatchPerson).covers[i]?.until
      const text = isInstantText(given) ? (given as string) : untilText(until)
      if (isInstantText(text)) return { kind: name(kind, `covers[${i}].kind`), until: text }
      throw new BadPerson(`covers[${i}].until: must be ${valueForm({ type: 'instant' })}`)
    })
    refuseDoubled(covers, ({ kind }) => kind, 'covers: kinds')
    return {
      ...{ id, region, facts, covers },
      ...(given['subject'] === undefined ? {} : { subject: subjectOf(given['subject']) }),
      ...(given['card'] === undefined ? {} : { card: cardOf(given['card']) }),
      ...(given['holderKey'] === undefined ? {} : { holderKey: keyOf(given['holderKey']) }),
    }
  }
}

/** What no form has is no typing mistake that may pass unseen: it could have been what stops somebody. */
function refuseOthers(value: object, known: ReadonlySet<string>, at: string): void {
  for (const member of Object.keys(value)) {
    if (known.has(member)) continue
    const place = at === '' ? '' : `${at}: `
    throw new BadPerson(`${place}must have no members but ${[...known].join(', ')}`)
  }
}

function refuseDoubled<T>(items: readonly T[], keyOf: (item: T) => string, what: string): void {
  if (items.length > 1 && new Set(items.map(keyOf)).size < items.length) {
    throw new BadPerson(`${what} must not repeat`)
  }
}

function name(value: unknown, at: string): string {
  if (isNameText(value)) return value
  throw new BadPerson(`${at}: must be text of 1 to 64 bytes`)
}

function subjectOf(value: unknown): Subject {
  const subject = asObject(value)
  if (subject === undefined) throw new BadPerson('subject: must be an object')
  refuseOthers(subject, new Set(['maskedName', 'lastFour']), 'subject')
  const { maskedName, lastFour } = subject
  if (maskedName !== undefined) name(maskedName, 'subject.maskedName')
  const isFour = typeof lastFour === 'string' && /^[0-9A-Z]{4}$/.test(lastFour)
  if (lastFour !== undefined && !isFour) {
    throw new BadPerson('subject.lastFour: must be 4 digits or capital letters')
  }
  return subject
}

function cardOf(value: unknown): NonNullable<BatchPerson['card']> {
  const card = asObject(value)
  if (card === undefined) throw new BadPerson('card: must be an object')
  refuseOthers(card, new Set(['type', 'number']), 'card')
  const { type, number } = card
  if (typeof type !== 'string' || !idTypes.some((known) => known === type)) {
    throw new BadPerson(`card.type: must be one of ${idTypes.join(', ')}`)
  }
  const read = typeof number === 'string' ? parseIdNumber(type, number) : undefined
  if (read === undefined) throw new BadPerson('card.number: must be a number of its type')
  return { type, number: read }
}

function keyOf(value: unknown): NonNullable<BatchPerson['holderKey']> {
  try {
    return publicJwk(value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new BadPerson('holderKey: must be a public JWK, of Ed25519 or P-256')
  }
}

/** Remembers the last answer: most coverage of most people ends at one instant. */
function lastOf<A, B>(make: (of: A) => B): (of: A) => B {
  let last: { readonly of: A; readonly made: B } | undefined
  return (of) => {
    if (last === undefined || last.of !== of) last = { of, made: make(of) }
    return last.made
  }
}
