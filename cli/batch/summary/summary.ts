/** The summary of a batch: its tally in order, with the words of the rule set. Plain JSON; the same counts make the same. */
import type { CompiledRuleSet, Words } from 'greengate/rules'
import { instantText } from '../../edges/instant.ts'
import { ageBands, type AgeBand } from '../../impact/age.ts'
import { states, type State } from '../../impact/state.ts'
import type { BatchTally } from './tally.ts'

/** How many records came to what: `records` = `people` + `rejected`. */
export interface BatchCounts {
  readonly records: number
  readonly people: number
  readonly rejected: number
  /** Of the people: whose outcome was carried over from an earlier version. */
  readonly skipped: number
  readonly codes: number
}

/** How many of a rule's people it decided alone or first, and of how many it made the outcome with others. */
export interface RuleCount {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly reason: Words
  readonly decides: number
  readonly fires: number
}

/** A region or an age band; counts in the order of `states`. */
export interface GroupCount<Name> {
  readonly name: Name
  readonly people: number
  readonly counts: readonly number[]
}

/** The whole of it. */
export interface BatchSummary extends BatchCounts {
  readonly format: 'greengate-batch-summary-1'
  readonly verb: 'assess' | 'issue'
  readonly ruleSet: {
    readonly id: string
    readonly version: number
    readonly title: Words
    /** The name of its time zone. */
    readonly zone: string
  }
  /** When everybody is assessed. */
  readonly now: string
  readonly states: readonly State[]
  readonly counts: readonly number[]
  /** All rules of the set, those that decide nobody too. */
  readonly rules: readonly RuleCount[]
  /** Whom no rule decided, by what is missing; the most frequent first. */
  readonly missing: readonly { readonly kinds: readonly string[]; readonly people: number }[]
  readonly regions: readonly GroupCount<string>[]
  readonly ages: readonly GroupCount<AgeBand>[]
}

/** What a summary is made of beside its counts. */
export interface SummaryFrame {
  readonly verb: BatchSummary['verb']
  /** Unix seconds. */
  readonly now: number
  readonly ruleSet: CompiledRuleSet
}

/** Makes it. */
export function summaryOf(
  tally: BatchTally,
  { verb, now, ruleSet }: SummaryFrame,
  { records, people, rejected, skipped, codes }: BatchCounts,
): BatchSummary {
  const { id, version, title, zone } = ruleSet.set
  const whole = states.map((_, state) => sum(tally.ages.map((counts) => counts[state] ?? 0)))
  return {
    format: 'greengate-batch-summary-1',
    verb,
    ruleSet: { id, version, title, zone: zone.id },
    now: instantText(new Date(now * 1000)),
    ...{ records, people, rejected, skipped, codes },
    states,
    counts: whole,
    rules: ruleSet.rules.map(({ rule }) => ({
      no: rule.no,
      id: rule.id,
      outcome: rule.outcome,
      reason: rule.reason,
      decides: tally.decides[String(rule.no)] ?? 0,
      fires: tally.fires[String(rule.no)] ?? 0,
    })),
    missing: Object.entries(tally.missing)
      .map(([kinds, of]) => ({ kinds: JSON.parse(kinds) as readonly string[], people: of }))
      .sort((a, b) => b.people - a.people || (String(a.kinds) < String(b.kinds) ? -1 : 1)),
    regions: Object.entries(tally.regions)
      .map(([name, counts]) => ({ name, people: sum(counts), counts }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ages: ageBands.map((name, band) => {
      const counts = tally.ages[band] ?? []
      return { name, people: sum(counts), counts }
    }),
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, each) => all + each, 0)
}
