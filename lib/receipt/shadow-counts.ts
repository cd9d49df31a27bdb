/** Counts what the next version of the rules would have decided, so that no count says anything of one person. */
import type { Decision, DocumentBasis } from '../decision.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { decidedBy, type DecidedBy } from './decided-by.ts'

/** How many of those who were decided alike the next version would have decided so. */
export interface Foretold extends DecidedBy {
  /** At least 1. */
  readonly count: number
}

/** Decisions that came out alike under one version, counted by what the next one would have made of them. */
export interface ShadowCount {
  /** The version that decided. */
  readonly ruleSet: DocumentBasis & { readonly id: string }
  /** The version that was asked beside it, not yet in force. */
  readonly next: DocumentBasis
  readonly decided: DecidedBy
  /** Each different; together all that were counted. */
  readonly foretold: readonly Foretold[]
}

/** What the next version said of a decision that was made. */
export interface Foresight extends Pick<Decision, 'outcome' | 'reasons'> {
  readonly ruleSet: DocumentBasis & { readonly id: string }
}

/** Keeps count, in memory alone. */
export interface ShadowCounter {
  /**
   * Counts a decision; one that no rules made is passed over.
   *
   * @param subject - As in its receipt.
   */
  add(subject: string | null, decision: Decision, next: Foresight): void
  /** The counts that may be written now; they stay until `written` is called. */
  due(): readonly ShadowCount[]
  /** What `due` gave last is durable in a receipt. */
  written(): void
}

interface Held {
  readonly ruleSet: ShadowCount['ruleSet']
  readonly next: DocumentBasis
  readonly decided: DecidedBy
  readonly foretold: Map<string, { readonly by: DecidedBy; count: number }>
  readonly subjects: Set<string>
}

/** Fewer people would be a finger that points. */
const leastSubjects = 10
/** As many kinds of decision are told apart; rules make a few dozen. */
const mostHeld = 256

/**
 * Begins at nothing.
 *
 * @param least - Decisions that came out alike are held back until they are of so many different subjects: a receipt
 * tells what came out for each person, so that a count of one alone would tell what is to come for that person.
 *
 * @example
 * ```ts
 * import { shadowDecision, startShadowCounter, verify, type VerifyOptions } from 'greengate'
 *
 * const counter = startShadowCounter()
 * const count = async (text: string, subject: string, options: VerifyOptions): Promise<void> => {
 *   const [decision, next] = [await verify(text, options), await shadowDecision(text, options)]
 *   if (next !== undefined) counter.add(subject, decision, next)
 * }
 * ```
 */
export function startShadowCounter(least: number = leastSubjects): ShadowCounter {
  const held = new Map<string, Held>()
  let pair = ''
  let due: readonly ShadowCount[] = []
  return {
    add(subject, decision, { ruleSet: next, outcome, reasons }) {
      const { ruleSet } = decision.basis
      if (subject === null || ruleSet?.id !== next.id) return
      const decided = decidedBy(decision, next.id)
      const by = decidedBy({ outcome, reasons }, next.id)
      if (decided === undefined || by === undefined) return
      const versions = canonicalJson([ruleSet.sha256, next.sha256])
      // Of two versions of which one has gone by nothing will be asked any more.
      if (versions !== pair) held.clear()
      pair = versions
      const key = canonicalJson(decided)
      const group = held.get(key) ?? begin(ruleSet, next, decided)
      if (!held.has(key) && held.size >= mostHeld) return
      held.set(key, group)
      group.subjects.add(subject)
      const cell = group.foretold.get(canonicalJson(by)) ?? { by, count: 0 }
      cell.count += 1
      group.foretold.set(canonicalJson(by), cell)
    },
    due() {
      const ready = [...held].filter(([, { subjects }]) => subjects.size >= least)
      for (const [key] of ready) held.delete(key)
      due = [...due, ...ready.map(([, group]) => countOf(group))]
      return due
    },
    written() {
      due = []
    },
  }
}

function begin(
  ruleSet: ShadowCount['ruleSet'],
  next: Foresight['ruleSet'],
  decided: DecidedBy,
): Held {
  const { id, version, sha256 } = ruleSet
  return {
    ruleSet: { id, version, sha256 },
    next: { version: next.version, sha256: next.sha256 },
    decided,
    foretold: new Map(),
    subjects: new Set(),
  }
}

/** In one order, so that nothing can be read out of who came first. */
function countOf({ ruleSet, next, decided, foretold }: Held): ShadowCount {
  const sorted = [...foretold].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ruleSet, next, decided, foretold: sorted.map(([, { by, count }]) => ({ ...by, count })) }
}
