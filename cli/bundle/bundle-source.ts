/** Reads a bundle from wherever an operator has it: a `.ggb`, compressed or not, a folder, a web address. */
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { kindAt, readBytes, systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** Largest container (docs/bundle.md 3). */
const maxBytes = 268_435_456
const names = ['bundle.ggb.gz', 'bundle.ggb', join('published', 'bundle.ggb.gz')]
const timeoutMs = 30_000

/** A bundle and where it was found. */
export interface Found {
  readonly name: string
  /** A container, not compressed. */
  readonly bytes: Uint8Array
}

/**
 * Reads a bundle.
 *
 * @param place - A file, a folder that is served or an authority's own, or an address that begins with http.
 * @throws {@link OperatorError}
 */
export async function readBundle(place: string): Promise<Found> {
  if (/^https?:\/\//.test(place)) return fetchBundle(place)
  if ((await kindAt(place)) !== 'folder') return readAt(place)
  for (const name of names) {
    if ((await kindAt(join(place, name))) === 'file') return readAt(join(place, name))
  }
  throw new OperatorError(`${place}: holds no ${names.slice(0, 2).join(' or ')}; name a bundle`)
}

async function readAt(path: string): Promise<Found> {
  return { name: path, bytes: unzipped(await readBytes(path, 'a bundle (.ggb)'), path) }
}

async function fetchBundle(place: string): Promise<Found> {
  const url = /\.ggb(\.gz)?$/.test(place) ? place : `${place.replace(/\/$/, '')}/bundle.ggb.gz`
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok) {
      throw new OperatorError(`${url}: the server says ${response.status}; name another address`)
    }
    return { name: url, bytes: unzipped(new Uint8Array(await response.arrayBuffer()), url) }
  } catch (error) {
    if (error instanceof OperatorError || !(error instanceof Error)) throw error
    const cause = systemCode(error.cause) ?? error.name
    throw new OperatorError(`${url}: cannot be fetched (${cause}); see that the server answers`)
  }
}

/**
 * Takes gzip off where it is there.
 *
 * @throws {@link OperatorError} also beyond 256 MiB
 */
export function unzipped(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: maxBytes }))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new OperatorError(`${name}: is cut short, damaged or too large; copy it again`)
  }
}
