/** Invented people of whom everything is known: made to fit, shown to the engine, and put into words. */
import { formatDate, formatInstant } from '../../encoding/instant.ts'
import type { CompiledRuleSet } from '../compile.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import type { FieldType, Scalar, TypedFact, Vocabulary } from '../vocabulary.ts'
import type { Example } from './finding.ts'

/** A fact as rules see it, by the names of its fields. */
export interface InventedFact {
  readonly kind: string
  readonly values: ReadonlyMap<string, Scalar>
}

/** Whom a rule set is tried on. */
export interface Person {
  readonly now: number
  readonly facts: readonly InventedFact[]
  readonly onSite: Readonly<Record<string, number>>
}

/** What the engine makes of them, with every kind covered up to now. */
export function judge({ now, facts, onSite }: Person, compiled: CompiledRuleSet): Verdict {
  const { types } = compiled.vocabulary
  const known = new Map<string, TypedFact[]>()
  for (const [i, { kind, values }] of facts.entries()) {
    const fields = [...(types.get(kind)?.fields.keys() ?? [])]
    const fact = { id: String(i), values: fields.map((name) => values.get(name)) }
    known.set(kind, [...(known.get(kind) ?? []), fact])
  }
  const base = {
    types,
    facts: [...types.keys()].map((kind) => known.get(kind) ?? []),
    coveredUntil: [...types.keys()].map(() => now),
  }
  return evaluate(compiled, base, now, onSite)
}

/** The person as JSON and in words. */
export function exampleOf({ now, facts, onSite }: Person, vocabulary: Vocabulary): Example {
  const stated = facts.map(({ kind, values }) => {
    const types = vocabulary.types.get(kind)?.fields
    const fields = [...values].map(([name, value]) => [name, written(value, types?.get(name))])
    return { kind, fields: Object.fromEntries(fields) as Readonly<Record<string, Scalar>> }
  })
  const told = stated.map(({ kind, fields }) => {
    const parts = Object.entries(fields).map(([name, value]) => `${name} ${String(value)}`)
    return { zh: `${kind}（${parts.join('，')}）`, en: `a ${kind} (${parts.join(', ')})` }
  })
  const measured = Object.entries(onSite).map(([name, value]) => {
    const unit = vocabulary.onSite.get(name)?.unit
    return `${name} ${String(value)}${unit === undefined ? '' : ` ${unit}`}`
  })
  const at = formatInstant(now)
  const isNobody = told.length + measured.length === 0
  const en = isNobody
    ? 'nobody knows anything of them'
    : [...told.map((fact) => fact.en), ...measured].join('; ')
  const zh = isNobody ? '没有任何信息' : [...told.map((fact) => fact.zh), ...measured].join('；')
  const said = { zh: `${at}，${zh}`, en: `at ${at}: ${en}` }
  return {
    words: said.en,
    said,
    now: at,
    facts: stated,
    onSite,
  }
}

function written(value: Scalar, type: FieldType | undefined): Scalar {
  if (typeof value !== 'number') return value
  if (type?.type === 'date') return formatDate(value)
  return type?.type === 'instant' ? formatInstant(value) : value
}
