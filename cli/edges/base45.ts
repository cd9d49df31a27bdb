/** Base45 both ways, for who changes the bytes below a code: it checks nothing, for what it makes need not be right. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** The bytes of a text that is known to be base45. */
export function bytesOf(text: string): Uint8Array {
  const digits = text.split('').map((character) => alphabet.indexOf(character))
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += 3) {
    const [low = 0, middle = 0, high] = digits.slice(at, at + 3)
    const value = low + 45 * middle + 2025 * (high ?? 0)
    if (high !== undefined) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** The text of bytes. */
export function textOf(bytes: Uint8Array): string {
  const digit = (value: number): string => alphabet.charAt(value % 45)
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2)
    const value = second === undefined ? first : 256 * first + second
    text += digit(value) + digit(Math.floor(value / 45))
    if (second !== undefined) text += digit(Math.floor(value / 2025))
  }
  return text
}
