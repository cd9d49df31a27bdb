/** Gzip and raw deflate by the platform's own streams, with a bound on what comes out. */
import { concat } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'

type Form = 'gzip' | 'deflate-raw'

/** Some platforms inflate all of what they are handed at once: so little makes 16 MiB at most. */
const sliceBytes = 16_384

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Compresses bytes. */
export function compress(bytes: Uint8Array, form: Form): Promise<Uint8Array> {
  return through(bytes, new CompressionStream(form), Infinity)
}

/**
 * Takes a compression off.
 *
 * @param maxBytes - Security-relevant: no more than this and 16 MiB are ever held.
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 */
export function decompress(bytes: Uint8Array, form: Form, maxBytes: number): Promise<Uint8Array> {
  return through(bytes, new DecompressionStream(form), maxBytes)
}

/** Takes gzip off where it is there. */
export async function plain(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  if (isGzip(bytes)) return decompress(bytes, 'gzip', maxBytes)
  if (bytes.length > maxBytes) throw tooLarge(maxBytes)
  return bytes
}

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  maxBytes: number,
): Promise<Uint8Array> {
  const written = write(bytes, stream.writable)
  // Its failure is the reader's too, and is told there.
  written.catch(() => undefined)
  const reader = stream.readable.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw malformed(cause)
    })
    if (done) break
    length += value.length
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge(maxBytes)
    }
    parts.push(value)
  }
  await written.catch((cause: unknown) => {
    throw malformed(cause)
  })
  return concat(parts)
}

async function write(bytes: Uint8Array, writable: WritableStream<BufferSource>): Promise<void> {
  const writer = writable.getWriter()
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    await writer.ready
    await writer.write(bytes.slice(at, at + sliceBytes))
  }
  await writer.close()
}

function tooLarge(maxBytes: number): GreengateError {
  return new GreengateError('ERR_BUNDLE_TOO_LARGE', `more than ${String(maxBytes)} bytes`)
}

function malformed(cause: unknown): GreengateError {
  return new GreengateError('ERR_BUNDLE_MALFORMED', 'compressed bytes are cut short or damaged', {
    cause,
  })
}
