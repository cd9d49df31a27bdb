/** Requests by hand: what a holder asks an issuer with (format.md 7). */
import { base45 } from './base45.ts'
import { concat, utf8 } from './bytes.ts'
import { cbor } from './cbor.ts'
import { coseKey } from './claims.ts'
import { signWith, type Key } from './keys.ts'

/** What a recipe changes of a request. */
export interface RequestBreakage {
  /** Changes the three items before they are signed. */
  readonly signed?: (items: unknown[]) => void
  /** Changes the four items after. */
  readonly sent?: (items: unknown[]) => void
  readonly name?: string
  readonly signer?: Key
}

/** A request, sound but for the one thing that is broken. */
export const requestText = (
  challenge: Uint8Array,
  classNumber: number,
  holder: Key,
  broken: RequestBreakage = {},
): string => {
  const items: unknown[] = [challenge, classNumber, new Map([[1, coseKey(holder.publicJwk)]])]
  broken.signed?.(items)
  const name = utf8(broken.name ?? 'greengate-request-1')
  const message = concat(name, Uint8Array.of(0), cbor(items))
  const sent = [...items, signWith(broken.signer ?? holder, message)]
  broken.sent?.(sent)
  return `GGR1:${base45(cbor(sent))}`
}
