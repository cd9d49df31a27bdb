/** Makes people of cells: facts with fields of their own for whatever must be there, tried in several ways. */
import type { FieldType } from '../vocabulary.ts'
import { holdsFor, pickFields, type Picked, type Preference } from './pick.ts'
import type { Model } from './model.ts'
import type { InventedFact, Person } from './person.ts'
import type { Demand, Needs, Possible } from './possible.ts'
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

/** One fact for every demand, or for several that go together. */
interface Draft {
  readonly formulas: readonly Formula[]
  readonly demands: readonly Demand[]
}

function factsFor(
  kind: string,
  { demands, limits }: Needs,
  model: Model,
  way: number,
): readonly InventedFact[] | undefined {
  const bans = limits.filter(({ high }) => high < 1).map(({ formula }) => negate(formula))
  // What there may be few of, there is best none of.
  const few = limits.filter(({ high }) => high >= 1).map(({ formula }) => negate(formula))
  const pick = (formulas: readonly Formula[], prefer: Preference): Picked | undefined =>
    pickFields([...formulas, ...bans, ...few], kind, model, way, prefer) ??
    pickFields([...formulas, ...bans], kind, model, way, prefer)
  const drafts: Draft[] = []
  for (const demand of demands) {
    const fit =
      way % 2 === 1
        ? -1
        : drafts.findIndex(({ formulas }) => {
            return pick([...formulas, demand.formula], {}) !== undefined
          })
    const { formulas = [], demands: before = [] } = drafts[fit] ?? {}
    const draft = { formulas: [...formulas, demand.formula], demands: [...before, demand] }
    if (fit < 0) drafts.push(draft)
    else drafts[fit] = draft
  }
  const places = new Map(
    demands.flatMap(({ place }) => (place === undefined ? [] : [[place.by, place.sign] as const])),
  )
  const facts: InventedFact[] = []
  for (const { formulas, demands: met } of drafts) {
    const isPlaced = met.some(({ place }) => place !== undefined)
    const picked = pick(formulas, preference(places, isPlaced))
    if (picked === undefined) return undefined
    const copies = copiesOf(picked, kind, met, formulas, model)
    if (copies === undefined) return undefined
    facts.push(...copies)
  }
  return facts
}

/** The fact that must be last goes as far that way as it can, all others the other way. */
function preference(places: ReadonlyMap<string, 1 | -1>, isPlaced: boolean): Preference {
  const entries = [...places].map(([by, sign]) => [by, isPlaced ? sign : -sign] as const)
  return Object.fromEntries(entries)
}

/** As many as are demanded, on as many days. */
function copiesOf(
  picked: Picked,
  kind: string,
  demands: readonly Demand[],
  formulas: readonly Formula[],
  model: Model,
): readonly InventedFact[] | undefined {
  const first = { kind, values: picked }
  const byDays = demands.find(({ by, low }) => by !== undefined && low > 1)
  const low = Math.max(1, ...demands.map((demand) => demand.low))
  if (low > mostFacts) return undefined
  if (byDays?.by === undefined) return Array.from({ length: low }, () => first)
  const { by } = byDays
  const type = model.vocabulary.types.get(kind)?.fields.get(by) as FieldType
  const step = type.type === 'date' ? 1 : daySeconds
  const facts: InventedFact[] = []
  for (let i = 0; facts.length < low; i++) {
    if (i > 4 * mostFacts) return undefined
    // Today, yesterday, tomorrow, the day before yesterday and so on.
    const days = i % 2 === 0 ? i / 2 : -(i + 1) / 2
    const values = new Map(picked).set(by, (picked.get(by) as number) + days * step)
    if (formulas.every((formula) => holdsFor(formula, kind, values, model))) {
      facts.push({ kind, values })
    }
  }
  return facts
}
