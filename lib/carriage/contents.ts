/** What a container carries, by name and by digest: the form in which parts of several are put together. */
import { backend } from '#backend'
import { decodeBundle, encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { encodeBase64url } from '../encoding/base64url.ts'

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

/** Largest container: 256 MiB. */
export const maxContainerBytes = 268_435_456

/** Nothing yet. */
export const noContents: Contents = { documents: new Map(), data: new Map() }

const digestForm = /^[\w-]{43}$/
const decoder = new TextDecoder()

/**
 * Reads a container without believing any of it.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 */
export async function readContents(container: Uint8Array): Promise<Contents> {
  await Promise.resolve()
  const documents = decodeBundle(container)
  return { documents: new Map(documents.map((found) => [found.name, found])), data: new Map() }
}

/** Writes a container, in the order that docs/bundle.md 3 names. */
export function writeContents({ documents }: Contents): Uint8Array {
  const named = (name: string) => documents.get(name) ?? []
  const roots = [...documents.values()].filter(({ name }) => rootVersion(name) !== undefined)
  roots.sort((a, b) => (rootVersion(a.name) ?? 0) - (rootVersion(b.name) ?? 0))
  const members = [...documents.values()]
    .filter(({ name }) => !isRole(name))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
  return encodeBundle([roots, named('timestamp'), named('snapshot'), members].flat())
}

/** The version of `root/<version>`; undefined for every other name. */
export function rootVersion(name: string): number | undefined {
  const digits = /^root\/([1-9]\d{0,14})$/.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Whether a name is a root's, the timestamp's or the snapshot's: no member of the snapshot. */
export function isRole(name: string): boolean {
  return name === 'timestamp' || name === 'snapshot' || name.startsWith('root/')
}

/** SHA-256 as documents write it. */
export async function digestText(bytes: Uint8Array): Promise<string> {
  return encodeBase64url(await backend.sha256(bytes))
}

/** The snapshot that a timestamp names; undefined where it names none. Nothing of it is checked yet. */
export function snapshotNamed(timestamp: Uint8Array): Named | undefined {
  return readNamed(member(parse(timestamp), 'snapshot'))
}

/** The members that a snapshot lists. Nothing of it is checked yet. */
export function membersNamed(snapshot: Uint8Array): ReadonlyMap<string, Named> {
  const listed = member(parse(snapshot), 'members')
  const found = new Map<string, Named>()
  for (const entry of Array.isArray(listed) ? (listed as readonly unknown[]) : []) {
    const name = member(entry, 'name')
    const named = readNamed(entry)
    if (typeof name === 'string' && named !== undefined) found.set(name, named)
  }
  return found
}

/** The raw data that a member names; undefined where it names none. */
export function dataNamed({ name, payload }: BundleDocument): Named | undefined {
  return name.startsWith('status/') ? readNamed(member(parse(payload), 'data')) : undefined
}

/** Delegations stand before what they say of. */
function rank(name: string): number {
  return name.startsWith('delegation/') ? 0 : 1
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
