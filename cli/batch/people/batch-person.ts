/** A person of a batch, taken from JSON: what the rules judge, and what a code of it may say besides. */
import { GreengateError, idTypes, parseIdNumber, publicJwk } from 'greengate/issue'
import type { Claims, Coverage, Fact, Subject } from 'greengate/issue'
import type { Vocabulary } from 'greengate/rules'
import { instantText } from '../../edges/instant.ts'
import { asObject } from '../../edges/json-file.ts'
import { BadPerson, readSubject, type Subject as Read } from '../../impact/person.ts'
import {
  isFieldValue,
  isInstantText,
  isNameText,
  isOnceName,
  isWholeText,
  valueForm,
} from './field-form.ts'
import { isRepeated } from './repeated.ts'

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
/** Neither of control nor half a character: nearly every text. */
const plain = /^[ -~]*$/

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
    for (const member in fact) {
      if (!factMembers.has(member)) refuseOthers(fact, factMembers, `facts[${i}]`)
    }
    if (!isNameText(fact.id)) throw noName(`facts[${i}].id`)
    if (!isNameText(fact.kind)) throw noName(`facts[${i}].kind`)
    if (fact.source !== undefined && !isNameText(fact.source)) throw noName(`facts[${i}].source`)
    if (fact.retracts !== undefined && !isNameText(fact.retracts)) {
      throw noName(`facts[${i}].retracts`)
    }
    const isWhole = fact.source !== undefined && fact.recordedAt !== undefined
    // Nearly all facts say all that one needs: they are taken as they stand.
    const stated = (isWhole ? fact : { source, recordedAt, ...fact }) as Fact
    if (!isInstantText(stated.recordedAt)) {
      throw new BadPerson(`facts[${i}].recordedAt: must be ${valueForm({ type: 'instant' })}`)
    }
    checkFields(stated.fields, stated.kind, i)
    return stated
  }

  const checkFields = (fields: Fact['fields'], kind: string, i: number): void => {
    const known = types.get(kind)?.fields
    // Objects of JSON have no other members than their own.
    for (const field in fields) {
      const type = known?.get(field)
      if (isNameText(field) && isFieldValue(fields[field], type)) continue
      // What is no name of a field is never said: it may be a mistake that holds a value.
      const place = `facts[${i}].fields${type === undefined ? '' : `.${field}`}`
      if (!isNameText(field)) throw new BadPerson(`${place}: must have names of 1 to 64 bytes`)
      throw new BadPerson(`${place}: must be ${valueForm(type)}`)
    }
  }

  const coversOf = (
    coverage: Read['statement']['coverage'],
    given: BatchPerson['covers'],
  ): readonly Coverage[] => {
    // Mostly the same text for all kinds: looked at once.
    let [seen, text]: [unknown, string] = [undefined, '']
    const covers: Coverage[] = []
    for (let i = 0; i < coverage.length; i++) {
      const { kind, until } = coverage[i] as (typeof coverage)[number]
      const stated = given[i]?.until
      if (i === 0 || stated !== seen) {
        seen = stated
        text = isInstantText(stated) ? (stated as string) : untilText(until)
        if (!isInstantText(text)) {
          throw new BadPerson(`covers[${i}].until: must be ${valueForm({ type: 'instant' })}`)
        }
      }
      if (!isNameText(kind)) throw noName(`covers[${i}].kind`)
      covers.push({ kind, until: text })
    }
    return covers
  }

  return (value) => {
    const { id, region, statement } = readSubject(value)
    const given = value as BatchPerson
    for (const member in given) if (!members.has(member)) refuseOthers(given, members, '')
    if (id.length > maxId) throw new BadPerson(`id: must be text of at most ${maxId} characters`)
    checkLabel(id, 'id')
    checkLabel(region, 'region')
    const facts: Fact[] = []
    for (let i = 0; i < statement.facts.length; i++) facts.push(factOf(statement.facts[i], i))
    if (isRepeated(facts, idOf)) throw new BadPerson('facts: ids must not repeat')
    const covers = coversOf(statement.coverage, given.covers)
    if (isRepeated(covers, kindOf)) throw new BadPerson('covers: kinds must not repeat')
    const { subject, card, holderKey } = given
    if (subject === undefined && card === undefined && holderKey === undefined) {
      return { id, region, facts, covers }
    }
    return {
      ...{ id, region, facts, covers },
      ...(subject === undefined ? {} : { subject: subjectOf(subject) }),
      ...(card === undefined ? {} : { card: cardOf(card) }),
      ...(holderKey === undefined ? {} : { holderKey: keyOf(holderKey) }),
    }
  }
}

const idOf = ({ id }: Fact): string => id
const kindOf = ({ kind }: Coverage): string => kind

function checkLabel(text: string, member: string): void {
  if (plain.test(text) || (isWholeText(text) && !control.test(text))) return
  throw new BadPerson(`${member}: must be whole characters, none of them for control`)
}

/** What no form has is no typing mistake that may pass unseen: it could have been what stops somebody. */
function refuseOthers(value: object, known: ReadonlySet<string>, at: string): void {
  for (const member of Object.keys(value)) {
    if (known.has(member)) continue
    const place = at === '' ? '' : `${at}: `
    throw new BadPerson(`${place}must have no members but ${[...known].join(', ')}`)
  }
}

function noName(at: string): BadPerson {
  return new BadPerson(`${at}: must be text of 1 to 64 bytes`)
}

function subjectOf(value: unknown): Subject {
  const subject = asObject(value)
  if (subject === undefined) throw new BadPerson('subject: must be an object')
  refuseOthers(subject, new Set(['maskedName', 'lastFour']), 'subject')
  const { maskedName, lastFour } = subject
  if (maskedName !== undefined && !isOnceName(maskedName)) throw noName('subject.maskedName')
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
