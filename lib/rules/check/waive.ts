/** Takes out of the findings what the authors let stand, and finds waivers that let nothing stand. */
import type { RuleSet, Waiver } from '../rule-set.ts'
import type { Finding } from './finding.ts'
import type { Notes } from './notes.ts'

/** What can be let stand: what may be right, but cannot be proved or is seldom meant. */
const waivable = ['unreachable', 'shadowed', 'uncovered', 'future', 'unused', 'no-pass-rule']

/** Notes waivers that can name no finding. */
export function checkWaivers(waivers: readonly Waiver[], notes: Notes): void {
  for (const [i, { finding }] of waivers.entries()) {
    if (typeof finding !== 'string' || waivable.includes(finding)) continue
    const at = `waivers[${String(i)}].finding`
    notes.addName(at, finding, waivable, 'is no finding that can be waived')
  }
}

/**
 * Parts the findings into those that stand and those that are waived.
 *
 * @param set - With the waivers of its bases.
 * @param own - The waivers of the document itself.
 */
export function waive(
  set: RuleSet,
  own: readonly Waiver[],
  notes: Notes,
): { readonly findings: readonly Finding[]; readonly waived: readonly Finding[] } {
  const names = (waiver: Waiver, { code, no, severity }: Finding): boolean =>
    severity !== 'error' && waiver.finding === code && waiver.no === (no ?? 0)
  const isWaived = (finding: Finding): boolean =>
    (set.waivers ?? []).some((waiver) => names(waiver, finding))
  const found = [...notes.findings]
  for (const [i, waiver] of own.entries()) {
    if (!waivable.includes(waiver.finding) || found.some((each) => names(waiver, each))) continue
    const suggestion = 'leave it out: there is nothing to waive'
    notes.add('idle-waiver', `waivers[${String(i)}]`, 'waives nothing', { suggestion })
  }
  return {
    findings: notes.findings.filter((finding) => !isWaived(finding)),
    waived: found.filter(isWaived),
  }
}
