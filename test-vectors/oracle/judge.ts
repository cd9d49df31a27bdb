/** Judges a person under an edition of the fourteen, from the words of its rules. */
import { dayAt } from './calendar.ts'
import type { Rule, Who } from './asking.ts'
import { knowledgeOf, type Knowledge, type Person } from './person.ts'
import { authority } from './rules-of-authority.ts'
import { exposure } from './rules-of-exposure.ts'
import { health } from './rules-of-health.ts'
import { passage } from './rules-of-passage.ts'
import { freshnessOf, setsOf, termsOf, type Terms } from './terms.ts'
import { maybe, no, yes, type Sure } from './truth.ts'

/** What must come out. */
export interface Judgement {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The rules that made the outcome, ascending; of several that let pass, the lowest. */
  readonly fired: readonly number[]
  /** Whether something that is not known could have changed the outcome. */
  readonly missing: boolean
}

/** Every rule that any edition has, in the order of their numbers. */
export const rules: readonly Rule[] = [...passage, ...exposure, ...health, ...authority].sort(
  (a, b) => a.no - b.no,
)

interface Edition {
  readonly terms: Terms
  readonly freshness: readonly { readonly kind: string; readonly seconds: number }[]
  readonly rules: readonly Rule[]
}

/** What was looked up before, by edition and set. */
const editions = Array.from({ length: 15 }, () => new Map<string, Edition>())

/** The rules of a set in an edition. */
export const rulesOf = (edition: number, set: string): readonly Rule[] =>
  rules.filter(
    ({ editions: [first, last], cities }) =>
      first <= edition && edition <= last && (cities === undefined || cities.includes(set)),
  )

const editionOf = (edition: number, set: string): Edition => {
  const known = editions[edition]?.get(set)
  if (known !== undefined) return known
  if (!(edition >= 1 && edition <= 14) || !setsOf(edition).includes(set)) {
    throw new TypeError(`no edition ${set}/${edition}`)
  }
  const made = {
    terms: termsOf(edition, set),
    freshness: freshnessOf(edition),
    rules: rulesOf(edition, set),
  }
  editions[edition]?.set(set, made)
  return made
}

/** Whether all that passage asks for is stated in full, and lately enough; never a sure no. */
const isFresh = (who: Who, { freshness }: Edition, without: string | undefined): Sure => {
  for (const { kind, seconds } of freshness) {
    const { until } = who.known[kind as keyof Knowledge]
    if (kind !== without && !(until !== undefined && who.now - until <= seconds)) return maybe
  }
  return yes
}

/** Judges one person, read once, under an edition of a set at an instant. */
export type Judge = (edition: number, set: string, now: number) => Judgement

/** Reads a person, who must stay as they are, to be judged many times. */
const judgeOf = (person: Person): Judge => {
  const known = knowledgeOf(person)
  const heat = person.onSite?.temperature
  return (edition, set, now) =>
    verdict(editionOf(edition, set), edition, { known, now, today: dayAt(now), heat })
}

/**
 * Judges.
 *
 * @param edition - 1 to 14; of cn-44 the one that extends 14.
 * @param set - The id of the rule set, `cn-3301`.
 * @param now - Unix seconds.
 */
export const judge = (edition: number, set: string, person: Person, now: number): Judgement =>
  judgeOf(person)(edition, set, now)

const verdict = (by: Edition, edition: number, who: Who): Judgement => {
  const sure = { pass: [] as number[], check: [] as number[], stop: [] as number[] }
  const open = { pass: false, check: false, stop: false }
  for (const rule of by.rules) {
    let holds = rule.holds(who, by.terms, edition)
    if (holds === yes && rule.outcome === 'pass') holds = isFresh(who, by, rule.without)
    if (holds === yes) sure[rule.outcome].push(rule.no)
    else if (holds !== no) open[rule.outcome] = true
  }
  if (sure.stop.length > 0) return { outcome: 'stop', fired: sure.stop, missing: false }
  if (sure.check.length > 0) return { outcome: 'check', fired: sure.check, missing: open.stop }
  const passes = sure.pass.length > 0
  if (open.stop || open.check) return { outcome: 'check', fired: [], missing: true }
  if (!passes) return { outcome: 'check', fired: [], missing: open.pass }
  return { outcome: 'pass', fired: sure.pass.slice(0, 1), missing: false }
}
