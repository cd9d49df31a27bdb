/** Runs something again whenever a file changes, until the person at the terminal ends it. */
import { watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileError, kindAt } from '../edges/file.ts'
import { print, printError } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'

/** An editor writes several times for one change. */
export const settleMs = 120
const clearScreen = '\u001b[2J\u001b[3J\u001b[H'

/** What a run came to, and which files and folders it looked at. */
export interface Watched {
  readonly code: ExitCode
  readonly paths: readonly string[]
}

/**
 * Runs, and runs again after every change.
 *
 * @param paths - What to watch before the first run has said more.
 * @param say - Told after each run, where there is a terminal.
 * @returns The code of the last run, after ctrl-c.
 */
export async function rerun(
  paths: readonly string[],
  run: () => Promise<Watched>,
  say: () => void,
): Promise<ExitCode> {
  const watchers = new Map<string, FSWatcher>()
  const changes = new Signal()
  const ends = new Signal()
  const change = (): void => {
    changes.give()
  }
  const end = (): void => {
    ends.give()
  }
  process.on('SIGINT', end).on('SIGTERM', end)
  try {
    await follow(paths, watchers, change)
    for (;;) {
      changes.forget()
      if (process.stdout.isTTY) print(clearScreen)
      const { code, paths: found } = await tolerantly(run)
      await follow(found, watchers, change)
      say()
      await Promise.race([changes.given(), ends.given()])
      if (ends.isGiven) return code
      await wait(settleMs)
    }
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    for (const watcher of watchers.values()) watcher.close()
  }
}

/** Something that happens, and may have happened before anybody waits for it. */
class Signal {
  isGiven = false
  #wake = (): void => undefined

  give(): void {
    this.isGiven = true
    this.#wake()
  }

  forget(): void {
    this.isGiven = false
  }

  given(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      if (this.isGiven) resolve()
    })
  }
}

/** Half-written files are broken for a moment: that is told, and ends nothing. */
async function tolerantly(run: () => Promise<Watched>): Promise<Watched> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    printError(error.message)
    return { code: exitCodes.operatorError, paths: [] }
  }
}

/** Folders are watched, not files: an editor puts a new file in the place of the old. */
async function follow(
  paths: readonly string[],
  watchers: Map<string, FSWatcher>,
  change: () => void,
): Promise<void> {
  for (const path of paths) {
    const isFolder = (await kindAt(path)) === 'folder'
    const folder = isFolder ? path : dirname(path)
    if (watchers.has(folder)) continue
    // Temporary files of editors are none of ours.
    const isOurs = (name: string): boolean => /\.(json|ya?ml)$/.test(name)
    watchers.set(folder, watchFolder(folder, { isDeep: isFolder, isOurs, change }))
  }
}

/** What of a folder is watched. */
export interface FolderWatch {
  /** Whether the folders below it are watched too. */
  readonly isDeep: boolean
  /** Whether a change of this file matters. */
  readonly isOurs: (name: string) => boolean
  readonly change: () => void
}

/**
 * Watches a folder until the watcher is closed.
 *
 * @throws {@link OperatorError} where the system does not let it be watched
 */
export function watchFolder(folder: string, { isDeep, isOurs, change }: FolderWatch): FSWatcher {
  try {
    const watcher = watch(folder, { recursive: isDeep }, (_event, name) => {
      if (name === null || isOurs(name)) change()
    })
    return watcher.on('error', change)
  } catch (error) {
    throw fileError(folder, error, 'leave out --watch')
  }
}
