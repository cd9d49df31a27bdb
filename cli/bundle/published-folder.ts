/** The folder that a web server shows (docs/bundle.md 8): written so that no reader ever finds half of a version. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decodeBundle, layOutBundle } from 'greengate/issue'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { parts, type Authority } from './authority.ts'
import { unzipped } from './bundle-source.ts'
import { readSignatures } from './signatures.ts'

/** The whole of it, as it lies in the folder. */
const wholeName = 'bundle.ggb.gz'

/** Writes what an authority publishes. */
export function writePublished({ folder }: Authority, bytes: Uint8Array): Promise<void> {
  return writeStaticFolder(join(folder, parts.published), bytes)
}

/** What an authority published last; undefined before the first time. */
export function readPublished({ folder }: Authority): Promise<PublishedBytes | undefined> {
  return readStaticFolder(join(folder, parts.published))
}

/** A bundle, and when its timestamp was signed. */
export interface PublishedBytes {
  readonly bytes: Uint8Array
  readonly at: Date
}

/**
 * Writes a folder of static files.
 *
 * Files named by what they hold are written where they are missing; those that change come last, the timestamp
 * after all others.
 */
export async function writeStaticFolder(folder: string, bytes: Uint8Array): Promise<void> {
  const before = await readStaticFolder(folder)
  const files = await layOutBundle(bytes, before === undefined ? [] : [before.bytes])
  for (const { path, bytes: content, immutable } of files) {
    const file = join(folder, path)
    if (immutable && (await kindAt(file)) === 'file') continue
    await makeFolder(dirname(file))
    await writeWhole(file, content)
  }
}

/** What a folder shows; undefined before the first time. */
async function readStaticFolder(folder: string): Promise<PublishedBytes | undefined> {
  const file = join(folder, wholeName)
  if ((await kindAt(file)) === 'nothing') return undefined
  const bytes = unzipped(await readBytes(file, 'a bundle'), file)
  const timestamp = decodeBundle(bytes).documents.find(({ name }) => name === 'timestamp')
  const [entry] = readSignatures(timestamp?.signatures, 'timestamp')
  return { bytes, at: new Date((entry?.signedAt ?? 0) * 1000) }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(folder, error, 'see that folders can be made there')
  }
}
