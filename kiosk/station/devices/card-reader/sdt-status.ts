/** What the third status byte of an SDT reader means: for the person before it, or for whoever looks after the reader. */
import type { CardAdvice } from '../../../shared/kiosk-api.ts'

/** What a status comes to. */
export type SdtMeaning =
  | { readonly means: 'done' }
  | { readonly means: 'found' | 'no-card' | 'absent' }
  /** The card must be lifted; the person is told what to do. */
  | { readonly means: 'card'; readonly advice: CardAdvice }
  /** The frame did not arrive as it was sent: once more, and a reader that goes on so is failing. */
  | { readonly means: 'again' }
  /** The reader does not know the command. */
  | { readonly means: 'unknown-command' }
  /** The security module does not work: nobody's card can be read here. */
  | { readonly means: 'broken' }

const liftIt: SdtMeaning = { means: 'card', advice: 'place-again' }
const notGenuine: SdtMeaning = { means: 'card', advice: 'not-authentic' }

const meanings: Readonly<Record<number, SdtMeaning>> = {
  0x90: { means: 'done' },
  0x9f: { means: 'found' },
  /** The check of what the reader received is wrong. */
  0x10: { means: 'again' },
  /** Its length is wrong. */
  0x11: { means: 'again' },
  0x21: { means: 'unknown-command' },
  /** An error without a name. */
  0x24: { means: 'again' },
  /** The card does not accept the reader. */
  0x31: notGenuine,
  /** The reader does not accept the card: forged, or of another system. */
  0x32: notGenuine,
  /** What is on the card does not agree with its own proof. */
  0x33: notGenuine,
  0x40: { means: 'card', advice: 'wrong-kind' },
  /** The card was not read to its end: mostly it was lifted too soon. */
  0x41: liftIt,
  /** The card gave no random number. */
  0x47: liftIt,
  /** The security module failed its own test, and takes no commands. */
  0x60: { means: 'broken' },
  /** The security module is not authorised. */
  0x66: { means: 'broken' },
  0x80: { means: 'no-card' },
  0x81: liftIt,
  0x91: { means: 'absent' },
}

/** Every status that readers are known to give. */
export const knownStatuses: readonly number[] = Object.keys(meanings).map(Number)

/** The meaning of a status; one that nobody knows is taken for a disturbance. */
export function meaningOf(status: number): SdtMeaning {
  return meanings[status] ?? { means: 'again' }
}
