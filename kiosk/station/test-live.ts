/** Live codes for tests of a station, made by hand from docs/format.md: not what the library makes of a holder's key. */
import { createHash, createPrivateKey, sign } from 'node:crypto'

/** Shows a code live: signs that it is shown at this instant, by its holder's Ed25519 key. */
export function showLive(code: string, holder: object, now: Date): string {
  const envelope = decodeBase45(code.slice('GG1:'.length))
  const step = BigInt(Math.floor(now.getTime() / 30_000))
  const eight = Buffer.alloc(8)
  eight.writeBigUInt64BE(step)
  const digest = createHash('sha256').update(envelope).digest()
  const message = Buffer.concat([Buffer.from('greengate-live-1\0'), digest, eight])
  const key = createPrivateKey({ key: { ...holder }, format: 'jwk' })
  const proof = sign(null, message, key)
  const head = (major: number, length: number) =>
    length < 256 ? [(major << 5) | 24, length] : [(major << 5) | 25, length >> 8, length & 255]
  const four = Buffer.from([0x1a, ...eight.subarray(4)])
  const parts = [[0x83], head(2, envelope.length), envelope, four, head(2, 64), proof]
  return `GG1:${encodeBase45(Buffer.concat(parts.map((part) => Buffer.from(part))))}`
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

function decodeBase45(text: string): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const [a = 0, b = 0, c] = [...text.slice(at, at + 3)].map((letter) => letters.indexOf(letter))
    const value = a + 45 * b + 2025 * (c ?? 0)
    bytes.push(...(c === undefined ? [value] : [value >> 8, value & 255]))
  }
  return Buffer.from(bytes)
}

function encodeBase45(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2)
    const value = low === undefined ? high : high * 256 + low
    const count = low === undefined ? 2 : 3
    const digits = [value % 45, Math.floor(value / 45) % 45, Math.floor(value / 2025)]
    text += digits
      .slice(0, count)
      .map((digit) => letters.charAt(digit))
      .join('')
  }
  return text
}
