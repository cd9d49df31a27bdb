/** Makes the ids and salts of codes from a key and from where a person stands in the input: a batch that is run again doubles nobody. */
import { createHash, createHmac } from 'node:crypto'

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

function derive(key: Uint8Array, label: string, length: number): (offset: number) => Uint8Array {
  const message = Buffer.alloc(label.length + 8)
  message.write(label, 'latin1')
  return (offset) => {
    message.writeBigUInt64BE(BigInt(offset), label.length)
    return new Uint8Array(createHmac('sha256', key).update(message).digest().subarray(0, length))
  }
}
