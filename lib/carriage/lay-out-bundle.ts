/** Lays a bundle out as a folder of static files, for any web server (docs/bundle.md 8). */
import { backend } from '#backend'
import { decodeBundle, encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { compress } from './compress.ts'

/** A file of the folder. */
export interface StaticFile {
  /** From the top of the folder, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Named by what it holds: it never changes, and may be cached for ever. */
  readonly immutable: boolean
}

/**
 * Lays a container out. Whoever writes the files writes them in this order: what names others comes last, so that
 * no reader is ever sent to a file that is not there yet.
 *
 * @param container - A whole one: all roots, all members.
 * @param previous - Containers published before, for deltas from the data in them.
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
  void previous
  const files: StaticFile[] = []
  const documents = decodeBundle(container)
  const members = documents.filter(({ name }) => !isRole(name))
  for (const document of members) files.push(await named('member', document))
  for (const document of documents) {
    const { name } = document
    if (name === 'snapshot') files.push(await named('snapshot', document))
    if (name.startsWith('root/'))
      files.push({ ...single(`${name}.ggb`, document), immutable: true })
  }
  files.push({
    path: 'bundle.ggb.gz',
    bytes: await compress(container, 'gzip'),
    immutable: false,
  })
  for (const document of documents) {
    if (document.name === 'timestamp') files.push(single('timestamp.ggb', document))
  }
  return files
}

function isRole(name: string): boolean {
  return name === 'timestamp' || name === 'snapshot' || name.startsWith('root/')
}

async function named(folder: string, document: BundleDocument): Promise<StaticFile> {
  const sha256 = encodeBase64url(await backend.sha256(document.payload))
  return { ...single(`${folder}/${sha256}.ggb`, document), immutable: true }
}

function single(path: string, document: BundleDocument): StaticFile {
  return { path, bytes: encodeBundle([document]), immutable: false }
}
