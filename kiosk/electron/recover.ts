/** Brings a screen back that is gone, hangs or says nothing: the page knows nothing that it would lose. */
import type { App, BrowserWindow } from 'electron'
import { startBackOff, type BackOff } from '../shared/back-off.ts'

/** What is watched, and by what clock. */
export interface RecoverParts {
  readonly window: Pick<BrowserWindow, 'on' | 'webContents'>
  readonly app: Pick<App, 'on' | 'relaunch' | 'quit' | 'exit'>
  readonly log: (line: string) => void
  readonly monotonicMs: () => number
  readonly backOff?: BackOff
}

/** A watch over the screen. */
export interface Recovering {
  /** The screen asked something: it lives. */
  readonly beat: () => void
  readonly stop: () => void
}

/** The page asks for the status every few seconds. */
const silentMs = 15_000
/** And for the first time once it is loaded: a slow machine takes a while for that. */
const firstWordMs = 120_000
/** The GPU's process comes back by itself; when it cannot, nothing is shown any more. */
const mostGpuEnds = 3
/** Ends that lie further back were got over: in weeks there are a few. */
const gpuEndsMs = 600_000
/** The gate is shut and the journal closed first; whatever hangs has no longer for it. */
const mostEndMs = 5_000

/** Starts to watch. */
export function recover(parts: RecoverParts): Recovering {
  const { window, app, log, monotonicMs, backOff = startBackOff() } = parts
  const { webContents } = window
  let startedMs = monotonicMs()
  let awaitedMs = startedMs + firstWordMs
  let gpuEnds: readonly number[] = []
  let leaving: ReturnType<typeof setTimeout> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  const reloadLater = (why: string) => {
    if (waiting !== undefined) return
    const waitMs = backOff.ended(startedMs, monotonicMs())
    log(`the screen ${why}; it is loaded again in ${waitMs} ms`)
    waiting = setTimeout(() => {
      waiting = undefined
      startedMs = monotonicMs()
      awaitedMs = startedMs + firstWordMs
      webContents.reload()
    }, waitMs)
  }
  webContents.on('render-process-gone', (_, { reason }) => {
    reloadLater(`ended (${reason})`)
  })
  window.on('unresponsive', () => {
    log('the screen hangs')
    // It is gone then, and comes back as whatever is gone does.
    webContents.forcefullyCrashRenderer()
  })
  app.on('child-process-gone', (_, { type, reason }) => {
    log(`a process of Electron ended: ${type} (${reason})`)
    if (type !== 'GPU' || reason === 'clean-exit' || leaving !== undefined) return
    const now = monotonicMs()
    gpuEnds = [...gpuEnds.filter((at) => now - at < gpuEndsMs), now]
    if (gpuEnds.length <= mostGpuEnds) return
    app.relaunch()
    leaving = setTimeout(() => {
      app.exit(1)
    }, mostEndMs)
    // Unlike exit, it gives the station its end.
    app.quit()
  })
  const watching = setInterval(() => {
    const now = monotonicMs()
    if (waiting !== undefined || now <= awaitedMs) return
    awaitedMs = now + firstWordMs
    log('the screen gives no sign of life')
    webContents.forcefullyCrashRenderer()
  }, silentMs / 3)

  return {
    beat: () => {
      awaitedMs = monotonicMs() + silentMs
    },
    stop: () => {
      clearInterval(watching)
      clearTimeout(waiting)
    },
  }
}
