/** A station's bundle: kept on its own disk, and refreshed from a folder or a web server while it runs. */
import { watch, type FSWatcher } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError, type VerifierClass, type World } from 'greengate'
import {
  fileStore,
  folderSource,
  httpSource,
  openBundle,
  type OpenBundle,
  type Refreshed,
} from 'greengate/update'
import { givingWay } from './give-way.ts'
import { StationError, systemCode } from './station-error.ts'

/** The bundle of a running station. */
export interface StationBundle extends Pick<
  OpenBundle,
  'bundle' | 'takeFile' | 'takeFrame' | 'forgetFrames'
> {
  /** As `takeFile`, for what was pushed: a question to a silent source gives way to it. */
  takePushed: OpenBundle['takeFile']
  /** Asks the source once. */
  refresh(): Promise<Refreshed>
  /** Takes up whatever is newer from now on, until the returned function is called. */
  watch(onUpdated: () => void): () => Promise<void>
}

/** What a station's bundle is opened with. */
export interface StationBundleOptions {
  /** Holds root.ggb. */
  readonly folder: string
  /** A folder, a file or an http(s) address that newer bundles come from; the folder itself where none is named. */
  readonly source?: string | undefined
  /** How old its data may be; what the source makes it where none is named: a web server is asked, files are carried. */
  readonly class?: VerifierClass | undefined
  /** Takes the bundle in force. */
  readonly storeFolder: string
  /** Takes its floors, which no backup may put back. */
  readonly floorsFolder: string
  /** Worlds whose root may be pinned. */
  readonly worlds: readonly World[]
  readonly now: () => Date
  readonly log: (line: string) => void
}

const rootName = 'root.ggb'
/** Whichever of these changes, there may be something newer. */
const signalNames = ['bundle.ggb', 'bundle.ggb.gz', 'timestamp.ggb']
/** Writers that do not rename make several changes out of one; the last one counts. */
const settleMs = 200
/** Seconds between two looks: a web server is asked sparingly; a folder costs nothing, and some tell of no change. */
const every = { http: 300, folder: 30 } as const

/**
 * Opens a station's bundle: what it has kept, or else what its source has now.
 *
 * @throws StationError `ERR_STATION_NO_BUNDLE`, `ERR_STATION_BUNDLE`, `ERR_STATION_STORE`.
 */
export async function openStationBundle(options: StationBundleOptions): Promise<StationBundle> {
  const { folder, source = folder, storeFolder, floorsFolder, worlds, now, log } = options
  const isHttp = /^https?:\/\//.test(source)
  const root = await rootOf(folder)
  const { source: asked, giveWay } = givingWay(isHttp ? httpSource(source) : folderSource(source))
  const opened = await usable(
    openBundle({
      root,
      worlds,
      class: options.class ?? (isHttp ? 'poll' : 'stick'),
      store: fileStore(storeFolder, { floorsFolder }),
      source: asked,
    }),
  )
  const refreshed = await opened.refresh(now())
  if (opened.bundle.snapshot === undefined) throw without(refreshed, source)
  const tell = startTelling(log)
  // Without a network it opens all the same, with what it has kept. A start that went well says nothing.
  if (refreshed.state !== 'updated') tell(refreshed)

  const takeFile: OpenBundle['takeFile'] = async (bytes, at) => {
    const came = await opened.takeFile(bytes, at)
    tell(came)
    return came
  }
  return {
    get bundle() {
      return opened.bundle
    },
    takeFile,
    takePushed(bytes, at) {
      giveWay()
      return takeFile(bytes, at)
    },
    async takeFrame(frame, at) {
      const taken = await opened.takeFrame(frame, at)
      if (taken.state === 'complete') tell(taken.refreshed)
      return taken
    },
    forgetFrames: () => {
      opened.forgetFrames()
    },
    async refresh() {
      const came = await opened.refresh(now())
      tell(came)
      return came
    },
    watch(onUpdated) {
      const controller = new AbortController()
      const { signal } = controller
      const onRefreshed = (came: Refreshed) => {
        tell(came)
        if (came.state === 'updated') onUpdated()
      }
      const polling = opened.poll({
        every: isHttp ? every.http : every.folder,
        now,
        random: Math.random,
        signal,
        onRefreshed,
      })
      const unwatch = isHttp
        ? () => undefined
        : watchFolder(source, log, () => void opened.refresh(now()).then(onRefreshed))
      return async () => {
        unwatch()
        controller.abort()
        await polling
      }
    },
  }
}

/** Calls back soon after a file of a folder has changed. */
function watchFolder(folder: string, log: (line: string) => void, changed: () => void) {
  let settling: ReturnType<typeof setTimeout> | undefined
  let watcher: FSWatcher
  const cannot = () => {
    log(`the folder of the bundle cannot be watched; it is looked at every ${every.folder} s`)
  }
  try {
    watcher = watch(folder, (_, name) => {
      if (name === null || !signalNames.includes(name)) return
      clearTimeout(settling)
      settling = setTimeout(changed, settleMs)
    })
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    cannot()
    return () => undefined
  }
  watcher.on('error', cannot)
  return () => {
    clearTimeout(settling)
    watcher.close()
  }
}

/** What the log says of a refresh; the same trouble again is not said again. */
function startTelling(log: (line: string) => void): (refreshed: Refreshed) => void {
  let last: string | undefined
  return (refreshed) => {
    const line = lineOf(refreshed)
    if (line !== undefined && line !== last) log(line)
    last = line
  }
}

function lineOf(refreshed: Refreshed): string | undefined {
  switch (refreshed.state) {
    case 'updated':
      return `bundle taken up: snapshot ${refreshed.to.snapshot ?? 'none'}`
    case 'refused':
    case 'unreachable':
      return `bundle ${refreshed.state} (${refreshed.code}); the one in use stays`
    case 'unchanged':
      return undefined
  }
}

async function rootOf(folder: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, rootName)))
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what =
      code === 'ENOENT' ? `no ${rootName} in ${folder}` : `cannot read ${rootName} (${code})`
    throw new StationError('ERR_STATION_NO_BUNDLE', `${what}; put it there`, { cause: error })
  }
}

async function usable(opening: Promise<OpenBundle>): Promise<OpenBundle> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const { code } = error
    if (code === 'ERR_STORE_ROOT') {
      const what = 'what is kept belongs to another root; take it away if the new one is right'
      throw new StationError('ERR_STATION_STORE', what, { cause: error })
    }
    if (code.startsWith('ERR_STORE')) {
      throw new StationError('ERR_STATION_STORE', `the bundle cannot be kept (${code})`, {
        cause: error,
      })
    }
    const help = 'copy it again from its publisher'
    throw new StationError('ERR_STATION_BUNDLE', `${rootName} is refused (${code}); ${help}`, {
      cause: error,
    })
  }
}

/** Why a station that has kept nothing does not start. */
function without(refreshed: Refreshed, source: string): StationError {
  if (refreshed.state !== 'refused') {
    return new StationError('ERR_STATION_NO_BUNDLE', `no bundle in ${source}; put one there`)
  }
  const { code } = refreshed
  if (code === 'ERR_STORE_FAILED') {
    return new StationError('ERR_STATION_STORE', `the bundle cannot be kept (${code})`)
  }
  const what = `the bundle is refused (${code}); fetch it again from its publisher`
  return new StationError('ERR_STATION_BUNDLE', what)
}
