/** Picks the fields of one fact, so that formulas hold of it. */
import { isDay, isInstant } from '../../encoding/instant.ts'
import type { FieldType, Scalar } from '../vocabulary.ts'
import type { Formula } from './formula.ts'
import type { Model, Order, Pair } from './model.ts'
import { maskOf, solve, type Masks } from './solve.ts'
import type { Variable } from './variable.ts'

/** The fields by their names. */
export type Picked = ReadonlyMap<string, Scalar>

/** Fields that go as high (1) or as low (-1) as they can. */
export type Preference = Readonly<Record<string, number>>

const steps = 400
const tries = 4000

/** Undefined where no fact is so, or none is found in time. */
export function pickFields(
  formulas: readonly Formula[],
  kind: string,
  model: Model,
  way: number,
  prefer: Preference,
): Picked | undefined {
  let picked: Picked | undefined
  const accept = (masks: Masks): boolean => {
    picked = pickFrom(masks, kind, model, way, prefer)
    return picked !== undefined
  }
  solve(formulas, { isPossible: () => true, accept }, { steps })
  return picked
}

interface Choice {
  readonly name: string
  readonly variable: Variable
  readonly points: readonly Scalar[]
}

function pickFrom(
  masks: Masks,
  kind: string,
  model: Model,
  way: number,
  prefer: Preference,
): Picked | undefined {
  const fields = model.vocabulary.types.get(kind)?.fields
  const choices = model.table.fields(kind).map(([name, variable], i): Choice => {
    const cells = variable.cellsOf(maskOf(masks, variable))
    const points = cells.map(({ point }) => point as Scalar)
    const type = fields?.get(name) as FieldType
    const writable = points.filter((point) => isWritable(point, type))
    return { name, variable, points: ordered(writable, way, i, prefer[name]) }
  })
  const pairs = [...model.pairs].flatMap(([variable, pair]) => {
    const mask = masks.get(variable)
    return mask === undefined ? [] : [{ pair, orders: variable.cellsOf(mask) }]
  })
  const budget = { tries }
  const values = new Map<Variable, Scalar>()
  const fits = (): boolean =>
    pairs.every(({ pair, orders }) => {
      const order = orderOf(pair, values)
      return order === undefined || orders.some(({ point }) => point === order)
    })
  const place = (i: number): boolean => {
    const choice = choices[i]
    if (choice === undefined) return true
    for (const point of choice.points) {
      if (budget.tries-- <= 0) return false
      values.set(choice.variable, point)
      if (fits() && place(i + 1)) return true
    }
    values.delete(choice.variable)
    return false
  }
  if (!place(0)) return undefined
  return new Map(choices.map(({ name, variable }) => [name, values.get(variable) as Scalar]))
}

/** Several orders, so that another way is another fact. */
function ordered(
  points: readonly Scalar[],
  way: number,
  place: number,
  prefer: number | undefined,
): readonly Scalar[] {
  if (prefer !== undefined && way % 4 < 2) {
    return [...points].sort((a, b) => prefer * ((b as number) - (a as number)))
  }
  if (points.length < 2) return points
  // Two small primes, so that fields do not turn together.
  const start = (way * 7 + way * place * 3) % points.length
  return [...points.slice(start), ...points.slice(0, start)]
}

/** How the sides of a pair compare; undefined while one is not there. */
function orderOf({ left, right }: Pair, values: ReadonlyMap<Variable, Scalar>): Order | undefined {
  const [a, b] = [left, right].map(({ variable, read }) => read(values.get(variable)))
  if (a === undefined || b === undefined) return undefined
  return a === b ? 'eq' : a < b ? 'lt' : 'gt'
}

/** Whether a formula holds of a fact; what its fields do not tell is granted. */
export function holdsFor(formula: Formula, kind: string, values: Picked, model: Model): boolean {
  switch (formula.is) {
    case 'constant':
      return formula.value
    case 'and':
      return formula.of.every((part) => holdsFor(part, kind, values, model))
    case 'or':
      return formula.of.some((part) => holdsFor(part, kind, values, model))
    case 'leaf': {
      const { variable, holds } = formula
      const fields = model.table.fields(kind)
      const name = fields.find(([, known]) => known === variable)?.[0]
      if (name !== undefined) return holds(values.get(name))
      const pair = model.pairs.get(variable)
      if (pair === undefined) return true
      const byVariable = new Map(
        fields.map(([field, known]) => [known, values.get(field) as Scalar]),
      )
      const order = orderOf(pair, byVariable)
      return order === undefined || holds(order)
    }
  }
}

/** Whether a value is one that a fact can have. */
function isWritable(value: Scalar, { type }: FieldType): boolean {
  if (type === 'date') return isDay(value as number)
  return type !== 'instant' || isInstant(value as number)
}
