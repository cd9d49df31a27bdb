/** Live codes by hand: what the holder signs, and the array of three around a code (format.md 2). */
import { base45 } from './base45.ts'
import { concat, fromHex, sha256, utf8 } from './bytes.ts'
import { cbor } from './cbor.ts'
import { signWith, type Key } from './keys.ts'

/** The step of a second. */
export const stepOf = (seconds: number): number => Math.floor(seconds / 30)

/** What a holder signs for one step of one code. */
export const liveMessage = (cose: Uint8Array, step: number): Uint8Array =>
  concat(
    utf8('greengate-live-1'),
    Uint8Array.of(0),
    sha256(cose),
    fromHex(step.toString(16).padStart(16, '0')),
  )

/** What a recipe changes of a live code. */
export interface LiveBreakage {
  /** Takes the place of the message before it is signed. */
  readonly message?: (cose: Uint8Array, step: number) => Uint8Array
  /** Takes the place of the signature. */
  readonly signature?: (signature: Uint8Array, message: Uint8Array) => Uint8Array
  /** Takes the place of the array of three, as values. */
  readonly items?: (items: readonly unknown[]) => readonly unknown[]
}

/** A code with its holder's proof for one step, sound but for the one thing that is broken. */
export const liveText = (
  cose: Uint8Array,
  holder: Key,
  step: number,
  broken: LiveBreakage = {},
): string => {
  const message = broken.message?.(cose, step) ?? liveMessage(cose, step)
  const signed = signWith(holder, message)
  const signature = broken.signature?.(signed, message) ?? signed
  const items = [cose, step, signature]
  return `GG1:${base45(cbor(broken.items?.(items) ?? items))}`
}
