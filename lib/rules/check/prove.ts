/** Proves that something cannot happen under a rule set, or shows by a person that it can. */
import type { CompiledRuleSet } from '../compile.ts'
import type { Verdict } from '../evaluate.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { ruleRails } from './condition-rails.ts'
import type { Formula, Rails } from './formula.ts'
import { invent, ways } from './invent.ts'
import type { Lens } from './lens.ts'
import { Model } from './model.ts'
import { judge, type Person } from './person.ts'
import { Possible } from './possible.ts'
import { solve, type Answer, type Masks, type Theory } from './solve.ts'

/** What must hold of the rules, in the order of their numbers. */
export type Goal = (rules: readonly Rails[]) => readonly Formula[]

/** Somebody for whom it happens; or it cannot; or neither was found. */
export type Proof = Person | 'impossible' | 'unknown'

/** A set's rules as formulas, under one lens. */
interface Sight {
  readonly model: Model
  readonly rules: readonly Rails[]
  readonly possible: Possible
}

/** Steps for one question, and for all. */
const stepsForOne = 2000
const stepsForAll = 200_000
/** People who are made, for all questions. */
const mostPeople = 5000
/** Steps for fields, for all questions together. */
const fieldSteps = 200_000
/** Combinations of cells from which people are made. */
const mostTried = 12
const daySeconds = 86_400

export class Prover {
  readonly #compiled: CompiledRuleSet
  readonly #vocabulary: Vocabulary
  readonly #sights = new Map<number | undefined, Sight>()
  readonly #left = { steps: stepsForAll, people: mostPeople }
  /** Everybody that was invented on the way, with what the engine made of them. */
  readonly seen: { readonly person: Person; readonly verdict: Verdict }[] = []

  constructor(compiled: CompiledRuleSet, vocabulary: Vocabulary) {
    this.#compiled = compiled
    this.#vocabulary = vocabulary
  }

  /**
   * @param goal - What it means in formulas.
   * @param happens - Whether the engine says that it did.
   */
  prove(goal: Goal, happens: (verdict: Verdict) => boolean): Proof {
    const known = this.seen.find(({ verdict }) => happens(verdict))
    if (known !== undefined) return known.person
    const [first, ...others] = this.#instants()
    const shown = first === undefined ? undefined : this.#show(first, goal, happens)
    if (shown !== undefined) return shown
    if (this.isImpossible(goal)) return 'impossible'
    for (const now of others) {
      const later = this.#show(now, goal, happens)
      if (later !== undefined) return later
    }
    return 'unknown'
  }

  /** Whether no values at all, whatever the instant, can make it happen: true only if that is so. */
  isImpossible(goal: Goal): boolean {
    const { rules, possible } = this.#sight(undefined)
    const isPossible = (masks: Masks): boolean => possible.isPossible(masks)
    return this.#solve(goal(rules), { isPossible, accept: () => true }) === 'none'
  }

  /** Looks for a person at an instant. */
  #show(now: number, goal: Goal, happens: (verdict: Verdict) => boolean): Person | undefined {
    const { model, rules, possible } = this.#sight(now)
    let shown: Person | undefined
    let tried = 0
    const accept = (masks: Masks): boolean => {
      for (let way = 0; way < ways; way++) {
        if (this.#left.people-- <= 0) return true
        const person = invent(masks, model, possible, way)
        if (person === undefined) continue
        const verdict = judge(person, this.#compiled)
        this.seen.push({ person, verdict })
        if (!happens(verdict)) continue
        shown = person
        return true
      }
      // Enough: an end to the search, though nothing is shown.
      return ++tried >= mostTried
    }
    const isPossible = (masks: Masks): boolean => possible.isPossible(masks)
    this.#solve(goal(rules), { isPossible, accept })
    return shown
  }

  #solve(formulas: readonly Formula[], theory: Theory): Answer {
    const budget = { steps: Math.min(stepsForOne, this.#left.steps) }
    const before = budget.steps
    const answer = solve(formulas, theory, budget)
    this.#left.steps -= before - Math.max(0, budget.steps)
    return answer
  }

  #sight(now: number | undefined): Sight {
    const known = this.#sights.get(now)
    if (known !== undefined) return known
    const lens: Lens = { now, offsets: this.#compiled.set.zone.offsets }
    const model = new Model(this.#compiled.set, this.#vocabulary, lens)
    const rules = this.#compiled.rules.map(({ rule }) => ruleRails(rule, model))
    const sight = { model, rules, possible: new Possible(model, { steps: fieldSteps }) }
    this.#sights.set(now, sight)
    return sight
  }

  /** Instants of the set's window at which it is tried, days being known. */
  #instants(): readonly number[] {
    const { from, until, set } = this.#compiled
    const begin = Math.max(from, set.zone.offsets[0]?.[0] ?? from)
    if (begin >= until) return []
    const length = until - begin
    const middle = begin + Math.min(Math.floor(length / 2), 20 * daySeconds)
    const midnight = middle - (middle % daySeconds)
    const instants = [middle, begin, until - 1, midnight, midnight - 1, midnight + daySeconds / 2]
    return [...new Set(instants.filter((instant) => instant >= begin && instant < until))]
  }
}
