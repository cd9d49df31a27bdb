/** Makes of a code's facts what rules may know: typed, with coverage, and only what its key may say. */
import { parseDate, parseInstant } from '../encoding/instant.ts'
import type { FactBase, FieldType, Scalar, TypedFields, Vocabulary } from '../rules/vocabulary.ts'

/** A fact as a code states it. */
export interface StatedFact {
  readonly id: string
  readonly kind: string
  readonly fields: Readonly<Record<string, Scalar>>
  readonly retracts?: string
}

/** What the trust list lets a key say; anything else that it says is ignored. */
export interface Permission {
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
}

/** One code's say: its facts, its coverage, and what its key may say. */
export interface Statement {
  readonly facts: readonly StatedFact[]
  readonly coverage: readonly { readonly kind: string; readonly until: number }[]
  readonly permission: Permission
}

/** Knows nothing: what there is to go by where a code carries no facts. */
export const emptyFactBase: FactBase = { facts: () => [], coveredUntil: () => undefined }

/** Takes a statement for what it may say and what the fact types let it mean. */
export function makeFactBase(statement: Statement, vocabulary: Vocabulary): FactBase {
  const { facts, coverage, permission } = statement
  const allowed = facts.filter((fact) => isAllowed(fact, permission, vocabulary))
  const retracted = new Set(facts.map(({ retracts }) => retracts))
  const known = new Map<string, TypedFields[]>()
  for (const fact of allowed) {
    const fields = vocabulary.types.get(fact.kind)?.fields
    if (fields === undefined || retracted.has(fact.id)) continue
    const list = known.get(fact.kind) ?? []
    list.push(typed(fact, fields))
    known.set(fact.kind, list)
  }
  const doubtful = doubtfulKinds(facts, allowed)
  const covered = new Map<string, number>()
  for (const { kind, until } of coverage) {
    if (permits(permission.covers, kind) && !doubtful.has(kind)) covered.set(kind, until)
  }
  return {
    facts: (kind) => known.get(kind) ?? [],
    coveredUntil: (kind) => covered.get(kind),
  }
}

/**
 * A fact that is ignored is unknown, not absent: its kind is no longer completely stated, nor is the kind of
 * the fact that it takes back.
 */
function doubtfulKinds(
  facts: readonly StatedFact[],
  allowed: readonly StatedFact[],
): ReadonlySet<string> {
  if (allowed.length === facts.length) return new Set()
  const ignored = facts.filter((fact) => !allowed.includes(fact))
  const undone = new Set(ignored.map(({ retracts }) => retracts))
  const inDoubt = facts.filter((fact) => ignored.includes(fact) || undone.has(fact.id))
  return new Set(inDoubt.map(({ kind }) => kind))
}

function permits(list: readonly string[], name: string): boolean {
  return list.includes('*') || list.includes(name)
}

function isAllowed(fact: StatedFact, permission: Permission, vocabulary: Vocabulary): boolean {
  if (!permits(permission.states, fact.kind)) return false
  if (permission.regions.includes('*')) return true
  for (const [name, { type }] of vocabulary.types.get(fact.kind)?.fields ?? []) {
    if (type !== 'region') continue
    // A blank region could be any, and blanking one must not make a fact count that did not.
    const value = fact.fields[name]
    const at = (prefix: string): boolean => typeof value === 'string' && value.startsWith(prefix)
    if (!permission.regions.some(at)) return false
  }
  return true
}

/** The fields that are of their type; a field of another type is as good as blank. */
function typed(fact: StatedFact, types: ReadonlyMap<string, FieldType>): TypedFields {
  const fields = new Map<string, Scalar>()
  for (const [name, type] of types) {
    const value = fact.fields[name]
    const scalar = value === undefined ? undefined : scalarOf(value, type)
    if (scalar !== undefined) fields.set(name, scalar)
  }
  return fields
}

function scalarOf(value: Scalar, { type, values }: FieldType): Scalar | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
      return Number.isSafeInteger(value) ? value : undefined
    case 'decimal':
      return typeof value === 'number' ? value : undefined
    case 'instant':
      return typeof value === 'string' ? parseInstant(value) : undefined
    case 'date':
      return typeof value === 'string' ? parseDate(value) : undefined
    case 'enumeration':
      return typeof value === 'string' && values?.includes(value) === true ? value : undefined
    case 'text':
    case 'region':
      return typeof value === 'string' ? value : undefined
  }
}
