/** Takes an expression apart for one person, with the value of every part. */
import { formatDate, formatInstant } from '../encoding/instant.ts'
import type { Words } from '../encoding/json-shape.ts'
import type { Value } from './compare.ts'
import { below, kindPlace, type Place } from './compiled.ts'
import { compileExpression } from './compile-expression.ts'
import { phraseOf } from './phrase.ts'
import type { Expression } from './rule-set.ts'
import type { Scene } from './scene.ts'
import type { ValueType } from './value-type.ts'
import type { TypedFact } from './vocabulary.ts'

/** A value as explanations show it: instants and dates as text, counts in doubt as a range; null: unknown. */
export type ShownValue =
  number | string | boolean | null | { readonly low: number; readonly high: number | null }

/** A part of a rule, and what it came to. */
export interface ExplainedPart {
  /** Its path within the rule, such as `when.of[0].left`. */
  readonly at: string
  /** The operator, or `value`, `parameter`, `field`, `onSite`, `requires`. */
  readonly form: string
  /** The parameter, field, measurement, value set or kind of fact that it names. */
  readonly name?: string
  readonly words: Words
  /** Absent for `requires`, which only says whether the kind is covered. */
  readonly value?: ShownValue
  readonly unit?: string
  /** Whether all facts of the kind are known. */
  readonly covered?: boolean
  /** What the condition made of every fact of the kind. */
  readonly facts?: readonly { readonly id: string; readonly where: ExplainedPart | null }[]
  readonly parts: readonly ExplainedPart[]
}

/** Explains an expression that compiles at its place. */
export function explainExpression(
  expression: Expression,
  place: Place,
  scene: Scene,
  fact: TypedFact,
): ExplainedPart {
  const { type, read } = compileExpression(expression, place)
  return {
    at: place.at,
    ...formOf(expression),
    words: phraseOf(expression, place),
    value: shown(read(scene, fact), type),
    ...(type.is === 'number' && type.unit !== undefined ? { unit: type.unit } : {}),
    ...factsOf(expression, place, scene),
    parts: partsOf(expression).map(([member, part]) =>
      explainExpression(part, below(place, member), scene, fact),
    ),
  }
}

function formOf(expression: Expression): { readonly form: string; readonly name?: string } {
  if ('value' in expression) return { form: 'value' }
  if ('parameter' in expression) return { form: 'parameter', name: expression.parameter }
  if ('onSite' in expression) return { form: 'onSite', name: expression.onSite }
  if (!('op' in expression)) return { form: 'field', name: expression.field }
  const { op } = expression
  if ('kind' in expression) return { form: op, name: expression.kind }
  return 'set' in expression ? { form: op, name: expression.set } : { form: op }
}

/** The parts that are asked once; a `where` is asked of every fact instead. */
function partsOf(expression: Expression): readonly (readonly [string, Expression])[] {
  if (!('op' in expression)) return []
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.of.map((part, i) => [`of[${String(i)}]`, part])
    case 'not':
    case 'days':
    case 'years':
    case 'elapsed':
      return [['of', expression.of]]
    case 'in':
      return [['left', expression.left]]
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
      return [
        ['left', expression.left],
        ['right', expression.right],
      ]
    default:
      return []
  }
}

function factsOf(
  expression: Expression,
  place: Place,
  scene: Scene,
): Pick<ExplainedPart, 'covered' | 'facts'> {
  if (!('kind' in expression)) return {}
  const { kind, where } = expression
  const fields = place.vocabulary.types.get(kind)?.fields
  const inWhere: Place = { ...below(place, 'where'), fields }
  const number = kindPlace(place.vocabulary, kind)
  return {
    covered: scene.facts.coveredUntil[number] !== undefined,
    facts: (scene.facts.facts[number] ?? []).map((fact) => ({
      id: fact.id,
      where: where === undefined ? null : explainExpression(where, inWhere, scene, fact),
    })),
  }
}

function shown(value: Value, { is }: ValueType): ShownValue {
  if (value === undefined) return null
  if (typeof value === 'object') {
    const { low, high } = value
    return low === high ? low : { low, high: Number.isFinite(high) ? high : null }
  }
  if (is === 'instant') return formatInstant(value as number)
  return is === 'date' ? formatDate(value as number) : value
}
