/**
 * Whose outcome can be another after a change of version or coverage: found from the rules, without looking at anybody.
 *
 * A rule whose conditions are the same answers the same. Of one that changed we ask what it answers of somebody without
 * facts of some kinds, whatever their other facts: with those kinds unknown a definite answer holds for all of them
 * (three-valued logic, design 6). Where old and new agree on it, only people with facts of those kinds are touched.
 */
import { evaluate, type CompiledRule, type FactBase } from 'greengate/rules'
import { freshnessOf, sourcesUntil, endless, type Side } from './limits.ts'
import { offSite } from './off-site.ts'
import { ruleSignature } from './rule-signature.ts'

/** Whom a change touches. */
export type Touched =
  | { readonly everyone: true; readonly why: 'other-set' | 'zone' | 'rule'; readonly rule?: number }
  | {
      readonly everyone: false
      /** The numbers of the rules that changed. */
      readonly rules: readonly number[]
      /** People with facts of these kinds. */
      readonly kinds: readonly string[]
      /** The others hold until then at most: when a changed rule may answer otherwise of them. Infinity: never. */
      readonly next: number
      /** The same, were coverage to go on without end. */
      readonly ownNext: number
    }

/** How many people have facts of a kind, by and by. */
export type CountOf = (kind: string) => number

/** Compares what standings stand on with what they are to stand on. */
export function compareGrounds(before: Side, after: Side, now: number, countOf: CountOf): Touched {
  if (before.compiled.set.id !== after.compiled.set.id) return { everyone: true, why: 'other-set' }
  if (offsetsOf(before) !== offsetsOf(after)) return { everyone: true, why: 'zone' }
  const [rules, kinds] = [[] as number[], new Set<string>()]
  let [next, ownNext] = [Infinity, Infinity]
  const [old, young] = [rulesOf(before), rulesOf(after)]
  for (const no of new Set([...old.keys(), ...young.keys()])) {
    const pair = { before: old.get(no), after: young.get(no) }
    if (isSame(pair, before, after, now)) continue
    rules.push(no)
    const found = whomTouches(pair, before, after, now, countOf)
    if (found === undefined) return { everyone: true, why: 'rule', rule: no }
    for (const kind of found) kinds.add(kind)
    next = Math.min(next, answerOf(pair.after, after, found, now).next)
    const open = { ...after, coverage: endless(after.coverage) }
    ownNext = Math.min(ownNext, answerOf(pair.after, open, found, now).next)
  }
  return { everyone: false, rules, kinds: [...kinds].sort(), next, ownNext }
}

interface Pair {
  readonly before: CompiledRule | undefined
  readonly after: CompiledRule | undefined
}

function offsetsOf({ compiled }: Side): string {
  return JSON.stringify(compiled.set.zone.offsets)
}

function rulesOf({ compiled }: Side): ReadonlyMap<number, CompiledRule> {
  return new Map(offSite(compiled).rules.map((rule) => [rule.rule.no, rule]))
}

function isSame({ before, after }: Pair, old: Side, young: Side, now: number): boolean {
  if (before === undefined || after === undefined) return false
  // Coverage apart, which the caller carries over: only whether there is any, and whether it is fresh enough.
  const isCoveredAlike = after.reads.every((kind) => {
    const [a, b] = [old.coverage, young.coverage]
    return (
      a.byHolders.has(kind) === b.byHolders.has(kind) &&
      (sourcesUntil(a, kind) === undefined) === (sourcesUntil(b, kind) === undefined)
    )
  })
  return (
    isCoveredAlike &&
    freshnessOf(before, old.coverage, now) === freshnessOf(after, young.coverage, now) &&
    ruleSignature(before, old.compiled) === ruleSignature(after, young.compiled)
  )
}

/** The kinds without whose facts a rule answers as it did; undefined: it answers otherwise of people without any. */
function whomTouches(
  { before, after }: Pair,
  old: Side,
  young: Side,
  now: number,
  countOf: CountOf,
): ReadonlySet<string> | undefined {
  const reads = new Set([...(before?.reads ?? []), ...(after?.reads ?? [])])
  const agrees = (kinds: ReadonlySet<string>, isDefinite: boolean): boolean => {
    const [a, b] = [answerOf(before, old, kinds, now), answerOf(after, young, kinds, now)]
    if (a.value !== b.value || (isDefinite && a.value === undefined)) return false
    // A rule that is not fulfilled may have any outcome.
    return a.value === false || before?.rule.outcome === after?.rule.outcome
  }
  if (!agrees(reads, false)) return undefined
  let kinds = reads
  const dearestFirst = [...reads].sort((a, b) => countOf(b) - countOf(a))
  for (const kind of dearestFirst) {
    const fewer = new Set([...kinds].filter((other) => other !== kind))
    if (agrees(fewer, true)) kinds = fewer
  }
  return kinds
}

interface Answer {
  readonly value: boolean | undefined
  readonly next: number
}

/** What a rule answers of people without facts of some kinds, of whom nothing else is known. */
function answerOf(
  rule: CompiledRule | undefined,
  { compiled, coverage }: Side,
  kinds: ReadonlySet<string>,
  now: number,
): Answer {
  // A rule that is not there is never fulfilled.
  if (rule === undefined) return { value: false, next: Infinity }
  const { types } = compiled.vocabulary
  const names = [...types.keys()]
  const base: FactBase = {
    types,
    facts: names.map(() => []),
    coveredUntil: names.map((kind) => (kinds.has(kind) ? coverage.bySources.get(kind) : undefined)),
  }
  const { values, next } = evaluate({ ...compiled, rules: [rule] }, base, now, {})
  return { value: values[0], next }
}
