/** A person of a population, ready to be judged: read from a line of JSON, or made from a synthetic one. */
import type { Statement, StatedFact } from 'greengate/rules'
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'

/** Facts and coverage are of a key that may say everything. */
export interface Subject {
  readonly id: string
  readonly region: string
  readonly statement: Statement
  readonly onSite: Readonly<Record<string, number>>
}

/** Why a line is no person: the place, and what it must be. Nothing of what stands there. */
export class BadPerson extends Error {
  override name = 'BadPerson'
}

const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
const maxRegion = 64

/**
 * Takes JSON for a person.
 *
 * @throws {@link BadPerson}
 */
export function readSubject(value: unknown): Subject {
  const person = asObject(value)
  if (person === undefined) throw new BadPerson('must be an object')
  const { id, region, facts, covers, onSite = nothing } = person
  if (typeof id !== 'string' || id === '') throw new BadPerson('id: must be text')
  if (typeof region !== 'string' || region === '' || region.length > maxRegion) {
    throw new BadPerson(`region: must be text of at most ${maxRegion} characters`)
  }
  if (!Array.isArray(facts)) throw new BadPerson('facts: must be a list')
  if (!Array.isArray(covers)) throw new BadPerson('covers: must be a list')
  const stated = facts.map(readFact)
  const coverage = readCoverage(covers)
  return {
    id,
    region,
    statement: { facts: stated, coverage, permission },
    onSite: measured(onSite),
  }
}

function readFact(value: unknown, i: number): StatedFact {
  const fact = asObject(value)
  if (fact === undefined) throw new BadPerson(`facts[${i}]: must be an object`)
  const { id, kind, fields, retracts } = fact
  if (typeof id !== 'string') throw new BadPerson(`facts[${i}].id: must be text`)
  if (typeof kind !== 'string') throw new BadPerson(`facts[${i}].kind: must be text`)
  if (asObject(fields) === undefined) throw new BadPerson(`facts[${i}].fields: must be an object`)
  if (retracts !== undefined && typeof retracts !== 'string') {
    throw new BadPerson(`facts[${i}].retracts: must be text`)
  }
  return fact as unknown as StatedFact
}

function readCoverage(covers: readonly unknown[]): Statement['coverage'] {
  // Mostly the same text for all kinds: read once.
  let [text, until]: [string | undefined, number] = [undefined, 0]
  const coverage: { readonly kind: string; readonly until: number }[] = []
  for (let i = 0; i < covers.length; i++) {
    const cover = asObject(covers[i])
    const kind = cover?.['kind']
    if (typeof kind !== 'string') throw new BadPerson(`covers[${i}].kind: must be text`)
    const stated = cover?.['until']
    if (text === undefined || stated !== text) {
      const instant = typeof stated === 'string' ? findInstant(stated) : undefined
      if (instant === undefined) throw new BadPerson(`covers[${i}].until: must be an instant`)
      ;[text, until] = [stated as string, instant.getTime() / 1000]
    }
    coverage.push({ kind, until })
  }
  return coverage
}

const nothing = {}

function measured(value: unknown): Readonly<Record<string, number>> {
  const onSite = asObject(value)
  if (onSite === undefined || !Object.values(onSite).every(Number.isFinite)) {
    throw new BadPerson('onSite: must be an object of numbers')
  }
  return onSite as Readonly<Record<string, number>>
}

/** The region that a person is counted in: of a GB/T 2260 code its city, any other label as it stands. */
export function regionOf(label: string): string {
  if (label.length !== 6) return label
  // Without a regular expression, which would copy the label out of the text of its line first.
  for (let i = 0; i < 6; i++) {
    const digit = label.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return label
  }
  return label.slice(0, 4)
}
