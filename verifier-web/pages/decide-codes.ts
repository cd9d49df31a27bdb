/** Decides what a person shows, and gives what the page shows with the decision. */
import { verify, type Bundle, type Context, type Decision, type Explanation } from 'greengate'
import { readersOf } from '../edges/readers.ts'
import type { DecisionIssuer } from '../elements/decision-facts.ts'

/** A decision, and what can be told with it. */
export interface Answer {
  readonly decision: Decision
  /** Who signed, by the name that the list of issuers gives; undefined where that is not certain. */
  readonly issuer: DecisionIssuer | undefined
  /** Says how it was decided, when somebody asks. */
  readonly explain: () => Promise<Explanation>
}

/** What shows an answer: fetched with the first code, while it is being read. */
export const fetchAnswerParts = () => import('./answer-parts.ts')

/** Decides the codes of one person. */
export async function decideCodes(
  texts: readonly string[],
  bundle: Bundle | undefined,
  ruleSet: string | undefined,
): Promise<Answer> {
  const context: Context = ruleSet === undefined ? {} : { ruleSet }
  const parts = fetchAnswerParts()
  const options = { bundle, now: new Date(), context, ...(await readersOf(texts)) }
  const decision = await verify(texts, options)
  const { explain, signedBy } = await parts
  return {
    decision,
    issuer: await signedBy(texts, options),
    explain: () => explain(texts, options),
  }
}
