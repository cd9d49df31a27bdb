/** What crosses between a worker and a signer: many things to sign in a message, many signatures in its answer. */

/** Bytes of a signature. */
export const signatureBytes = 64
/** Most of them in one request. */
export const mostTogether = 256

/** Puts what is to be signed behind one another, each behind its length. */
export function joinSigned(all: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    all.flatMap((bytes) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      return [length, bytes]
    }),
  )
}

/** Takes it apart; undefined for what is no such message. */
export function splitSigned(message: Uint8Array): readonly Uint8Array[] | undefined {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.length)
  const all: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length || all.length === mostTogether) return undefined
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) return undefined
    all.push(bytes.subarray(at + 2, end))
    at = end
  }
  return all
}
