/** Raw data that headers of status lists and population sets name: files of `data/`, by their SHA-256. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { parts, type Authority } from './authority.ts'
import { digest, type Document } from './document.ts'

/** How a header names data. */
interface Named {
  readonly sha256: string
  readonly length: unknown
}

/** All data that a document names: a status list one, a population set its own and those of its patches. */
export function namedData({ value }: Pick<Document, 'value'>): readonly Named[] {
  const parts = [value, ...objects(value['sets'])]
  return parts
    .flatMap((part) => [part, ...objects(part['patches'])])
    .flatMap(({ data }) => {
      const { sha256, length } = asObject(data) ?? {}
      return typeof sha256 === 'string' ? [{ sha256, length }] : []
    })
}

function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : []
  return list.map(asObject).filter((one) => one !== undefined)
}

/**
 * Reads what the members name.
 *
 * @throws {@link OperatorError} for data that are missing or are others
 */
export async function readData(
  { folder }: Authority,
  members: readonly Document[],
): Promise<readonly Uint8Array[]> {
  const found = new Map<string, Uint8Array>()
  for (const member of members) {
    const { place } = member
    for (const { sha256, length } of namedData(member)) {
      const path = join(folder, parts.data, sha256)
      if ((await kindAt(path)) !== 'file') {
        throw new OperatorError(
          `${path}: is missing, and ${place} names it; add it with "greengate bundle add HEADER --data FILE"`,
        )
      }
      const bytes = await readBytes(path, 'raw data')
      if (bytes.length !== length || digest(bytes) !== sha256) {
        throw new OperatorError(`${path}: is not what ${place} names; put the right data there`)
      }
      found.set(sha256, bytes)
    }
  }
  return [...found.values()]
}

/**
 * Takes raw data into data/: all that the document names and data/ does not have yet, or none.
 *
 * @param paths - Files of data that the document names.
 * @throws {@link OperatorError} for a document that names none, or others, or more than there are
 */
export async function addData(
  authority: Authority,
  document: Document,
  paths: readonly string[],
): Promise<void> {
  const named = namedData(document)
  const given = new Map<string, Uint8Array>()
  for (const path of paths) {
    if (named.length === 0) {
      throw new OperatorError(`${path}: ${document.place} names no data; leave --data out`)
    }
    const bytes = await readBytes(path, 'raw data')
    const own = digest(bytes)
    if (!named.some(({ sha256, length }) => sha256 === own && length === bytes.length)) {
      throw new OperatorError(
        `${path}: is not what ${document.place} names (it has ${bytes.length} bytes, SHA-256 ${own}); name the right file`,
      )
    }
    given.set(own, bytes)
  }
  const rest = named.filter(({ sha256 }) => !given.has(sha256))
  await readData(authority, [{ ...document, value: { sets: rest.map((data) => ({ data })) } }])
  const kept = join(authority.folder, parts.data)
  try {
    if (given.size > 0) await mkdir(kept, { recursive: true })
  } catch (error) {
    throw fileError(kept, error, 'see that folders can be made there')
  }
  // The digest is its own: nothing but base64url becomes a file's name.
  for (const [own, bytes] of given) await writeWhole(join(kept, own), bytes)
}
