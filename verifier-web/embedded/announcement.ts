/** What an embedded verifier tells the page around it, and which pages: never what a code says. */
import type { Basis, Decision, Outcome, ReasonCode, RuleReference } from 'greengate'

/** The only message there is. Of the decision it leaves out nothing that a gate needs, and has nothing of the person. */
export interface Announcement {
  readonly type: 'greengate-decision'
  /** Of this form. */
  readonly version: 1
  readonly outcome: Outcome
  readonly reasons: readonly ReasonCode[]
  /** The first rule that was decisive; null: no rule was. */
  readonly rule: RuleReference | null
  /**
   * What the decision rests on: instant, context without numbers, versions and digests. Not the status lists: by their
   * names one knows who issued the code, and in which month.
   */
  readonly basis: Omit<Basis, 'status'>
}

/** The message of a decision. */
export function announcementOf({ outcome, reasons, basis: whole }: Decision): Announcement {
  const [rule = null] = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule] : []))
  const { status: _lists, ...basis } = whole
  const codes = reasons.map(({ code }) => code)
  return { type: 'greengate-decision', version: 1, outcome, reasons: codes, rule, basis }
}

/** Whose pages are a secure context without HTTPS. */
const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * The origins that whoever publishes the page names, with spaces. What is no origin, could be anybody's, or comes over
 * a line that others write on, is left out, so that nobody is told by mistake.
 */
export function namedParents(names: string | undefined): readonly string[] {
  return (names ?? '').split(/\s+/).filter((name) => {
    if (name.includes('*') || !URL.canParse(name)) return false
    const { origin, protocol, hostname } = new URL(name)
    const isSafe = protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
    return isSafe && origin === name
  })
}

/** A window that can be told something. */
export interface Listener {
  postMessage(message: Announcement, targetOrigin: string): void
}

/**
 * Tells the page around this one, if it is of a named origin; the browser gives a message to no other.
 *
 * @param around - `window.parent`; undefined where the page stands alone.
 */
export function announce(
  decision: Decision,
  around: Listener | undefined,
  parents: readonly string[],
): void {
  for (const origin of parents) around?.postMessage(announcementOf(decision), origin)
}
