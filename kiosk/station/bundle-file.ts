/** The bundle on the disk: read at start, and taken up again whenever its file changes. */
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, GreengateError, pinRoot, type Bundle, type World } from 'greengate'
import { StationError, systemCode } from './station-error.ts'

/** The bundle in use. */
export interface BundleFile {
  readonly bundle: Bundle
  /** Takes up the file as it is now; false when it is refused, and the bundle in use stays. */
  refresh(): Promise<boolean>
  /** Takes up every change of the file from now on, until the returned function is called. */
  watch(onAccepted: () => void): () => void
}

/** What a bundle's folder is read with. */
export interface BundleFileOptions {
  readonly folder: string
  /** Worlds whose root may be pinned. */
  readonly worlds: readonly World[]
  readonly now: () => Date
  readonly log: (line: string) => void
}

const bundleName = 'bundle.ggb'
const rootName = 'root.ggb'
/** Writers that do not rename make several changes out of one; the last one counts. */
const settleMs = 200

/**
 * Reads the pinned root and the bundle of a folder.
 *
 * @throws StationError `ERR_STATION_NO_BUNDLE`, `ERR_STATION_BUNDLE`.
 */
export async function openBundleFile(options: BundleFileOptions): Promise<BundleFile> {
  const { folder, worlds, now, log } = options
  const pinned = await usable(rootName, pinRoot(await bytesOf(folder, rootName), { worlds }))
  let bundle = await usable(
    bundleName,
    acceptBundle(pinned, await bytesOf(folder, bundleName), now()),
  )

  const takeUp = async () => {
    try {
      bundle = await acceptBundle(bundle, await bytesOf(folder, bundleName), now())
      log(`bundle taken up: snapshot ${bundle.snapshot?.version ?? 'none'}`)
      return true
    } catch (error) {
      if (!(error instanceof GreengateError) && !(error instanceof StationError)) throw error
      log(`bundle refused (${error.code}); the one in use stays`)
      return false
    }
  }
  // A chain: each one is held against the one accepted before it.
  let last: Promise<unknown> = Promise.resolve()
  const refresh = () => {
    const done = last.then(takeUp)
    last = done.catch(() => undefined)
    return done
  }

  return {
    get bundle() {
      return bundle
    },
    refresh,
    watch(onAccepted) {
      let settling: ReturnType<typeof setTimeout> | undefined
      const changed = () => {
        void refresh().then((accepted) => {
          if (accepted) onAccepted()
        })
      }
      const watcher = watch(folder, (_, name) => {
        if (name !== bundleName) return
        clearTimeout(settling)
        settling = setTimeout(changed, settleMs)
      })
      watcher.on('error', () => {
        log(`the folder of the bundle cannot be watched; restart the station to take up a new one`)
      })
      return () => {
        clearTimeout(settling)
        watcher.close()
      }
    },
  }
}

async function bytesOf(folder: string, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, name)))
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what = code === 'ENOENT' ? `no ${name} in ${folder}` : `cannot read ${name} (${code})`
    throw new StationError('ERR_STATION_NO_BUNDLE', `${what}; put root.ggb and bundle.ggb there`, {
      cause: error,
    })
  }
}

async function usable(name: string, accepted: Promise<Bundle>): Promise<Bundle> {
  try {
    return await accepted
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const help = 'copy it again from its publisher'
    throw new StationError('ERR_STATION_BUNDLE', `${name} is refused (${error.code}); ${help}`, {
      cause: error,
    })
  }
}
