/** Decides what a person shows, and gives what the page shows with the decision: a part of the page of its own, fetched with the first code. */
import { verify, type Bundle, type Context, type Decision, type Explanation } from 'greengate'
import { readersOf } from '../edges/readers.ts'
import type { DecisionIssuer } from '../elements/decision-facts.ts'
import { explain, signedBy } from './answer-parts.ts'

/** A decision, and what can be told with it. */
export interface Answer {
  readonly decision: Decision
  /** What it was made under. */
  readonly bundle: Bundle | undefined
  /** Who signed, by the name that the list of issuers gives; undefined where that is not certain. */
  readonly issuer: DecisionIssuer | undefined
  /** Says how it was decided, when somebody asks. */
  readonly explain: () => Promise<Explanation>
}

/** Decides the codes of one person. */
export async function decideCodes(
  texts: readonly string[],
  bundle: Bundle | undefined,
  ruleSet: string | undefined,
): Promise<Answer> {
  const context: Context = ruleSet === undefined ? {} : { ruleSet }
  const options = { bundle, now: new Date(), context, ...(await readersOf(texts)) }
  const decision = await verify(texts, options)
  return {
    decision,
    bundle,
    issuer: await signedBy(texts, options),
    explain: () => explain(texts, options),
  }
}
