/**
 * Whose outcome a new version can change, asked person by person without assessing them.
 *
 * Somebody is carried over only if everything that an assessment says of them must be the same, to the letter: outcome,
 * rules, what is missing, and until when it holds. That is so while the earlier assessment holds if the rules that changed
 * come to the same of this person now, and go on to do so to the instant at which something else turns. Whoever cannot be
 * told so is assessed: that costs time and is never wrong.
 */
import { makeFactBase, type CompiledRuleSet } from 'greengate/rules'
import {
  answeredAlike,
  baseWithout,
  isSameRule,
  pairsOf,
  readsOf,
  whatDiffers,
  type Known,
  type Pair,
} from '../../assessing/main.ts'
import { instantText } from '../../edges/instant.ts'
import type { BatchPerson } from '../people/main.ts'
import type { OutcomeLine } from './outcome-of-line.ts'
import { turningPoints } from './turning-points.ts'

/** A version, and when everybody is or was assessed by it. */
export interface Assessing {
  readonly ruleSet: CompiledRuleSet
  /** Unix seconds. */
  readonly now: number
}

/** What an assessment would say of a person; undefined: they must be assessed. */
export type Carrier = (earlier: OutcomeLine, person: BatchPerson) => OutcomeLine | undefined

/** So many answers are remembered: of each sort of coverage, and of kinds that people have facts of. */
const mostKnown = 4096
/** An assessment looks so many instants ahead, as `assess` of the library does; one that gives up says less. */
const mostInstants = 1000
/** So often the rules that changed are asked again as time goes on. */
const mostSteps = 32

const permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/** Until when a pair comes to the same from an instant on; undefined: not even then. */
type Alike = (pair: Pair, at: number) => number | undefined

/** Makes what tells of people who were assessed by one version what another must say of them. */
export function openChanged(before: Assessing, after: Assessing): Carrier {
  const [old, young] = [before.ruleSet, after.ruleSet]
  const isOther =
    whatDiffers(old, young) !== undefined ||
    old.set.engine !== young.set.engine ||
    after.now < before.now
  if (isOther) return () => undefined
  const pairs = pairsOf(old, young).filter((pair) => !isSameRule(pair, old, young))
  const reads = [...new Set(pairs.flatMap((pair) => [...readsOf(pair)]))].sort()
  const points = [old, young].map(turningPoints)
  const known = new Map<string, number>()

  /** From when on the rules that changed may not come to the same; Infinity: never. */
  const alikeUntil = (alike: Alike): number => {
    let at = after.now
    for (let step = 0; step < mostSteps; step++) {
      let next = Infinity
      for (const pair of pairs) next = Math.min(next, alike(pair, at) ?? -Infinity)
      if (next === -Infinity) return at
      if (next === Infinity) return next
      at = next
    }
    return at
  }

  /** The same of everybody with this coverage who has facts of these kinds, whatever they say. */
  const untilOfSuch = (covered: Covered, has: ReadonlySet<string>): number => {
    const key = reads.map((kind) => `${has.has(kind) ? '+' : '-'}${covered.get(kind) ?? ''}`).join()
    const found = known.get(key)
    if (found !== undefined) return found
    const coverage = { bySources: covered, byHolders: new Map<string, number>() }
    const until = alikeUntil((pair, at) => {
      const all = [...readsOf(pair)]
      const kinds = new Set(all.filter((kind) => !has.has(kind)))
      const of = (compiled: CompiledRuleSet): Known => {
        return { compiled, base: baseWithout({ compiled, coverage }, kinds) }
      }
      return answeredAlike(pair, of(old), of(young), at, kinds.size < all.length)
    })
    if (known.size < mostKnown) known.set(key, until)
    return until
  }

  /** The same of this person alone. */
  const untilOf = ({ facts }: BatchPerson, covered: Covered): number => {
    const coverage = [...covered].map(([kind, until]) => ({ kind, until }))
    const of = (compiled: CompiledRuleSet): Known => {
      return { compiled, base: makeFactBase({ facts, coverage, permission }, compiled.vocabulary) }
    }
    const [then, now] = [of(old), of(young)]
    return alikeUntil((pair, at) => answeredAlike(pair, then, now, at, false))
  }

  return (earlier, person) => {
    const holds = secondsOf(earlier.holdsUntil)
    if (!(holds > after.now)) return undefined
    // At the end of the old version it may have been cut off.
    if (holds >= old.until && young.until > old.until) return undefined
    const counts = new Map<string, number>()
    for (const { kind } of person.facts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (points.some((pointsOf) => pointsOf(counts) > mostInstants)) return undefined
    const covered = new Map<string, number>()
    for (const { kind, until } of person.covers) {
      const stated = secondsOf(until)
      // What was covered up to the earlier instant may be covered further now.
      if (stated > before.now && after.now > before.now) return undefined
      covered.set(kind, Math.min(stated, after.now))
    }
    if (pairs.length > 0) {
      const isAlike = untilOfSuch(covered, new Set(counts.keys())) > holds
      if (!isAlike && !(untilOf(person, covered) > holds)) return undefined
    }
    const holdsUntil = instantText(new Date(Math.min(holds, young.until) * 1000))
    return { ...earlier, version: young.set.version, holdsUntil }
  }
}

type Covered = ReadonlyMap<string, number>

/** Of an instant that was written here, or read with the person. */
function secondsOf(instant: string): number {
  return Date.parse(instant) / 1000
}
