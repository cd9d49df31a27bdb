/** Cuts what comes from a serial scanner into texts, and throws away what is none: a state machine, with time as data. */

/** How a scanner ends a text: with bytes, or with nothing but silence. */
export type Suffix = 'cr' | 'crlf' | 'lf' | 'tab' | 'none'

/** What came out of the bytes. */
export type Frame =
  | { readonly is: 'text'; readonly bytes: Uint8Array }
  /** Longer than any code, or broken off before its suffix. */
  | { readonly is: 'noise' }

/** The cutter. */
export interface TextFrames {
  push(bytes: Uint8Array): readonly Frame[]
  /** Nothing came for a while: without a suffix that is the end of a text, with one it is the end of a broken one. */
  silence(): readonly Frame[]
  /** Whether a text has begun. */
  isOpen(): boolean
}

/** The most that any QR code holds: 7,089 digits. */
export const mostBytes = 7_089

const CR = 13
const LF = 10
const ends: Readonly<Record<Suffix, number | undefined>> = {
  cr: CR,
  crlf: LF,
  lf: LF,
  tab: 9,
  none: undefined,
}

const nothing: readonly Frame[] = []

/** Makes a cutter. It holds one text at most. */
export function textFrames(suffix: Suffix): TextFrames {
  const held = new Uint8Array(mostBytes + 1)
  const end = ends[suffix]
  let length = 0
  let isTooLong = false

  const finish = (): readonly Frame[] => {
    const bytes = held.slice(0, length)
    const frame: Frame = isTooLong || length > mostBytes ? { is: 'noise' } : { is: 'text', bytes }
    held.fill(0, 0, length)
    length = 0
    isTooLong = false
    return frame.is === 'noise' || bytes.length > 0 ? [frame] : nothing
  }

  const take = (byte: number): readonly Frame[] => {
    if (byte === end && (suffix !== 'crlf' || isTooLong || held[length - 1] === CR)) {
      // One that ends with CR LF where LF is awaited is understood too.
      if (end === LF && held[length - 1] === CR) length--
      return finish()
    }
    // What ends with CR LF where CR is awaited leaves its LF before the next text.
    if (length === 0 && (byte === CR || byte === LF)) return nothing
    if (length < mostBytes + (suffix === 'crlf' || suffix === 'lf' ? 1 : 0)) held[length++] = byte
    else isTooLong = true
    return nothing
  }

  return {
    push(bytes) {
      const found: Frame[] = []
      for (const byte of bytes) found.push(...take(byte))
      return found
    },
    silence() {
      if (length === 0 && !isTooLong) return nothing
      if (suffix === 'none') {
        while (length > 0 && [CR, LF].includes(held[length - 1] ?? 0)) length--
        return finish()
      }
      held.fill(0, 0, length)
      length = 0
      isTooLong = false
      return [{ is: 'noise' }]
    },
    isOpen: () => length > 0 || isTooLong,
  }
}
