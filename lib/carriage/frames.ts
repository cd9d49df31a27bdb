/** A container as a handful of QR codes: cut into numbered frames (docs/bundle.md 8). */
import { backend } from '#backend'
import { concat, utf8 } from '../encoding/bytes.ts'
import { crc32c } from '../encoding/crc32c.ts'
import { GreengateError } from '../errors.ts'
import { compress } from './compress.ts'

/** What every frame begins with. */
export const frameMagic = utf8('GGF1')
/** Bytes of a frame: magic, digest, index, count, part, CRC-32C. */
export const frameLayout = { digest: 4, index: 8, count: 9, crc: 10, part: 14 } as const
/** A QR code of version 25 and level L holds 1,273. */
export const maxFrameBytes = 1100
export const maxFrames = 64

const maxPart = maxFrameBytes - frameLayout.part

/**
 * Cuts a container into frames, one QR code in byte mode each.
 *
 * @throws {@link GreengateError} `ERR_FRAMES_TOO_LARGE` when it does not fit 64 frames.
 *
 * @example
 * ```ts
 * import { encodeFrames } from 'greengate/issue'
 *
 * const codes = async (container: Uint8Array): Promise<readonly Uint8Array[]> =>
 *   encodeFrames(container)
 * ```
 */
export async function encodeFrames(container: Uint8Array): Promise<readonly Uint8Array[]> {
  const whole = await compress(container, 'deflate-raw')
  const count = Math.ceil(whole.length / maxPart)
  if (count > maxFrames) {
    throw new GreengateError(
      'ERR_FRAMES_TOO_LARGE',
      `frames: more than ${String(maxFrames)} are needed; carry it as a file`,
    )
  }
  const digest = await frameDigest(whole)
  // Of one length, so that all codes are of one size.
  const step = Math.ceil(whole.length / count)
  return Array.from({ length: count }, (_, index) => {
    const part = whole.subarray(index * step, (index + 1) * step)
    return makeFrame(digest, index, count, part)
  })
}

/** The first bytes of the SHA-256 of the deflated container: which frames belong together. */
export async function frameDigest(whole: Uint8Array): Promise<Uint8Array> {
  return (await backend.sha256(whole)).slice(0, 4)
}

/** One frame. */
export function makeFrame(
  digest: Uint8Array,
  index: number,
  count: number,
  part: Uint8Array,
): Uint8Array {
  const head = concat([frameMagic, digest, Uint8Array.of(index, count)])
  return concat([head, frameCrc(head, part), part])
}

/** CRC-32C of the head and the part, big-endian. */
export function frameCrc(head: Uint8Array, part: Uint8Array): Uint8Array {
  const crc = new Uint8Array(4)
  new DataView(crc.buffer).setUint32(0, crc32c(concat([head, part])))
  return crc
}
