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

/** Knows nothing: what there is to go by where a code carries no facts. Of one vocabulary there is one such base. */
export function emptyFactBase(types: Vocabulary['types']): FactBase {
  const kept = keptEmpty.get(types)
  if (kept !== undefined) return kept
  const facts = Array.from({ length: types.size }, () => none)
  const base = { types, facts, coveredUntil: facts.map(() => undefined) }
  keptEmpty.set(types, base)
  return base
}

const keptEmpty = new WeakMap<Vocabulary['types'], FactBase>()
const none: readonly TypedFact[] = []

/** Takes a statement for what it may say and what the fact types let it mean. */
export function makeFactBase(statement: Statement, { types }: Vocabulary): FactBase {
  const layouts = layoutsOf(types)
  const { facts, coverage, permission } = statement
  const allowed = saysAll(permission)
    ? facts
    : facts.filter((fact) => isAllowed(fact, permission, layouts))
  const retracted = retractions(facts)
  const nothing = emptyFactBase(types)
  const known: (readonly TypedFact[] | TypedFact[])[] = nothing.facts.slice()
  const coveredUntil = nothing.coveredUntil.slice()
  for (const fact of allowed) {
    const layout = layouts.get(fact.kind)
    if (layout === undefined || retracted?.has(fact.id) === true) continue
    const typedFact = { id: fact.id, values: typed(fact, layout) }
    const list = known[layout.place]
    if (list === none) known[layout.place] = [typedFact]
    else (list as TypedFact[]).push(typedFact)
  }
  const doubtful = doubtfulKinds(facts, allowed)
  const coversAll = permission.covers.includes('*')
  for (const { kind, until } of coverage) {
    const layout = layouts.get(kind)
    if (layout === undefined || doubtful.has(kind)) continue
    if (coversAll || permission.covers.includes(kind)) coveredUntil[layout.place] = until
  }
  return { types, facts: known, coveredUntil }
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

function isAllowed(
  fact: StatedFact,
  { states, regions }: Permission,
  layouts: ReadonlyMap<string, KindLayout>,
): boolean {
  if (!states.includes('*') && !states.includes(fact.kind)) return false
  if (regions.includes('*')) return true
  // A blank region could be any, and blanking one must not make a fact count that did not.
  const isWithin = (value: Scalar | undefined): boolean =>
    typeof value === 'string' && regions.some((prefix) => value.startsWith(prefix))
  return layouts.get(fact.kind)?.regions.every((name) => isWithin(fact.fields[name])) ?? true
}

/** The fields by their places; a field of another type is as good as blank. */
function typed(
  { fields }: StatedFact,
  { names, fieldTypes }: KindLayout,
): readonly (Scalar | undefined)[] {
  const values: (Scalar | undefined)[] = []
  for (let slot = 0; slot < names.length; slot++) {
    const value = fields[names[slot] as string]
    const type = fieldTypes[slot] as FieldType
    values.push(value === undefined ? undefined : scalarOf(value, type))
  }
  return values
}

/** Where a kind and its fields stand. */
interface KindLayout {
  readonly place: number
  readonly names: readonly string[]
  readonly fieldTypes: readonly FieldType[]
  /** The names of its region fields. */
  readonly regions: readonly string[]
}

/** Kept for as long as the fact types themselves: the same for every code that is read by them. */
const keptLayouts = new WeakMap<Vocabulary['types'], ReadonlyMap<string, KindLayout>>()

function layoutsOf(types: Vocabulary['types']): ReadonlyMap<string, KindLayout> {
  const kept = keptLayouts.get(types)
  if (kept !== undefined) return kept
  const layouts = new Map(
    [...types].map(([kind, { fields }], place): [string, KindLayout] => [
      kind,
      {
        place,
        names: [...fields.keys()],
        fieldTypes: [...fields.values()],
        regions: [...fields].flatMap(([name, { type }]) => (type === 'region' ? [name] : [])),
      },
    ]),
  )
  keptLayouts.set(types, layouts)
  return layouts
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
      // The types' own text, so that comparing it with a rule's compares addresses first.
      return typeof value === 'string' ? values?.[values.indexOf(value)] : undefined
    case 'text':
    case 'region':
      return typeof value === 'string' ? value : undefined
  }
}
