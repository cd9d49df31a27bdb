/** Where population sets are kept: in the folder of an authority as drafts, or in a folder of their own. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { documentPath, openAuthority, parts } from '../bundle/authority.ts'
import { digest } from '../bundle/document.ts'
import { editDraft, memberExpires } from '../bundle/draft.ts'
import { newest, readShelf } from '../bundle/shelf.ts'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import type {
  CoveredPayload,
  HeaderPayload,
  NamedData,
  NotGreenPayload,
  SetKind,
} from './headers.ts'

/** Which payload each member has. */
export interface Sets {
  readonly covered: CoveredPayload
  readonly 'not-green': NotGreenPayload
}

/** How the sets of a header change. */
export type Change = {
  readonly [Kind in SetKind]: {
    readonly kind: Kind
    readonly change: (sets: readonly Sets[Kind][]) => readonly Sets[Kind][]
  }
}[SetKind]

/** Where sets are kept. */
export interface SetStore {
  /** What is kept of a rule set; undefined: nothing. */
  header<Kind extends SetKind>(
    kind: Kind,
    ruleSet: string,
  ): Promise<HeaderPayload<Sets[Kind]> | undefined>
  /** Where data lie. */
  dataPath(data: NamedData): string
  /**
   * Writes data, then headers, whole each: who finds a header finds its data.
   *
   * @returns The headers' files.
   */
  write(
    ruleSet: string,
    changes: readonly Change[],
    data: readonly Uint8Array[],
  ): Promise<readonly string[]>
}

/** Where the command is told to keep sets. */
export interface Whereabouts {
  readonly authority?: string
  readonly folder?: string
}

/**
 * Opens a store.
 *
 * @throws {@link OperatorError}
 */
export async function openStore({ authority, folder }: Whereabouts, now: Date): Promise<SetStore> {
  if (authority !== undefined && folder !== undefined) {
    throw new OperatorError('--authority and --folder: name one of them')
  }
  return folder === undefined ? authorityStore(authority, now) : folderStore(folder)
}

async function authorityStore(path: string | undefined, now: Date): Promise<SetStore> {
  const authority = await openAuthority(path)
  const folder = join(authority.folder, parts.data)
  return {
    async header<Kind extends SetKind>(kind: Kind, ruleSet: string) {
      const { signed, drafts } = await readShelf(authority)
      const stem = `${kind}/${ruleSet}`
      const value = (newest(drafts, stem) ?? newest(signed, stem))?.value
      return value as HeaderPayload<Sets[Kind]> | undefined
    },
    dataPath: ({ sha256 }) => join(folder, sha256),
    async write(ruleSet, changes, data) {
      await writeData(folder, data)
      const written: string[] = []
      for (const change of changes) {
        const shelf = await readShelf(authority)
        const base = { stem: `${change.kind}/${ruleSet}`, first: { ruleSet, sets: [] } }
        const draft = await editDraft(shelf, base, (value) => ({
          ...value,
          sets: changed(change, value['sets']),
          expires: memberExpires(shelf, now),
        }))
        written.push(documentPath(authority, 'drafts', draft.place))
      }
      return written
    },
  }
}

async function folderStore(folder: string): Promise<SetStore> {
  if ((await kindAt(folder)) === 'file') {
    throw new OperatorError(`${folder}: is a file; name a folder for the sets`)
  }
  const fileOf = (kind: SetKind, ruleSet: string): string => join(folder, `${kind}-${ruleSet}.json`)
  const header = async <Kind extends SetKind>(
    kind: Kind,
    ruleSet: string,
  ): Promise<HeaderPayload<Sets[Kind]> | undefined> => {
    const path = fileOf(kind, ruleSet)
    if ((await kindAt(path)) !== 'file') return undefined
    const what = 'the header of a population set'
    const value = asObject(parseJson(await readBytes(path, what), path, what))
    if (!Array.isArray(value?.['sets']))
      throw new OperatorError(`${path}: is not ${what}; make it anew`)
    return value as unknown as HeaderPayload<Sets[Kind]>
  }
  return {
    header,
    dataPath: ({ sha256 }) => join(folder, sha256),
    async write(ruleSet, changes, data) {
      await writeData(folder, data)
      const written: string[] = []
      for (const change of changes) {
        const before = await header(change.kind, ruleSet)
        const sets = changed(change, before?.sets ?? [])
        const expires =
          sets
            .map(({ limit }) => limit)
            .sort()
            .at(-1) ?? ''
        const payload = { version: (before?.version ?? 0) + 1, expires, ruleSet, sets }
        const path = fileOf(change.kind, ruleSet)
        await writeWhole(path, `${JSON.stringify(payload, null, 2)}\n`)
        written.push(path)
      }
      return written
    },
  }
}

function changed(change: Change, sets: unknown): readonly (CoveredPayload | NotGreenPayload)[] {
  return change.kind === 'covered'
    ? change.change(sets as readonly CoveredPayload[])
    : change.change(sets as readonly NotGreenPayload[])
}

async function writeData(folder: string, data: readonly Uint8Array[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(folder, error, 'see that folders can be made there')
  }
  // By its own digest: nothing but base64url becomes a file's name.
  for (const bytes of data) await writeWhole(join(folder, digest(bytes)), bytes)
}

/**
 * Reads data that a header names.
 *
 * @throws {@link OperatorError} for data that are missing or are others
 */
export async function readSetData(store: SetStore, data: NamedData): Promise<Uint8Array> {
  const path = store.dataPath(data)
  const bytes = await readBytes(path, 'the data of a population set')
  if (bytes.length === data.length && digest(bytes) === data.sha256) return bytes
  throw new OperatorError(`${path}: is not what its header names; put the right data there`)
}
