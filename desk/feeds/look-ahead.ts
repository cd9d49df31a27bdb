/** What becomes of somebody until a set's limit: whoever may come to be worse is stored as check from the start. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { PersonRow } from './population-rows.ts'
import type { PopulationRow } from './feeds.ts'

/** What rules make of a person at an instant. */
export type Standing = Pick<PopulationRow, 'outcome' | 'rule' | 'holdsUntil'>

/** Judges what the store knows of a person now, as of an instant. */
export type Judge = (person: string, ruleSet: CompiledRuleSet, at: Date) => Promise<Standing>

/** A rule set flips a person a few times; whoever flips more often is for staff. */
const mostFlips = 16

/**
 * A row that holds to the limit: a pass that some flip before it ends is left with the instant of that flip; one that
 * all flips leave a pass holds for ever.
 */
export async function lookAhead(
  row: PersonRow,
  { judge, ruleSet, limit }: { judge: Judge; ruleSet: CompiledRuleSet; limit: number },
): Promise<PersonRow> {
  if (row.outcome !== 'pass') return row
  let { holdsUntil } = row
  for (let flips = 0; holdsUntil !== null && holdsUntil < limit; flips++) {
    if (flips === mostFlips) return row
    const next = await judge(row.person, ruleSet, new Date(holdsUntil * 1000))
    if (next.outcome !== 'pass') return { ...row, holdsUntil }
    // Tight or not, it must move on.
    if (next.holdsUntil !== null && next.holdsUntil <= holdsUntil) return row
    holdsUntil = next.holdsUntil
  }
  return { ...row, holdsUntil: null }
}
