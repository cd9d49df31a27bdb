/** A document of an authority: its name, its place in the folder, its payload and its signatures. */
import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { canonicalJson, type BundleDocument } from 'greengate/issue'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** The first part of a name: what kind of document it is, and which `typ` it is signed as. */
export const documentRoles = [
  'root',
  'snapshot',
  'timestamp',
  'delegation',
  'trust',
  'facts',
  'rules',
  'emergency',
  'status',
  'covered',
  'not-green',
  'keys',
  'stations',
] as const

export type DocumentRole = (typeof documentRoles)[number]

/** A document, signed or not yet. */
export interface Document {
  /** As the snapshot has it: `trust`, `rules/cn-3301/14`; `root/2` for a root. */
  readonly name: string
  readonly role: DocumentRole
  readonly version: number
  /** Path in `drafts/` or `signed/`, without `.json`: `trust/5`, `rules/cn-3301/14`. */
  readonly place: string
  /** Canonical JSON. */
  readonly payload: Uint8Array
  readonly value: Readonly<Record<string, unknown>>
  /** General JWS without payload; undefined while nobody has signed. */
  readonly signatures: Uint8Array | undefined
}

/** SHA-256, base64url: how documents name each other. */
export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** The bytes of a payload that are signed and carried. */
export function payloadBytes(payload: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(payload))
}

/**
 * Makes a document of a payload.
 *
 * @param place - Such as `trust/5`: role, what it is about, version.
 * @throws {@link OperatorError} for a payload that does not belong there
 */
export function makeDocument(place: string, payload: object, signatures?: Uint8Array): Document {
  const value = payload as Readonly<Record<string, unknown>>
  const parts = place.split('/')
  const role = documentRoles.find((known) => known === parts[0])
  const version = Number(parts.at(-1))
  const isWhole = parts.every((part) => part !== '' && part !== '.' && part !== '..')
  if (role === undefined || !isWhole || parts.length !== (lengths[role] ?? 2)) {
    throw new OperatorError(
      `${place}.json: no document has such a place; put it there with "greengate bundle add"`,
    )
  }
  if (!Number.isSafeInteger(version) || version < 1 || value['version'] !== version) {
    throw new OperatorError(
      `${place}.json: must be named by its version (it says ${shown(value['version'])}); rename it`,
    )
  }
  const isNamedWhole = role === 'root' || role === 'rules' || role === 'emergency'
  const name = isNamedWhole ? place : parts.slice(0, -1).join('/')
  return { name, role, version, place, payload: canonicalOf(place, value), value, signatures }
}

/** How many parts a place has, version included; 2 where nothing stands here. */
const lengths: Readonly<Partial<Record<DocumentRole, number>>> = {
  delegation: 3,
  rules: 3,
  emergency: 3,
  status: 4,
  covered: 3,
  'not-green': 3,
  keys: 3,
}

/** Whether a name says its version itself, as those of roots and rule sets do. */
export function isPlace(name: string): boolean {
  return /^(root|rules|emergency)\//.test(name)
}

function shown(version: unknown): string {
  return typeof version === 'number' ? String(version) : 'none'
}

function canonicalOf(place: string, value: object): Uint8Array {
  try {
    return payloadBytes(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new OperatorError(`${place}.json: has no canonical form; correct it`)
  }
}

/** Where the signatures of a payload lie. */
export function signaturesPath(path: string): string {
  return path.replace(/\.json$/, '.signatures.json')
}

/**
 * Reads a document and its signatures.
 *
 * A payload that nobody has signed may stand there as a person wrote it; once it is signed its bytes are fixed.
 *
 * @throws {@link OperatorError}
 */
export async function readDocument(path: string, place: string): Promise<Document> {
  const bytes = await readBytes(path, 'a document')
  const value = asObject(parseJson(bytes, path, 'a document as JSON'))
  if (value === undefined) throw new OperatorError(`${path}: must be a JSON object; correct it`)
  const beside = signaturesPath(path)
  const isSigned = (await kindAt(beside)) === 'file'
  const signatures = isSigned ? await readBytes(beside, 'signatures') : undefined
  const document = makeDocument(place, value, signatures)
  if (isSigned && !Buffer.from(bytes).equals(document.payload)) {
    throw new OperatorError(
      `${path}: was changed after it was signed; delete ${beside} and have it signed again`,
    )
  }
  return document
}

/** Writes a document in its canonical form, and its signatures beside it. */
export async function writeDocument(path: string, document: Document): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (error) {
    throw fileError(path, error, 'see that folders can be made there')
  }
  await writeWhole(path, document.payload)
  if (document.signatures !== undefined) {
    await writeWhole(signaturesPath(path), document.signatures)
  }
}

/** A signed document as a bundle carries it. */
export function carried({ name, payload, signatures }: Document): BundleDocument {
  if (signatures === undefined) throw new TypeError(`${name} has no signatures`)
  return { name, payload, signatures }
}
