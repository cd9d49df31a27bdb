/** Ways to spoil the text of a code that may pass: what a bad scanner, a careless program or a forger makes of it. */
import type { Draw } from '../people/draw.ts'
import { bytesOf, textOf } from '../edges/base45.ts'

/**
 * Spoils a text.
 *
 * @param other - Another code that may pass, to take parts from.
 */
export type TextMutation = (text: string, other: string, draw: Draw) => string

const prefix = 'GG1:'
const signatureSize = 64
const visible = Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code))
/** What some languages trim and others do not, and what is not seen. */
const blanks = [' ', '\t', '\n', '\r\n', '\u0000', '\u00a0', '\u200b', '\u3000', '\ufeff']

const replaced = (text: string, at: number, by: string, length = 1): string =>
  text.slice(0, at) + by + text.slice(at + length)

/** Changes the bytes below a code of ours; other people's texts are changed as texts. */
const below =
  (change: (bytes: Uint8Array, other: Uint8Array, draw: Draw) => Uint8Array): TextMutation =>
  (text, other, draw) => {
    if (!text.startsWith(prefix)) return mutations['flip-character'](text, other, draw)
    const bytes = bytesOf(text.slice(prefix.length))
    const others = other.startsWith(prefix) ? bytesOf(other.slice(prefix.length)) : bytes
    return prefix + textOf(change(bytes, others, draw))
  }

const mutations = {
  'flip-character': (text, _, draw) => {
    const at = draw.below(text.length)
    const code = text.charCodeAt(at) ^ (1 << draw.below(7))
    return replaced(text, at, String.fromCharCode(code))
  },
  'another-character': (text, _, draw) =>
    replaced(text, draw.below(text.length), draw.pick(visible)),
  'drop-character': (text, _, draw) => replaced(text, draw.below(text.length), ''),
  'add-character': (text, _, draw) =>
    replaced(text, draw.below(text.length + 1), draw.pick(visible), 0),
  'swap-neighbours': (text, _, draw) => {
    const at = draw.below(text.length - 1)
    return replaced(text, at, text.charAt(at + 1) + text.charAt(at), 2)
  },
  truncate: (text, _, draw) => text.slice(0, draw.below(text.length)),
  'drop-tail': (text, _, draw) => text.slice(0, -draw.between(1, 4)),
  double: (text) => text + text,
  'add-other': (text, other) => text + other,
  'blank-before': (text, _, draw) => draw.pick(blanks) + text,
  'blank-behind': (text, _, draw) => text + draw.pick(blanks),
  'blank-within': (text, _, draw) =>
    replaced(text, draw.between(1, text.length - 1), draw.pick(blanks), 0),
  'lower-case': (text) => text.toLowerCase(),
  'upper-case': (text) => text.toUpperCase(),
  'lower-case-prefix': (text) => text.slice(0, 4).toLowerCase() + text.slice(4),
  'lower-case-letter': (text, _, draw) => {
    const letters = [...text.matchAll(/[A-Z]/g)].map(({ index }) => index)
    const at = letters.length === 0 ? 0 : draw.pick(letters)
    return replaced(text, at, text.charAt(at).toLowerCase())
  },
  'full-width': (text) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  'another-prefix': (text, _, draw) =>
    draw.pick(['GG2:', 'GG0:', 'GG1', 'HC1:', 'GG1::', 'G1:', '']) + text.slice(4),
  'in-an-address': (text) => `https://code.example/?c=${encodeURIComponent(text)}`,
  'percent-encoded': (text) => encodeURIComponent(text),
  'in-quotes': (text) => JSON.stringify(text),
  'flip-bit': below((bytes, _, draw) => {
    const at = draw.below(bytes.length)
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << draw.below(8)) : byte))
  }),
  'flip-signature': below((bytes, _, draw) => {
    const at = bytes.length - 1 - draw.below(Math.min(signatureSize, bytes.length))
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << draw.below(8)) : byte))
  }),
  'another-signature': below((bytes, other) =>
    joined(bytes.subarray(0, -signatureSize), other.subarray(-signatureSize)),
  ),
  'no-signature': below((bytes) =>
    joined(bytes.subarray(0, -signatureSize), new Uint8Array(signatureSize)),
  ),
  'half-of-another': below((bytes, other, draw) => {
    const at = draw.below(Math.min(bytes.length, other.length))
    return joined(bytes.subarray(0, at), other.subarray(at))
  }),
  'bytes-behind': below((bytes, _, draw) =>
    joined(bytes, new Uint8Array(draw.between(1, 3)).fill(draw.below(256))),
  ),
} satisfies Readonly<Record<string, TextMutation>>

/** All of them, by name. */
export const textMutations: Readonly<Record<string, TextMutation>> = mutations

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
