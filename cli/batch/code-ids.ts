/** Makes the ids and salts of codes from a key and from where a person stands in the input: a batch that is run again doubles nobody. */
import { createHash, hash } from 'node:crypto'

/** Bytes of the key. */
export const idKeyBytes = 32

/** What a key is known by: base64url, 8 bytes. Nothing can be made of it. */
export function idKeyName(key: Uint8Array): string {
  const digest = createHash('sha256').update('greengate-batch-id-key-1').update(key).digest()
  return digest.subarray(0, 8).toString('base64url')
}

/** Gives the id (`cti`) of the code of whoever stands at a byte offset of the input. */
export function codeIds(key: Uint8Array): (offset: number) => Uint8Array {
  return derive(key, 'greengate-batch-cti-1', 8)
}

/** Gives the salt of that code's commitment. */
export function salts(key: Uint8Array): (offset: number) => Uint8Array {
  return derive(key, 'greengate-batch-salt-1', 16)
}

const blockBytes = 64
const digestBytes = 32

/**
 * HMAC-SHA-256 (RFC 2104) of a label and an offset, cut. Made of two digests: `createHmac` makes a key of the bytes
 * each time, at several times the cost, and this is done for every code.
 */
function derive(key: Uint8Array, label: string, length: number): (offset: number) => Uint8Array {
  const inner = Buffer.alloc(blockBytes + label.length + 8, 0x36)
  const outer = Buffer.alloc(blockBytes + digestBytes, 0x5c)
  for (const [i, byte] of key.entries()) {
    inner[i] = 0x36 ^ byte
    outer[i] = 0x5c ^ byte
  }
  inner.write(label, blockBytes, 'latin1')
  return (offset) => {
    inner.writeUInt32BE(Math.floor(offset / 2 ** 32), blockBytes + label.length)
    inner.writeUInt32BE(offset % 2 ** 32, blockBytes + label.length + 4)
    outer.set(hash('sha256', inner, 'buffer'), blockBytes)
    return new Uint8Array(hash('sha256', outer, 'buffer').subarray(0, length))
  }
}
