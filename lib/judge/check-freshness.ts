/** Whether what the verifier knows is fresh enough, by root's schedule (docs/format.md 6.7). */
import type { Bundle } from '../bundle/bundle.ts'
import type { FreshnessRow } from '../bundle/freshness.ts'
import { turnsAt, type Findings } from './findings.ts'

/** Pushes every role that is too old. */
export function checkFreshness(bundle: Bundle, findings: Findings): void {
  for (const role of ['timestamp', 'trust', 'facts'] as const) {
    if (isStale(bundle, role, findings)) findings.reasons.push({ code: 'bundle-stale', role })
  }
  for (const { signedAt } of findings.lists ?? []) {
    if (isPastGrace(bundle, 'status', signedAt, findings)) {
      findings.reasons.push({ code: 'bundle-stale', role: 'status' })
    }
  }
}

/** Whether a role's grace is over. */
export function isStale(
  bundle: Bundle,
  role: 'timestamp' | 'trust' | 'facts',
  findings: Findings,
): boolean {
  const held = bundle[role]
  return held !== undefined && isPastGrace(bundle, role, held.signedAt, findings)
}

/** Whether the grace of a row is over for what has an age since then. */
export function isPastGrace(
  bundle: Bundle,
  role: FreshnessRow,
  since: number,
  findings: Findings,
): boolean {
  const row = bundle.root.freshness[bundle.class].get(role)
  if (row === undefined) return true
  const staleAt = since + row.grace + 1
  turnsAt(findings, staleAt)
  return findings.now >= staleAt
}
