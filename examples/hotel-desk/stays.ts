/** What the hotel keeps of its guests' codes: outcome, rule and time, and nothing that says whose they were. */
import type { Decision, Outcome, RuleReference } from 'greengate'

/** One line. */
export interface Stay {
  readonly at: string
  readonly outcome: Outcome
  readonly rule: RuleReference | null
}

const place = 'hotel-desk'

/** All of them, the newest first. */
function keptStays(): readonly Stay[] {
  return JSON.parse(localStorage.getItem(place) ?? '[]') as readonly Stay[]
}

/** Adds a line. */
export function keepStay({ outcome, reasons, basis }: Decision): void {
  const [rule = null] = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule] : []))
  const stays: readonly Stay[] = [{ at: basis.now, outcome, rule }, ...keptStays()]
  localStorage.setItem(place, JSON.stringify(stays))
}

/** Draws them. */
export function drawStays(table: HTMLTableSectionElement): void {
  table.replaceChildren(
    ...keptStays().map(({ at, outcome, rule }) => {
      const row = document.createElement('tr')
      const says = rule === null ? '' : `${rule.set} ${rule.version}, ${rule.no}`
      for (const text of [at, outcome, says]) row.insertCell().textContent = text
      return row
    }),
  )
}
