/**
 * A disk that loses power: what was not synced may be there, half there or not there, and names that were not synced
 * may be the old ones, folder by folder. Every order to it can be the last one.
 */
import type { Files } from '../update/files.ts'

/** Thrown by the order at which the power fails. */
export class PowerCut extends Error {}

interface Content {
  /** What is surely there. */
  synced: Uint8Array
  /** What is there while there is power. */
  current: Uint8Array
}

type Names = ReadonlyMap<string, Content>

/** What became of content that was not synced. */
const fates = ['lost', 'half', 'kept'] as const

const empty = (): Content => ({ synced: new Uint8Array(0), current: new Uint8Array(0) })
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** A simulated disk. */
export class SimDisk {
  /** Orders that change something, as they came. */
  readonly orders: string[] = []
  /** The number of the order that fails. */
  cutAt = Infinity
  /** By folder: every state of its names since they were synced last, that one first; the last is the present. */
  readonly #folders = new Map<string, Names[]>()

  /** Every disk that may be found after a crash. */
  afterCrash(): readonly SimDisk[] {
    const paths = [...this.#folders.keys()]
    return fates.flatMap((fate) =>
      choices([...this.#folders.values()]).map((chosen) => {
        const disk = new SimDisk()
        for (const [i, path] of paths.entries()) {
          disk.#folders.set(path, [leftOf(chosen[i] ?? new Map(), fate)])
        }
        return disk
      }),
    )
  }

  readonly files: Files = {
    read: (path) => Promise.resolve(this.#present(folderOf(path)).get(path)?.current.slice()),
    stamp: (path) => Promise.resolve(this.#present(folderOf(path)).get(path)?.current.join()),
    create: async (path) => {
      await this.#order(`create ${path}`)
      const content = empty()
      this.#change(path, (names) => names.set(path, content))
      return {
        write: async (bytes) => {
          // The power may fail in the middle of a write.
          content.current = bytes.slice(0, bytes.length >> 1)
          await this.#order(`write ${path}`)
          content.current = bytes
        },
        sync: async () => {
          await this.#order(`sync ${path}`)
          content.synced = content.current
        },
        close: () => Promise.resolve(),
      }
    },
    rename: async (from, to) => {
      await this.#order(`rename ${from} ${to}`)
      this.#change(to, (names) => {
        names.set(to, names.get(from) ?? empty())
        names.delete(from)
      })
    },
    syncFolder: async (path) => {
      await this.#order(`sync ${path}/`)
      this.#folders.set(path, [this.#present(path)])
    },
    makeFolder: () => Promise.resolve(),
    list: (path) =>
      Promise.resolve([...this.#present(path).keys()].map((name) => name.slice(path.length + 1))),
  }

  #present(folder: string): Names {
    return this.#folders.get(folder)?.at(-1) ?? new Map<string, Content>()
  }

  async #order(order: string): Promise<void> {
    await Promise.resolve()
    if (this.orders.length >= this.cutAt) throw new PowerCut(order)
    this.orders.push(order)
  }

  #change(path: string, change: (names: Map<string, Content>) => void): void {
    const folder = folderOf(path)
    const names = new Map(this.#present(folder))
    change(names)
    this.#folders.set(folder, [...(this.#folders.get(folder) ?? [new Map()]), names])
  }
}

function leftOf(names: Names, fate: (typeof fates)[number]): Names {
  const left = new Map<string, Content>()
  for (const [path, { synced, current }] of names) {
    const half = current.slice(0, current.length >> 1)
    const torn = fate === 'lost' ? synced : fate === 'half' ? half : current
    const bytes = synced === current ? current : torn
    left.set(path, { synced: bytes, current: bytes })
  }
  return left
}

/** Every way to take one of each list. */
function choices<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((chosen) => list.map((one) => [...chosen, one])),
    [[]],
  )
}
