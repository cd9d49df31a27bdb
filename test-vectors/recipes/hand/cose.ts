/** COSE_Sign1 of other people's codes: each part as it should be, or as a case says. */
import { cbor, tag } from './cbor.ts'
import { signWith, type Key } from './keys.ts'

/** Labels and their values. */
export type Labels = readonly (readonly [unknown, unknown])[]

/** What an envelope is made of. */
export interface Envelope {
  readonly by: Key
  readonly header: Labels
  readonly unprotected?: Labels
  readonly payload: unknown
  readonly signature?: (signature: Uint8Array) => Uint8Array
  /** Outermost first; 18 where nothing is said. */
  readonly tags?: readonly number[]
}

const same = (made: Uint8Array): Uint8Array => made

/** The bytes of an envelope. */
export const sign1 = (envelope: Envelope): Uint8Array => {
  const { by, header, unprotected = [], tags = [18], signature = same } = envelope
  const protectedHeader = cbor(new Map(header))
  const payload = cbor(envelope.payload)
  const made = signWith(by, cbor(['Signature1', protectedHeader, new Uint8Array(), payload]))
  const parts: unknown = [protectedHeader, new Map(unprotected), payload, signature(made)]
  return cbor(tags.reduceRight((inner, number) => tag(number, inner), parts))
}
