/** What the rules make of one person, and until when: with coverage as it is, and were it to go on. */
import {
  evaluate,
  makeFactBase,
  type FactBase,
  type StatedFact,
  type Verdict,
} from 'greengate/rules'
import {
  type CoverageInForce,
  endless,
  limitsOf,
  offSite,
  type Side,
} from 'greengate-cli/assessing'

/** What is known of a person, as it is stored. */
export interface StoredPerson {
  readonly facts: readonly StatedFact[]
  /** Until when they have declared everything of a kind. */
  readonly declared: readonly { readonly kind: string; readonly until: number }[]
  /** Kinds of which a record is held about them: not covered meanwhile. */
  readonly held: readonly string[]
}

/** A row of `standing`, but for who and when. */
export interface Standing {
  readonly outcome: Verdict['outcome']
  /** 0: a check for want of facts. */
  readonly rule: number
  /** Null: time alone never changes it. */
  readonly holdsUntil: number | null
  readonly ownUntil: number | null
}

const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
/** So often a verdict that turns out the same is asked again; beyond, holdsUntil is early, never late. */
const maxSteps = 16

/** Makes what judges under one ground at one instant. */
export function personJudge(side: Side, now: number): (person: StoredPerson) => Standing {
  const { compiled, coverage } = side
  const set = offSite(compiled)
  const limits = limitsOf(side, now)
  const open = endless(coverage)
  const coverageFor = coverageMaker(coverage)
  const openFor = coverageMaker(open)

  const baseOf = ({ facts, declared, held }: StoredPerson, covers: typeof coverageFor): FactBase =>
    makeFactBase({ facts, coverage: covers(declared, held), permission }, compiled.vocabulary)

  const flipAfter = (base: FactBase, first: Verdict): number | null => {
    let { next } = first
    for (let step = 0; step < maxSteps && next < Infinity; step++) {
      const later = evaluate(set, base, next, {})
      if (later.outcome !== first.outcome || later.fired[0] !== first.fired[0]) return next
      next = later.next
    }
    return next === Infinity ? null : next
  }

  return (person) => {
    const base = baseOf(person, coverageFor)
    const verdict = evaluate(set, base, now, {})
    const holdsUntil = flipAfter(base, verdict)
    let ownUntil = holdsUntil
    if (holdsUntil !== null && limits.has(holdsUntil)) {
      const openBase = baseOf(person, openFor)
      ownUntil = flipAfter(openBase, evaluate(set, openBase, now, {}))
    }
    return { outcome: verdict.outcome, rule: verdict.fired[0] ?? 0, holdsUntil, ownUntil }
  }
}

type Coverage = readonly { readonly kind: string; readonly until: number }[]

/** Most people have declared nothing, so that theirs is one list for all. */
function coverageMaker({
  bySources,
  byHolders,
}: CoverageInForce): (declared: Coverage, held: readonly string[]) => Coverage {
  const common = [...bySources].map(([kind, until]) => ({ kind, until }))
  return (declared, held) => {
    const own = declared
      .filter(({ kind }) => byHolders.has(kind))
      .map(({ kind, until }) => ({ kind, until: Math.min(until, byHolders.get(kind) ?? Infinity) }))
    const all = own.length === 0 ? common : [...common, ...own]
    return held.length === 0 ? all : all.filter(({ kind }) => !held.includes(kind))
  }
}
