/** One rule set over people whose facts are typed beforehand: by the engine, in turn with the same rules written by hand. Runs in Node and in browsers. */
import {
  compileRuleSet,
  evaluate,
  makeFactBase,
  parseFactTypes,
  type CompiledRuleSet,
  type FactTypes,
  type Overlay,
  type Statement,
} from 'greengate/rules'
import { judgeByHand } from './hand-written.ts'
import { knownPerson, type StatedPerson } from './known-person.ts'
import { measurePairs, type Pair, type Plan } from './pairs.ts'

/** What is judged, as it can be handed to a page. */
export interface JudgingLoad {
  readonly factTypes: unknown
  readonly overlay: Overlay
  readonly base: unknown
  readonly people: readonly StatedPerson[]
  readonly plan: Plan
  /** Seconds. */
  readonly now: number
}

/** The rule set compiled over its base. */
export const compiled = ({
  factTypes,
  overlay,
  base,
}: Pick<JudgingLoad, 'factTypes' | 'overlay' | 'base'>): {
  readonly set: CompiledRuleSet
  readonly types: FactTypes
} => {
  const types = parseFactTypes(factTypes)
  // That the base has the digest which the overlay names is a test of the vectors.
  const found = { value: base, sha256: overlay.extends.sha256 }
  return { set: compileRuleSet(overlay, types, () => found), types }
}

const permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/** What is stated of a person. */
export const statementOf = ({ facts, covers }: StatedPerson): Statement => ({
  facts,
  coverage: covers.map(({ kind, until }) => ({ kind, until: Date.parse(until) / 1000 })),
  permission,
})

/** Measures both; they must agree on every person. */
export const judgedByHand = async (load: JudgingLoad): Promise<readonly Pair[]> => {
  const { people, plan, now } = load
  const { set, types } = compiled(load)
  const items = people.map((person) => ({
    base: makeFactBase(statementOf(person), types),
    known: knownPerson(person),
    onSite: person.onSite ?? {},
    heat: person.onSite?.temperature,
  }))
  type Item = (typeof items)[number]
  let [ofEngine, ofHand] = [0, 0]
  for (const { base, known, onSite, heat } of items) {
    const verdict = evaluate(set, base, now, onSite)
    const { outcome, fired, isMissing } = judgeByHand(known, now, heat)
    const [a, b] = [
      [verdict.outcome, verdict.missing.length > 0, ...verdict.fired],
      [outcome, isMissing, ...fired],
    ]
    if (a.join() !== b.join()) throw new Error(`the engine says ${a.join()}, the hand ${b.join()}`)
  }
  const subject = ({ base, onSite }: Item): void => {
    ofEngine += evaluate(set, base, now, onSite).fired.length
  }
  const bare = ({ known, heat }: Item): void => {
    ofHand += judgeByHand(known, now, heat).fired.length
  }
  await measurePairs(plan, items, subject, bare)
  const pairs = await measurePairs(plan, items, subject, bare)
  if (ofEngine !== ofHand) throw new Error('not every result was the same')
  return pairs
}
