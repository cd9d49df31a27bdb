/** What was answered on this visit: held in memory, without codes and without what they say. */
import type { Decision, Outcome, Reason, RuleReference } from 'greengate'

/** One answer: when, what, and the class of its first reason. */
export interface Answered {
  readonly at: string
  readonly outcome: Outcome
  readonly code: Reason['code']
  readonly rule: RuleReference | undefined
}

/** Enough for a shift at a door; older ones go. */
const most = 500

/** Starts empty; newest first. */
export class VisitHistory {
  #answered: readonly Answered[] = []

  get answered(): readonly Answered[] {
    return this.#answered
  }

  /** Notes an answer. */
  note({ basis, outcome, reasons }: Decision): void {
    const [reason] = reasons
    const rule = 'rule' in reason ? reason.rule : undefined
    const answered = { at: basis.now, outcome, code: reason.code, rule }
    this.#answered = [answered, ...this.#answered].slice(0, most)
  }

  /** Forgets all. */
  clear(): void {
    this.#answered = []
  }
}
