/** Makes of a code's facts what rules may know: typed, with coverage, and only what its key may say. */
import { parseDate, parseInstant } from '../encoding/instant.ts'
import type { FactBase, FieldType, Scalar, TypedFact, Vocabulary } from '../rules/vocabulary.ts'

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
export function emptyFactBase(types: Vocabulary['types']): FactBase {
  return { types, facts: () => none, coveredUntil: () => undefined }
}

const none: readonly TypedFact[] = []

/** Takes a statement for what it may say and what the fact types let it mean. */
export function makeFactBase(statement: Statement, { types }: Vocabulary): FactBase {
  const { facts, coverage, permission } = statement
  const allowed = saysAll(permission)
    ? facts
    : facts.filter((fact) => isAllowed(fact, permission, types))
  const retracted = retractions(facts)
  const known = new Map<string, TypedFact[]>()
  for (const fact of allowed) {
    const fields = types.get(fact.kind)?.fields
    if (fields === undefined || retracted?.has(fact.id) === true) continue
    const list = known.get(fact.kind)
    const typedFact = { id: fact.id, values: typed(fact, fields) }
    if (list === undefined) known.set(fact.kind, [typedFact])
    else list.push(typedFact)
  }
  const doubtful = doubtfulKinds(facts, allowed)
  const covered = new Map<string, number>()
  for (const { kind, until } of coverage) {
    if (permits(permission.covers, kind) && !doubtful.has(kind)) covered.set(kind, until)
  }
  return {
    types,
    facts: (kind) => known.get(kind) ?? none,
    coveredUntil: (kind) => covered.get(kind),
  }
}

function saysAll({ states, regions }: Permission): boolean {
  return states.includes('*') && regions.includes('*')
}

function retractions(facts: readonly StatedFact[]): ReadonlySet<string> | undefined {
  let retracted: Set<string> | undefined
  for (const { retracts } of facts)
    if (retracts !== undefined) (retracted ??= new Set()).add(retracts)
  return retracted
}

/**
 * A fact that is ignored is unknown, not absent: its kind is no longer completely stated, nor is the kind of
 * the fact that it takes back.
 */
function doubtfulKinds(
  facts: readonly StatedFact[],
  allowed: readonly StatedFact[],
): ReadonlySet<string> {
  if (allowed.length === facts.length) return noKinds
  const ignored = facts.filter((fact) => !allowed.includes(fact))
  const undone = new Set(ignored.map(({ retracts }) => retracts))
  const inDoubt = facts.filter((fact) => ignored.includes(fact) || undone.has(fact.id))
  return new Set(inDoubt.map(({ kind }) => kind))
}

const noKinds: ReadonlySet<string> = new Set()

function permits(list: readonly string[], name: string): boolean {
  return list.includes('*') || list.includes(name)
}

function isAllowed(fact: StatedFact, permission: Permission, types: Vocabulary['types']): boolean {
  if (!permits(permission.states, fact.kind)) return false
  if (permission.regions.includes('*')) return true
  for (const [name, { type }] of types.get(fact.kind)?.fields ?? []) {
    if (type !== 'region') continue
    // A blank region could be any, and blanking one must not make a fact count that did not.
    const value = fact.fields[name]
    const at = (prefix: string): boolean => typeof value === 'string' && value.startsWith(prefix)
    if (!permission.regions.some(at)) return false
  }
  return true
}

/** The fields by their places; a field of another type is as good as blank. */
function typed(
  fact: StatedFact,
  fields: ReadonlyMap<string, FieldType>,
): readonly (Scalar | undefined)[] {
  const values: (Scalar | undefined)[] = []
  for (const [name, type] of fields) {
    const value = fact.fields[name]
    values.push(value === undefined ? undefined : scalarOf(value, type))
  }
  return values
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
