/** Makes a decision of a judgement: with its colour, until when it holds, and all that it rests on. */
import type { Bundle, HeldRuleSet } from '../bundle/bundle.ts'
import type { Basis, ContextBasis, Decision, DocumentBasis, Reason } from '../decision.ts'
import { formatInstant } from '../encoding/instant.ts'
import { engineVersion } from '../rules/compile.ts'
import type { Judgement } from './judge.ts'

/**
 * Puts a judgement into words that anyone can repeat.
 *
 * @param until - Unix seconds; undefined: time alone changes nothing.
 * @param population - Of a card alone.
 */
export function decisionOf(
  { outcome, reasons, rules, lists }: Judgement,
  until: number | undefined,
  bundle: Bundle | undefined,
  context: ContextBasis,
  now: number,
  population?: Basis['population'],
): Decision {
  const isPresented = outcome === 'pass' || outcome === 'check' || outcome === 'stop'
  const colours =
    rules?.held.use.state === 'ready' ? rules.held.use.compiled.set.colours : undefined
  const basis: Basis = {
    now: formatInstant(now),
    context,
    bundle:
      bundle === undefined
        ? null
        : { version: bundle.snapshot?.version ?? 0, sha256: bundle.digest },
    ruleSet: rules === undefined ? null : ruleSetBasis(rules.held),
    trust: statedOrNull(bundle?.trust),
    facts: statedOrNull(bundle?.facts),
    status: statusBasis(lists),
    ...(population && { population }),
    engine: engineVersion,
  }
  const colour = isPresented ? (colours?.[outcome] ?? null) : null
  const holdsUntil = until === undefined ? null : formatInstant(until)
  return outcome === 'pass'
    ? { outcome, reasons, colour, holdsUntil, basis }
    : { outcome, reasons: reasons as [Reason, ...Reason[]], colour, holdsUntil, basis }
}

function ruleSetBasis(held: HeldRuleSet): Basis['ruleSet'] {
  const { id, version, sha256 } = held
  return held.correction ? { id, version, sha256, correction: true } : { id, version, sha256 }
}

/** Each list once, in the order of their names. */
function statusBasis(lists: Judgement['lists']): Basis['status'] {
  if (lists === undefined) return null
  return [...new Set(lists)]
    .map((list) => ({ list: `${list.issuer}/${list.month}`, ...stated(list) }))
    .sort((a, b) => (a.list < b.list ? -1 : 1))
}

function stated({ version, sha256 }: DocumentBasis): DocumentBasis {
  return { version, sha256 }
}

/** How the basis names a document. */
export function statedOrNull(document: DocumentBasis | undefined): DocumentBasis | null {
  return document === undefined ? null : stated(document)
}
