/** Makes people of cells: facts with fields of their own for whatever must be there, tried in several ways. */
import { civilDay } from '../zone.ts'
import { holdsFor, pickFields, type Picked, type Preference } from './pick.ts'
import type { Model } from './model.ts'
import type { InventedFact, Person } from './person.ts'
import type { Demand, Limit, Needs, Possible } from './possible.ts'
import { negate, type Formula } from './formula.ts'
import { maskOf, type Masks } from './solve.ts'

/** Ways of filling in what is left open. */
export const ways = 24
/** More facts than a code can hold are no example. */
const mostFacts = 80
const daySeconds = 86_400

/**
 * Makes a person for whom the counts, last facts and measurements are in their cells, or nearly so: what
 * formulas leave open is for the engine to tell.
 *
 * @param way - From 0 to `ways`: how the open is filled in.
 */
export function invent(
  masks: Masks,
  model: Model,
  possible: Possible,
  way: number,
): Person | undefined {
  const facts: InventedFact[] = []
  for (const [kind, needs] of possible.needs(masks)) {
    const made = factsFor(kind, needs, model, way)
    if (made === undefined || facts.length + made.length > mostFacts) return undefined
    facts.push(...made)
  }
  const onSite: Record<string, number> = {}
  for (const [name, { variable }] of model.measurements) {
    const cells = variable.cellsOf(maskOf(masks, variable))
    const cell = cells[way % Math.max(1, cells.length)]
    onSite[name] = (cell?.point as number | undefined) ?? 0
  }
  return { now: model.lens.now ?? 0, facts, onSite }
}

/** Makes facts one after the other until there are enough of each. */
function factsFor(
  kind: string,
  { demands, limits }: Needs,
  model: Model,
  way: number,
): readonly InventedFact[] | undefined {
  const places = new Map(
    demands.flatMap(({ place }) => (place === undefined ? [] : [[place.by, place.sign] as const])),
  )
  const facts: InventedFact[] = []
  const plans = new Map<string, Plan>()
  while (facts.length <= mostFacts) {
    const unmet = demands.filter((demand) => howMany(demand, facts, model) < demand.low)
    if (unmet.length === 0) return facts
    const full = limits.filter((limit) => howMany(limit, facts, model) >= limit.high)
    const key = JSON.stringify([unmet, full].map((list) => list.map((each) => each.key)))
    const plan = plans.get(key) ?? planOf(kind, unmet, full, limits, model, way)
    plans.set(key, plan)
    const isPlaced = plan.met.some(({ place }) => place !== undefined)
    const picked = pickFields(plan.formulas, kind, model, way, preference(places, isPlaced))
    const fact = picked === undefined ? undefined : onNewDay(picked, plan, facts, kind, model)
    if (fact === undefined) return undefined
    facts.push(fact)
  }
  return undefined
}

/** What the next fact is for, and all that must hold of it. */
interface Plan {
  readonly met: readonly Demand[]
  readonly formulas: readonly Formula[]
}

/** One fact for several demands, unless this way is one fact for each; and none of what there may be few of. */
function planOf(
  kind: string,
  unmet: readonly Demand[],
  full: readonly Limit[],
  limits: readonly Limit[],
  model: Model,
  way: number,
): Plan {
  const met: Demand[] = []
  const formulas = full.map(({ formula }) => negate(formula))
  const fits = (formula: Formula): boolean => {
    return pickFields([...formulas, formula], kind, model, way, {}) !== undefined
  }
  for (const demand of unmet) {
    if (met.length > 0 && (way % 2 === 1 || !fits(demand.formula))) continue
    met.push(demand)
    formulas.push(demand.formula)
  }
  for (const limit of limits) {
    const other = negate(limit.formula)
    if (!full.includes(limit) && fits(other)) formulas.push(other)
  }
  return { met, formulas }
}

/** How many facts there are of those that a count counts, or on how many days. */
function howMany(
  { formula, by }: Demand | Limit,
  facts: readonly InventedFact[],
  model: Model,
): number {
  const counted = facts.filter(({ kind, values }) => holdsFor(formula, kind, values, model))
  if (by === undefined) return counted.length
  return new Set(counted.map((fact) => dayOf(fact, by, model))).size
}

function dayOf({ kind, values }: InventedFact, by: string, model: Model): number | undefined {
  const value = values.get(by) as number
  const type = model.vocabulary.types.get(kind)?.fields.get(by)
  return type?.type === 'date' ? value : civilDay(value, model.lens.offsets)
}

/** The fact that must be last goes as far that way as it can, all others the other way. */
function preference(places: ReadonlyMap<string, 1 | -1>, isPlaced: boolean): Preference {
  const entries = [...places].map(([by, sign]) => [by, isPlaced ? sign : -sign] as const)
  return Object.fromEntries(entries)
}

/** The fact on another day, where days are counted and there is one on its own already. */
function onNewDay(
  picked: Picked,
  { met, formulas }: Plan,
  facts: readonly InventedFact[],
  kind: string,
  model: Model,
): InventedFact | undefined {
  const by = met.find((demand) => demand.by !== undefined && demand.low > 1)?.by
  if (by === undefined) return { kind, values: picked }
  const taken = new Set(facts.map((fact) => dayOf(fact, by, model)))
  const type = model.vocabulary.types.get(kind)?.fields.get(by)
  const step = type?.type === 'date' ? 1 : daySeconds
  for (let i = 0; i < 4 * mostFacts; i++) {
    // Its own day, the day before, the day after, two days before and so on.
    const days = i % 2 === 0 ? i / 2 : -(i + 1) / 2
    const values = new Map(picked).set(by, (picked.get(by) as number) + days * step)
    const fact = { kind, values }
    const isNew = !taken.has(dayOf(fact, by, model))
    if (isNew && formulas.every((each) => holdsFor(each, kind, values, model))) return fact
  }
  return undefined
}
