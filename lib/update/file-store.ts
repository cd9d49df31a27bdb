/** A store in a folder: written beside, synced, renamed; two generations, and floors that may lie elsewhere. */
import { files as platformFiles } from '#files'
import { GreengateError } from '../errors.ts'
import type { Files } from './files.ts'
import { maxProofs, placeOf, type BundleStore } from './store.ts'

/** Where the parts of a store lie. */
export interface FileStoreOptions {
  /**
   * A folder for the floors alone, which no backup puts back: then an old bundle that a backup puts back is refused.
   * Without it they lie in the store's own folder.
   */
  readonly floorsFolder?: string
  /** Another file system, for tests. */
  readonly files?: Files
}

/** Larger than any container, with its instants. */
const maxBytes = 2 ** 28 + 2 ** 24

/**
 * Keeps bundles in a folder, for one process at a time.
 *
 * @example
 * ```ts
 * import { fileStore, type BundleStore } from 'greengate/update'
 *
 * const store: BundleStore = fileStore('station/bundle', { floorsFolder: 'station/floors' })
 * ```
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): BundleStore {
  const { floorsFolder = folder, files = platformFiles } = options
  const pathOf = (place: 0 | 1) => `${folder}/generation-${String(place)}`
  const floorsPath = `${floorsFolder}/floors`
  const proofsFolder = `${folder}/proofs`

  /** The old file or the new one, whole, whatever happens on the way. */
  const replace = async (inFolder: string, path: string, bytes: Uint8Array): Promise<void> => {
    await files.makeFolder(inFolder)
    const file = await files.create(`${path}.new`)
    try {
      await file.write(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await files.rename(`${path}.new`, path)
    await files.syncFolder(inFolder)
  }
  /** What lay there when it was read or written last. */
  let seen: string | undefined
  const stamps = async () =>
    JSON.stringify(
      await Promise.all([pathOf(0), pathOf(1), floorsPath].map((path) => files.stamp(path))),
    )
  const proofNames = async () => {
    await files.makeFolder(proofsFolder)
    return (await files.list(proofsFolder)).filter((name) => !name.endsWith('.new'))
  }

  return {
    read: () =>
      onDisk(async () => {
        const [even, odd, floors] = await Promise.all([
          files.read(pathOf(0), maxBytes),
          files.read(pathOf(1), maxBytes),
          files.read(floorsPath, maxBytes),
        ])
        seen = await stamps()
        return { generations: [even, odd].filter((found) => found !== undefined), floors }
      }),
    save: ({ number, generation, floors }) =>
      onDisk(async () => {
        // Two stations on one folder are a mistake; this finds it, most of the time.
        if (seen !== undefined && seen !== (await stamps())) return false
        if (generation !== undefined) await replace(folder, pathOf(placeOf(number)), generation)
        await replace(floorsFolder, floorsPath, floors)
        seen = await stamps()
        return true
      }),
    saveProof: (name, proof) =>
      onDisk(async () => {
        const names = await proofNames()
        if (names.length >= maxProofs || names.includes(name)) return
        await replace(proofsFolder, `${proofsFolder}/${name}`, proof)
      }),
    proofs: () =>
      onDisk(async () => {
        const names = await proofNames()
        const read = names.map((name) => files.read(`${proofsFolder}/${name}`, maxBytes))
        return (await Promise.all(read)).filter((found) => found !== undefined)
      }),
  }
}

/** What the system says against it is the operator's to mend, and has its own error as cause. */
async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause instanceof GreengateError) {
      throw cause
    }
    throw new GreengateError('ERR_STORE_FAILED', `store: the disk says ${String(cause.code)}`, {
      cause,
    })
  }
}
