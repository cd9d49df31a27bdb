/** Ways to damage a code and to make texts that look like one: the food of the properties and of the long trials. */

const prefix = 'GG1:'
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** The bytes behind the prefix, by RFC 9285 and nothing of ours. */
export const bytesOfCode = (text: string): Uint8Array => {
  const bytes: number[] = []
  const digit = (at: number): number => alphabet.indexOf(text.charAt(at))
  for (let at = prefix.length; at < text.length; at += 3) {
    const low = digit(at) + 45 * digit(at + 1)
    if (at + 2 === text.length) bytes.push(low)
    else bytes.push((low + 2025 * digit(at + 2)) >> 8, (low + 2025 * digit(at + 2)) & 255)
  }
  return Uint8Array.from(bytes)
}

/** The text of bytes. */
export const codeOfBytes = (bytes: Uint8Array): string => {
  let text = prefix
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    const value = pair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    text += alphabet.charAt(value % 45) + alphabet.charAt(Math.floor(value / 45) % 45)
    if (pair) text += alphabet.charAt(Math.floor(value / 2025))
  }
  return text
}

/** A code with one bit of its bytes turned over. */
export const flipBit = (text: string, bit: number): string => {
  const bytes = bytesOfCode(text)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return codeOfBytes(bytes)
}

/** How many bits a code has to turn over. */
export const bitsOf = (text: string): number => bytesOfCode(text).length * 8

type Random = () => number

const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const pick = <Thing>(random: Random, things: readonly [Thing, ...Thing[]]): Thing =>
  things[below(random, things.length)] ?? things[0]

const letters = (random: Random, from: string, most: number): string =>
  Array.from({ length: below(random, most) }, () => from.charAt(below(random, from.length))).join(
    '',
  )

const anyLetter = (random: Random): string =>
  String.fromCodePoint(
    pick(random, [
      below(random, 128),
      below(random, 0x3000),
      0x4e00 + below(random, 0x5000),
      below(random, 0x11_0000),
    ]),
  )

const json = (random: Random, depth: number): unknown => {
  const leaf = depth === 0 ? 5 : 7
  switch (below(random, leaf)) {
    case 0:
      return null
    case 1:
      return random() < 0.5
    case 2:
      return pick(random, [0, -0, 1e308, -1, 2 ** 53, random()])
    case 3:
      return letters(random, alphabet, 20)
    case 4:
      return pick(random, ['__proto__', 'constructor', 'toString', 'GG1:', 'HC1:'])
    case 5:
      return Array.from({ length: below(random, 4) }, () => json(random, depth - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: below(random, 4) }, () => [
          pick(random, ['iss', '__proto__', 'exp', 'a', '1', '']),
          json(random, depth - 1),
        ]),
      )
  }
}

const alterations: readonly [
  (good: string, random: Random) => string,
  ...((good: string, random: Random) => string)[],
] = [
  (good, random) => flipBit(good, below(random, bitsOf(good))),
  (good, random) => {
    const bytes = bytesOfCode(good)
    for (let times = 1 + below(random, 8); times > 0; times--)
      bytes[below(random, bytes.length)] = below(random, 256)
    return codeOfBytes(bytes)
  },
  (good, random) => codeOfBytes(bytesOfCode(good).slice(0, below(random, good.length))),
  (good, random) => {
    const bytes = bytesOfCode(good)
    const at = below(random, bytes.length)
    const put = Uint8Array.from({ length: 1 + below(random, 9) }, () => below(random, 256))
    return codeOfBytes(Uint8Array.from([...bytes.slice(0, at), ...put, ...bytes.slice(at)]))
  },
  (good, random) => {
    const at = below(random, good.length)
    return good.slice(0, at) + anyLetter(random) + good.slice(at + below(random, 3))
  },
  (_good, random) => prefix + letters(random, alphabet, 400),
  (_good, random) =>
    codeOfBytes(Uint8Array.from({ length: below(random, 300) }, () => below(random, 256))),
  (_good, random) => JSON.stringify(json(random, 4)),
  (_good, random) => Array.from({ length: below(random, 60) }, () => anyLetter(random)).join(''),
  (good, random) =>
    pick(random, [
      'HC1:',
      'GG2:',
      'GG10:',
      'shc:/',
      'NZCP:/1/',
      'https://',
      'WIFI:',
      'BEGIN:VCARD',
      'gg1:',
    ]) + good.slice(below(random, good.length)),
  (good, random) => good.slice(0, 4) + good.slice(4).repeat(below(random, 12)),
  (_good, random) =>
    pick(random, ['', ' ', '\0', 'null', 'undefined', '[]', '{}', '0', '\ud800', 'GG1:', 'GG']),
]

/** A text made of a good code, of noise, or of both; the same numbers make the same text. */
export const alter = (good: string, random: Random): string =>
  pick(random, alterations)(good, random)
