/** What of a presentation is kept for the operator alone, where a declared policy asks for it. */
import type { Outcome } from 'greengate'
import type { Presented } from './presented.ts'

/** The declared policy: for which outcomes, and what. */
export interface SealingPolicy {
  readonly outcomes: readonly Outcome[]
  readonly what: 'code' | 'card' | 'both'
}

/** The plaintext of a sealed part (docs/receipt.md); undefined: nothing is kept. */
export function sealedSecret(
  policy: SealingPolicy | undefined,
  outcome: Outcome,
  { texts, card }: Presented,
): Uint8Array | undefined {
  if (policy === undefined || !policy.outcomes.includes(outcome)) return undefined
  const codes = policy.what !== 'card' && texts.length > 0 ? texts : undefined
  const one = policy.what === 'code' ? undefined : card
  if (codes === undefined && one === undefined) return undefined
  // In the order of canonical JSON.
  const plain = {
    ...(one !== undefined && { card: { number: one.number, type: one.type } }),
    format: 'greengate-sealed-1',
    ...(codes !== undefined && { texts: codes.map((text) => wellFormed(text)) }),
  }
  return new TextEncoder().encode(JSON.stringify(plain))
}

/** Half a character is none, and no canonical JSON has it. */
const wellFormed = (text: string): string => Buffer.from(text).toString()
