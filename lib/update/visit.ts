/** One visit to a source: counts what is received, remembers tags, and reads containers of one document. */
import { maxContainerBytes, type BundleDocument } from '../bundle/container.ts'
import { plain } from '../carriage/compress.ts'
import { readContents, type Contents } from '../carriage/contents.ts'
import { GreengateError } from '../errors.ts'
import type { Ask, Read, Reader } from './reader.ts'
import { SourceError, type BundleSource, type Gathered, type Holding } from './source.ts'

/** What a visit found. */
export type Found =
  /** `isHeld`: what was read is what is held, so that "not changed since" may be asked for from now on. */
  | { readonly state: 'unchanged'; readonly isHeld?: true }
  | { readonly state: 'gathered'; readonly contents: Contents }

/** One visit. */
export class Visit {
  bytes = 0
  readonly #reader: Reader
  readonly #tags: ReadonlyMap<string, string>
  readonly #signal: AbortSignal | undefined
  readonly #found = new Map<string, string>()

  constructor(reader: Reader, tags: ReadonlyMap<string, string>, signal?: AbortSignal) {
    this.#reader = reader
    this.#tags = tags
    this.#signal = signal
  }

  /** The tags to ask with next time, if what was found is accepted. */
  get tags(): ReadonlyMap<string, string> {
    return new Map([...this.#tags, ...this.#found])
  }

  async read(path: string, ask: Ask): Promise<Read> {
    this.#signal?.throwIfAborted()
    return this.#reader.read(path, { ...ask, signal: this.#signal }, (bytes) => {
      this.bytes += bytes
    })
  }

  /** Reads a file that changes, if it has. */
  async readChanged(path: string, maxBytes: number): Promise<Read> {
    const read = await this.read(path, { maxBytes, tag: this.#tags.get(path) })
    if (read.state === 'read' && read.tag !== undefined) this.#found.set(path, read.tag)
    return read
  }

  /** Reads a file that never changes, as a container of one document; undefined where it is not there, or not that. */
  async document(
    path: string,
    name: string,
    maxBytes: number,
  ): Promise<BundleDocument | undefined> {
    const read = await this.read(path, { maxBytes, immutable: true })
    return read.state === 'read' ? onlyDocument(read.bytes, name) : undefined
  }

  /** The whole, from the first of several places; undefined where it has not changed. */
  async whole(paths: readonly string[]): Promise<Contents | undefined> {
    for (const path of paths) {
      const read = await this.readChanged(path, maxContainerBytes)
      if (read.state === 'unchanged') return undefined
      if (read.state === 'read') return readContents(await plain(read.bytes, maxContainerBytes))
    }
    throw new GreengateError('ERR_SOURCE_MISSING', 'source: there is no bundle')
  }
}

/** The one document of a container; undefined where it is not that. */
export async function onlyDocument(
  bytes: Uint8Array,
  name: string,
): Promise<BundleDocument | undefined> {
  try {
    const { documents, data } = await readContents(bytes)
    return documents.size === 1 && data.size === 0 ? documents.get(name) : undefined
  } catch (error) {
    if (error instanceof GreengateError) return undefined
    throw error
  }
}

/** A source that is visited with one reader; what an error cost is counted too. */
export function visited(
  reader: Reader,
  gather: (visit: Visit, holding: Holding) => Promise<Found>,
): BundleSource {
  let tags: ReadonlyMap<string, string> = new Map()
  return {
    async gather(holding, signal): Promise<Gathered> {
      const visit = new Visit(reader, tags, signal)
      try {
        const found = await gather(visit, holding)
        if (found.state === 'unchanged') {
          if (found.isHeld === true) tags = visit.tags
          return { state: 'unchanged', bytes: visit.bytes }
        }
        const accepted = () => {
          tags = visit.tags
        }
        return { ...found, bytes: visit.bytes, accepted }
      } catch (cause) {
        if (!(cause instanceof GreengateError)) throw cause
        throw new SourceError(cause.code, cause.message, visit.bytes, { cause })
      }
    },
  }
}
