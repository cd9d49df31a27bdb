/** Judges people under two rule sets and counts what becomes of them: the whole of an impact, apart from where people come from. */
import { evaluate, makeFactBase, type CompiledRuleSet, type FactBase } from 'greengate/rules'
import { ageBandReader } from './age.ts'
import { startKeeping, type Keeper } from './examples.ts'
import { regionOf, type Subject } from './person.ts'
import { groundOf, stateIndexOf, states } from './state.ts'
import { emptyTally, matrixOfRegion, type Tally } from './tally.ts'

/** What is asked. */
export interface Question {
  readonly a: CompiledRuleSet
  /** Compiled with the same fact types as `a`. */
  readonly b: CompiledRuleSet
  /** Unix seconds: when everybody is judged, under both. */
  readonly now: number
  /** At most so many examples of each change. */
  readonly examples: number
  readonly seed: number
}

/** A count under way. */
export interface Count {
  readonly tally: Tally
  readonly kept: Keeper['of']
  /**
   * Judges and counts a person.
   *
   * @param index - Where the person stands in the population, by any numbering that does not depend on who counts.
   */
  add(subject: Subject, index: number): void
}

/** Begins to count. */
export function startCount({ a, b, now, examples, seed }: Question): Count {
  const { vocabulary } = b
  const tally = emptyTally()
  const keeper = startKeeping(seed, examples)
  const bandOf: (facts: FactBase) => number = ageBandReader(
    vocabulary.types,
    now,
    b.set.zone.offsets,
  )
  const size = states.length
  return {
    tally,
    kept: keeper.of,
    add(subject, index) {
      const facts = makeFactBase(subject.statement, vocabulary)
      const before = evaluate(a, facts, now, subject.onSite)
      const after = evaluate(b, facts, now, subject.onSite)
      const from = stateIndexOf(before)
      const to = stateIndexOf(after)
      const cell = from * size + to
      increase(matrixOfRegion(tally, regionOf(subject.region)), cell)
      increase(tally.ages[bandOf(facts)] as number[], cell)
      for (const no of before.fired) increment(tally.decides.a, no)
      for (const no of after.fired) increment(tally.decides.b, no)
      if (from === to) {
        if (!isSame(before.fired, after.fired)) tally.otherRules += 1
        return
      }
      increment(tally.ways, JSON.stringify([cell, groundOf(before), groundOf(after)]))
      keeper.keep(cell, index, { subject, a: before, b: after })
    },
  }
}

function increase(counts: number[], place: number): void {
  counts[place] = (counts[place] as number) + 1
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
