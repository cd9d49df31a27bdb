/** What two versions of a rule answer of people of whom only this is known: that they have no facts of some kinds. */
import { evaluate, type CompiledRule, type CompiledRuleSet, type FactBase } from 'greengate/rules'
import type { Side } from './limits.ts'

/** A rule before and after a change, by its number; undefined where there is none. */
export interface Pair {
  readonly before: CompiledRule | undefined
  readonly after: CompiledRule | undefined
}

/** An answer, and until when nothing of it changes. */
export interface Answer {
  readonly value: boolean | undefined
  /** Infinity: always. */
  readonly next: number
}

/** What a rule answers of people without facts of some kinds, of whom nothing else is known. */
export function answerOf(
  rule: CompiledRule | undefined,
  side: Side,
  kinds: ReadonlySet<string>,
  now: number,
): Answer {
  return answerOn(rule, side.compiled, baseWithout(side, kinds), now)
}

/** What is known of people of whom only this is: coverage of some kinds, and that there are no facts of them. */
export function baseWithout({ compiled, coverage }: Side, kinds: ReadonlySet<string>): FactBase {
  const { types } = compiled.vocabulary
  const names = [...types.keys()]
  return {
    types,
    facts: names.map(() => []),
    coveredUntil: names.map((kind) => (kinds.has(kind) ? coverage.bySources.get(kind) : undefined)),
  }
}

function answerOn(
  rule: CompiledRule | undefined,
  compiled: CompiledRuleSet,
  base: FactBase,
  now: number,
): Answer {
  // A rule that is not there is never fulfilled.
  if (rule === undefined) return { value: false, next: Infinity }
  const { values, next } = evaluate({ ...compiled, rules: [rule] }, base, now, {})
  return { value: values[0], next }
}

/** A version, and what is known of people under it. */
export interface Known {
  readonly compiled: CompiledRuleSet
  readonly base: FactBase
}

/**
 * Whether a rule and its successor come to the same of people.
 *
 * @param isDefinite - Whether an answer of unknown will not do: where they may have facts of other kinds that the rules read.
 * @returns Undefined: not so. Else until when: Infinity, or the first instant at which one of them may answer otherwise.
 */
export function answeredAlike(
  { before, after }: Pair,
  old: Known,
  young: Known,
  now: number,
  isDefinite: boolean,
): number | undefined {
  const a = answerOn(before, old.compiled, old.base, now)
  const b = answerOn(after, young.compiled, young.base, now)
  if (a.value !== b.value || (isDefinite && a.value === undefined)) return undefined
  // What is unknown is told as missing: by what the rule reads.
  if (a.value === undefined && String(before?.reads) !== String(after?.reads)) return undefined
  // A rule that is not fulfilled may have any outcome.
  if (a.value !== false && before?.rule.outcome !== after?.rule.outcome) return undefined
  return Math.min(a.next, b.next)
}

/** All kinds that either of them reads. */
export function readsOf({ before, after }: Pair): ReadonlySet<string> {
  return new Set([...(before?.reads ?? []), ...(after?.reads ?? [])])
}
