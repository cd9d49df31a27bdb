/** Base45 after RFC 9285, digit by digit. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

const digits = (value: number, count: number): string => {
  let text = ''
  for (let left = value; text.length < count; left = Math.floor(left / 45)) {
    text += alphabet.charAt(left % 45)
  }
  return text
}

/** Writes bytes as base45 text. */
export const base45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2)
    text += low === undefined ? digits(high, 2) : digits(high * 256 + low, 3)
  }
  return text
}
