/** What the page needs once there is an answer: the element that shows it, who signed, and how it was decided. */
import { inspect, type Explanation, type VerifyOptions } from 'greengate'
import '../elements/greengate-decision.ts'
import type { DecisionIssuer } from '../elements/decision-facts.ts'

/** Who signed a code of ours, by the list of issuers; nobody where the signature does not hold, or with several codes. */
export async function signedBy(
  texts: readonly string[],
  { bundle, now }: VerifyOptions,
): Promise<DecisionIssuer | undefined> {
  const [text] = texts
  if (bundle === undefined || text === undefined || texts.length > 1) return undefined
  const { format, signature, payload } = await inspect(text, { bundle, now })
  if (format !== 'greengate' || signature !== 'valid') return undefined
  const { issuer: id } = payload as { readonly issuer: string }
  const name = bundle.trust?.issuers.get(id)?.name
  return name === undefined ? undefined : { id, name }
}

/** Decides once more, and says what every rule made of it. */
export async function explain(
  texts: readonly string[],
  options: VerifyOptions,
): Promise<Explanation> {
  return (await import('./explain-answer.ts')).explain(texts, options)
}
