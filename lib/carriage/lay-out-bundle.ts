/** Lays a bundle out as a folder of static files, for any web server (docs/bundle.md 8). */
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { digestOf } from '../bundle/payload.ts'
import { isMember, kindOf } from '../bundle/member-name.ts'
import { compress } from './compress.ts'
import { dataNamed, hasDeltas, readContents, type Contents } from './contents.ts'
import { makeDelta } from './delta.ts'

/** A file of the folder. */
export interface StaticFile {
  /** From the top of the folder, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Named by what it holds: it never changes, and may be cached for ever. */
  readonly immutable: boolean
}

/**
 * Lays a container out. Whoever writes the files writes them in this order: what names others comes after them, so
 * that no reader is ever sent to a file that is not there yet.
 *
 * @param container - A whole one: all roots, all members, all data.
 * @param previous - Whole containers published before, for deltas from their data.
 * @throws {@link GreengateError} `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 *
 * @example
 * ```ts
 * import { layOutBundle } from 'greengate/issue'
 *
 * const paths = async (container: Uint8Array, before: Uint8Array): Promise<readonly string[]> =>
 *   (await layOutBundle(container, [before])).map(({ path }) => path)
 * ```
 */
export async function layOutBundle(
  container: Uint8Array,
  previous: readonly Uint8Array[] = [],
): Promise<readonly StaticFile[]> {
  const contents = await readContents(container)
  const before = await Promise.all(previous.map(readContents))
  const documents = [...contents.documents.values()]
  const ofKind = (...kinds: readonly string[]) =>
    documents.filter(({ name }) => kinds.includes(kindOf(name)))
  const members = documents.filter(({ name }) => isMember(kindOf(name)))
  const snapshots = ofKind('snapshot')
  const files: StaticFile[] = []
  for (const [sha256, bytes] of contents.data) {
    files.push(lasting(`data/${sha256}.gz`, await compress(bytes, 'gzip')))
  }
  files.push(...(await deltas(contents, before)))
  for (const member of members) {
    files.push(lasting(`member/${await digestOf(member.payload)}.ggb`, encodeBundle([member])))
  }
  for (const snapshot of snapshots) {
    files.push(
      lasting(`snapshot/${await digestOf(snapshot.payload)}.ggb`, encodeBundle([snapshot])),
    )
  }
  for (const root of ofKind('root')) {
    files.push(lasting(`${root.name}.ggb`, encodeBundle([root])))
  }
  const whole = await compress(container, 'gzip')
  files.push({ path: 'bundle.ggb.gz', bytes: whole, immutable: false })
  for (const timestamp of ofKind('timestamp')) {
    files.push({ path: 'timestamp.ggb', bytes: encodeBundle([timestamp]), immutable: false })
  }
  return files
}

/** What turns the data that a member named before into those that it names now. */
async function deltas(
  { documents, data }: Contents,
  previous: readonly Contents[],
): Promise<readonly StaticFile[]> {
  const made = new Map<string, StaticFile>()
  for (const member of documents.values()) {
    const to = deltaEnd(member)
    const bytes = to === undefined ? undefined : data.get(to)
    if (to === undefined || bytes === undefined) continue
    for (const before of previous) {
      const from = namedIn(before, member)
      if (from === undefined || from.sha256 === to || from.bytes.length > bytes.length) continue
      const path = `delta/${from.sha256}-${to}.gz`
      const delta = await compress(makeDelta(from.bytes, bytes), 'gzip')
      made.set(path, lasting(path, delta))
    }
  }
  return [...made.values()]
}

function namedIn(
  { documents, data }: Contents,
  { name }: BundleDocument,
): { readonly sha256: string; readonly bytes: Uint8Array } | undefined {
  const document = documents.get(name)
  const sha256 = document && deltaEnd(document)
  const bytes = sha256 === undefined ? undefined : data.get(sha256)
  return sha256 === undefined || bytes === undefined ? undefined : { sha256, bytes }
}

/** The data that a delta leads to, or from. */
function deltaEnd(member: BundleDocument): string | undefined {
  return hasDeltas(member.name) ? dataNamed(member)[0]?.sha256 : undefined
}

function lasting(path: string, bytes: Uint8Array): StaticFile {
  return { path, bytes, immutable: true }
}
