/** Watches the studio's folder, and tells what another program changed in it. */
import type { FSWatcher } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { settleMs, watchFolder } from '../rules/watch.ts'
import type { Desk } from './desk.ts'
import type { Scan } from './scan-desk.ts'
import type { DeskEvent } from './studio-api.ts'

/** Told of every change. */
export type Listener = (event: DeskEvent) => void

/** A desk that is watched until it is closed. */
export class DeskWatch {
  readonly #desk: Desk
  readonly #listeners = new Set<Listener>()
  readonly #watchers = new Map<string, FSWatcher>()
  #timer: NodeJS.Timeout | undefined
  #last = Promise.resolve()
  #words = ''
  /** Whether the system does not let folders be watched. */
  #isBlind = false
  #isClosed = false

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** @throws {@link OperatorError} for a folder that cannot be read */
  async start(): Promise<void> {
    await this.#desk.look()
    this.#words = JSON.stringify(await this.#desk.words())
    await this.#follow()
  }

  /** Where nothing tells of changes, one must look before each answer. */
  async lookIfBlind(): Promise<void> {
    if (this.#isBlind) await this.#desk.look()
  }

  /** Tells everything from now on; gives what ends that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#listeners.clear()
    await this.#last
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  /** A file is often written in several steps. */
  readonly #change = (): void => {
    clearTimeout(this.#timer)
    if (this.#isClosed) return
    this.#timer = setTimeout(() => {
      this.#last = this.#last.then(() => this.#look())
    }, settleMs)
  }

  async #look(): Promise<void> {
    const before = await this.#desk.scan()
    const after = await this.#tolerantly(() => this.#desk.look())
    const words = JSON.stringify(await this.#tolerantly(() => this.#desk.words()))
    await this.#follow()
    if (after !== undefined) this.#tellFiles(before, after)
    if (words !== this.#words) this.#tell({ is: 'desk' })
    this.#words = words
  }

  #tellFiles(before: Scan, after: Scan): void {
    for (const file of new Set([...before.files.keys(), ...after.files.keys()])) {
      const [was, is] = [before.files.get(file), after.files.get(file)]
      const path = this.#desk.folder.nameOf(file)
      if (path === undefined || was?.sha256 === is?.sha256) continue
      this.#tell({ is: 'file', path, sha256: is?.sha256 ?? null })
    }
  }

  #tell(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** The fact types may be broken for a moment, the folder gone: whoever asks for the desk is told so. */
  async #tolerantly<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      return undefined
    }
  }

  /** Every folder that there is now, and that of the fact types. */
  async #follow(): Promise<void> {
    const { folders } = await this.#desk.scan()
    const facts = await this.#tolerantly(() => this.#desk.factTypesFile())
    const wanted = new Set([...folders, ...(facts === undefined ? [] : [dirname(facts)])])
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      this.#watchers.delete(folder)
    }
    const isOurs = (name: string): boolean => !name.startsWith('.')
    for (const folder of wanted) {
      if (this.#watchers.has(folder)) continue
      const watch = { isDeep: false, isOurs, change: this.#change }
      const watcher = await this.#tolerantly(() => Promise.resolve(watchFolder(folder, watch)))
      if (watcher === undefined) this.#isBlind = true
      else this.#watchers.set(folder, watcher)
      // What happened before it was watched was told by nobody.
      this.#change()
    }
  }
}
