/** A publisher's folder of static files in memory, read as a source reads it, with a log of what was asked for. */
import { layOutBundle } from '../carriage/lay-out-bundle.ts'
import type { Reader } from '../update/reader.ts'
import { staticFolder } from '../update/static-folder.ts'
import type { BundleSource } from '../update/source.ts'

/** Files by path. */
export class StaticSite {
  readonly files = new Map<string, Uint8Array>()
  /** What was asked for, in order. */
  asked: string[] = []
  #before: readonly Uint8Array[] = []

  /** Lays a container out over what lies there, as a publisher does. */
  async publish(container: Uint8Array): Promise<void> {
    const laid = await layOutBundle(container, this.#before)
    for (const { path, bytes } of laid) this.files.set(path, bytes)
    this.#before = [container]
  }

  get reader(): Reader {
    return {
      read: (path, { maxBytes }, received) => {
        this.asked.push(path)
        const bytes = this.files.get(path)
        if (bytes === undefined) return Promise.resolve({ state: 'missing' })
        if (bytes.length > maxBytes) throw new Error('longer than was asked for')
        received(bytes.length)
        return Promise.resolve({ state: 'read', bytes, tag: undefined })
      },
    }
  }

  get source(): BundleSource {
    return staticFolder(this.reader)
  }
}
