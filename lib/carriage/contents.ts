/** What a container carries, by name and by digest, and what its documents name; nothing of it is believed. */
import type { Bundle } from '../bundle/bundle.ts'
import { decodeBundle, encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { digestOf } from '../bundle/payload.ts'

/** Documents by name, raw data by SHA-256 (base64url). */
export interface Contents {
  readonly documents: ReadonlyMap<string, BundleDocument>
  readonly data: ReadonlyMap<string, Uint8Array>
}

/** How one document names other bytes. */
export interface Named {
  readonly length: number
  /** base64url. */
  readonly sha256: string
}

const digestForm = /^[\w-]{43}$/
const decoder = /* @__PURE__ */ new TextDecoder()

/**
 * Reads a container.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 */
export async function readContents(container: Uint8Array): Promise<Contents> {
  const { documents, data } = decodeBundle(container)
  const digests = await Promise.all(data.map(digestOf))
  return {
    documents: new Map(documents.map((found) => [found.name, found])),
    data: new Map(data.map((bytes, i) => [digests[i] as string, bytes])),
  }
}

/** Writes a container of these documents and data, in their order. */
export function writeContents({ documents, data }: Contents): Uint8Array {
  return encodeBundle([...documents.values()], [...data.values()])
}

/** All that a bundle was made from. */
export function contentsOf({ documents, members, data }: Bundle): Contents {
  const listed = [...members].map(([name, { document }]) => [name, document] as const)
  return { documents: new Map([...documents, ...listed]), data }
}

/** The snapshot that a timestamp names; undefined where it names none. */
export function snapshotNamed(timestamp: Uint8Array): Named | undefined {
  return readNamed(member(parse(timestamp), 'snapshot'))
}

/** The members that a snapshot lists. */
export function membersNamed(snapshot: Uint8Array): ReadonlyMap<string, Named> {
  const listed = member(parse(snapshot), 'members')
  const found = new Map<string, Named>()
  for (const entry of list(listed)) {
    const name = member(entry, 'name')
    const entryNamed = readNamed(entry)
    if (typeof name === 'string' && entryNamed !== undefined) found.set(name, entryNamed)
  }
  return found
}

/** The raw data that a member names: of a status list one, of a population set each with its patches. */
export function dataNamed({ name, payload }: BundleDocument): readonly Named[] {
  if (hasDeltas(name)) return named(member(parse(payload), 'data'))
  if (!/^(covered|not-green)\//.test(name)) return []
  return list(member(parse(payload), 'sets')).flatMap((set) => [
    ...named(member(set, 'data')),
    ...list(member(set, 'patches')).flatMap((patch) => named(member(patch, 'data'))),
  ])
}

/** Whether a member's data are told as what changed: a population set built anew has hardly a byte in common. */
export function hasDeltas(name: string): boolean {
  return name.startsWith('status/')
}

function named(value: unknown): readonly Named[] {
  const found = readNamed(value)
  return found === undefined ? [] : [found]
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

function readNamed(value: unknown): Named | undefined {
  const [length, sha256] = [member(value, 'length'), member(value, 'sha256')]
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return undefined
  return typeof sha256 === 'string' && digestForm.test(sha256) ? { length, sha256 } : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

/** What is no JSON names nothing; acceptBundle says then what is wrong with it. */
function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload)) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
