/**
 * Whose outcome can be another after a change of version or coverage: found from the rules, without looking at anybody.
 *
 * A rule whose conditions are the same answers the same. Of one that changed we ask what it answers of somebody without
 * facts of some kinds, whatever their other facts: with those kinds unknown a definite answer holds for all of them
 * (three-valued logic, design 6). Where old and new agree on it, only people with facts of those kinds are touched.
 */
import { answeredAlike, answerOf, baseWithout, readsOf, type Known, type Pair } from './answers.ts'
import { freshnessOf, sourcesUntil, endless, type Side } from './limits.ts'
import { isSameRule, pairsOf, whatDiffers } from './pairs.ts'

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
  const why = whatDiffers(before.compiled, after.compiled)
  if (why !== undefined) return { everyone: true, why }
  const [rules, kinds] = [[] as number[], new Set<string>()]
  let [next, ownNext] = [Infinity, Infinity]
  for (const { no, ...pair } of pairsOf(before.compiled, after.compiled)) {
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
    isSameRule({ before, after }, old.compiled, young.compiled)
  )
}

/** The kinds without whose facts a rule answers as it did; undefined: it answers otherwise of people without any. */
function whomTouches(
  pair: Pair,
  old: Side,
  young: Side,
  now: number,
  countOf: CountOf,
): ReadonlySet<string> | undefined {
  const reads = readsOf(pair)
  const agrees = (kinds: ReadonlySet<string>, isDefinite: boolean): boolean => {
    const known = (side: Side): Known => ({ ...side, base: baseWithout(side, kinds) })
    return answeredAlike(pair, known(old), known(young), now, isDefinite) !== undefined
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
