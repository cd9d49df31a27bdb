/** A station's own key as NATS knows users: the public part as an nkey, and the answer to a server's challenge. */
import type { PublicJwk } from 'greengate/issue'

/** What is signed for a server; anything else is not. */
const challengePattern = /^[A-Za-z0-9_-]{8,64}$/
/** The first letter of an nkey of a user is U. */
const userPrefix = 20 << 3
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Whether a server's challenge is one. The station signs receipts and batches with the same key: a server that asked
 * for such a text to be signed would have a forgery. None of them is made of these letters alone: a JWS has a full
 * stop, everything else is binary.
 */
export const isChallenge = (challenge: string): boolean => challengePattern.test(challenge)

/** An Ed25519 key in the form in which a server's configuration names it; undefined for other keys. */
export function nkeyOf(key: PublicJwk): string | undefined {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519') return undefined
  const bytes = Buffer.concat([Buffer.from([userPrefix]), Buffer.from(key.x, 'base64url')])
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(crc16(bytes))
  return base32(Buffer.concat([bytes, sum]))
}

/** CRC-16 as XMODEM has it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021
    }
  }
  return crc & 0xffff
}

function base32(bytes: Uint8Array): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(held >> bits) & 31] ?? ''
    }
  }
  return bits === 0 ? text : text + (letters[(held << (5 - bits)) & 31] ?? '')
}
