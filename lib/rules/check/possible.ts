/** Which counts and last facts can be at once: every fact that must be there has to be possible beside those that must not. */
import { and, leaf, negate, type Formula } from './formula.ts'
import type { Model, Pair } from './model.ts'
import { maskOf, solve, type Budget, type Masks, type Theory } from './solve.ts'
import type { Point, Variable } from './variable.ts'

/** Facts of which there must be at least `low`, on days by a field where there is one. */
export interface Demand {
  readonly key: string
  readonly formula: Formula
  readonly low: number
  readonly by: string | undefined
  /** Of a last or first fact: its place is the last, or the first. */
  readonly place?: { readonly by: string; readonly sign: 1 | -1 }
}

/** Facts of which there may be at most `high`. */
export interface Limit {
  readonly key: string
  readonly formula: Formula
  readonly high: number
  readonly by: string | undefined
}

/** What cells say of the facts of one kind. */
export interface Needs {
  readonly demands: Demand[]
  readonly limits: Limit[]
}

/** Steps for the fields of one fact. */
const factSteps = 400

export class Possible {
  readonly #model: Model
  readonly #known = new Map<string, boolean>()
  readonly #ids = new Map<string, number>()
  readonly #budget: Budget

  constructor(model: Model, budget: Budget) {
    this.#model = model
    this.#budget = budget
  }

  /** False only where there are no such facts. */
  isPossible(masks: Masks): boolean {
    for (const [kind, needs] of this.needs(masks)) {
      if (!this.#isPossibleFor(kind, needs)) return false
    }
    return true
  }

  /** What cells say of the facts of each kind. */
  needs(masks: Masks): ReadonlyMap<string, Needs> {
    const needs = new Map<string, Needs>()
    const of = (kind: string): Needs => {
      const found = needs.get(kind) ?? { demands: [], limits: [] }
      needs.set(kind, found)
      return found
    }
    for (const [variable, mask] of masks) {
      const counted = this.#model.counts.get(variable)
      if (counted !== undefined) {
        const { kind, where: formula, by } = counted
        const cells = variable.cellsOf(mask)
        const key = this.#id(variable.key)
        const low = cells[0]?.low ?? 0
        const high = cells.at(-1)?.high ?? Infinity
        if (low > 0) of(kind).demands.push({ key: `${key}>${String(low)}`, formula, low, by })
        if (high < Infinity) of(kind).limits.push({ key, formula, high, by })
      }
      const last = this.#model.lasts.get(variable)
      // The last cell is that it is unknown.
      if (last !== undefined && mask >> BigInt(last.field.cells.length) === 0n) {
        const { kind, where, by, sign } = last
        const formula = and(where, inCells(last.field, mask))
        const key = this.#id(formula.key)
        of(kind).demands.push({ key, formula, low: 1, by: undefined, place: { by, sign } })
      }
    }
    return needs
  }

  /** Whether one fact of a kind can be so; what cannot be told in time is possible. */
  canBe(formulas: readonly Formula[], key: string): boolean {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const theory: Theory = {
      isPossible: (masks) => arePairsPossible(masks, this.#model.pairs),
      accept: () => true,
    }
    const budget = { steps: Math.min(factSteps, this.#budget.steps) }
    const before = budget.steps
    const answer = solve(formulas, theory, budget)
    this.#budget.steps -= before - Math.max(0, budget.steps)
    this.#known.set(key, answer !== 'none')
    return answer !== 'none'
  }

  #isPossibleFor(kind: string, { demands, limits }: Needs): boolean {
    const bans = limits.filter(({ high }) => high < 1)
    const banned = bans.map(({ formula }) => negate(formula))
    const banKey = bans.map(({ key }) => key).join(' ')
    for (const demand of demands) {
      const { formula, low, by, key } = demand
      if (!this.canBe([formula, ...banned], `${kind} ${key}|${banKey}`)) return false
      for (const limit of limits) {
        const isComparable = limit.by === by || limit.by === undefined
        if (limit.high < 1 || low <= limit.high || !isComparable) continue
        // More of these than of those: one of these is none of those.
        const other = negate(limit.formula)
        if (!this.canBe([formula, other, ...banned], `${kind} ${key}-${limit.key}|${banKey}`))
          return false
      }
      if (by !== undefined && low > 1 && this.#model.lens.now === undefined) {
        const days = this.#daysFor(kind, by, [formula, ...banned], `${key}|${banKey}`)
        if (days < low) return false
      }
    }
    return limits.every((limit) => this.#isWithin(kind, limit, demands, banned, banKey))
  }

  /** False only where demands that exclude each other all fall under a limit and are more than it lets be. */
  #isWithin(
    kind: string,
    { formula, high, by, key }: Limit,
    demands: readonly Demand[],
    banned: readonly Formula[],
    banKey: string,
  ): boolean {
    if (high < 1 || by !== undefined || demands.length < 2) return true
    const outside = negate(formula)
    const apart: Demand[] = []
    for (const demand of demands) {
      const out = `${kind} ${demand.key}-${key}|${banKey}`
      if (this.canBe([demand.formula, outside, ...banned], out)) continue
      const isApart = apart.every((other) => {
        const both = `${kind} ${demand.key}&${other.key}|${banKey}`
        return !this.canBe([demand.formula, other.formula, ...banned], both)
      })
      if (isApart) apart.push(demand)
    }
    return apart.reduce((sum, { low }) => sum + low, 0) <= high
  }

  /** On how many days such facts can lie. */
  #daysFor(kind: string, by: string, formulas: readonly Formula[], key: string): number {
    const { variable } = this.#model.table.term(kind, by, 'days')
    let days = 0
    for (const [i, { low, high }] of variable.cells.entries()) {
      const here = inCells(variable, 1n << BigInt(i))
      if (this.canBe([here, ...formulas], `${key} day ${String(i)}`)) days += high - low + 1
    }
    return days
  }

  /** Formulas are long; their numbers are not. */
  #id(key: string): string {
    const id = this.#ids.get(key) ?? this.#ids.size
    this.#ids.set(key, id)
    return String(id)
  }
}

/** That a variable is in these of its cells. */
function inCells(variable: Variable, mask: bigint): Formula {
  const points = new Set<Point>(variable.cellsOf(mask).map(({ point }) => point))
  return leaf(variable, `in ${mask.toString(36)}`, (point) => points.has(point))
}

/** False only where two fields cannot compare so. */
function arePairsPossible(masks: Masks, pairs: ReadonlyMap<Variable, Pair>): boolean {
  for (const [variable, mask] of masks) {
    const pair = pairs.get(variable)
    if (pair === undefined) continue
    const [left, right] = [pair.left.variable, pair.right.variable].map((side) => {
      const cells = side.cellsOf(maskOf(masks, side))
      return {
        low: Math.min(...cells.map(({ low }) => low)),
        high: Math.max(...cells.map(({ high }) => high)),
      }
    }) as [{ low: number; high: number }, { low: number; high: number }]
    const isPossible = variable.cellsOf(mask).some(({ point }) => {
      if (point === 'lt') return left.low < right.high
      if (point === 'gt') return left.high > right.low
      return left.low <= right.high && right.low <= left.high
    })
    if (!isPossible) return false
  }
  return true
}
