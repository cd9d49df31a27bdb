/** Which class a member has: a tree of exact subsets, the rarest classes deepest. */
import { malformedSet, type WordReader } from './set-words.ts'
import { openSubset, type Subset } from './subset.ts'

/** Stands for green where a class is said: only a patch can. */
export const greenClass = 0xffffffff

/** Stands where a class would for a fork of the tree. */
export const forkWord = 0xfffffffe

/** Most classes of a set. */
export const mostClasses = 4096

/** The classes of a set's members. */
export interface ClassTree {
  readonly classOf: (hashes: Uint32Array, at: number) => number
  /** Members by class. */
  readonly counts: ReadonlyMap<number, number>
}

type Node = number | { readonly inFirst: Subset; readonly first: Node; readonly second: Node }

/** Deeper than any tree of so many people by their counts. */
const deepest = 64

/** @throws GreengateError `ERR_POPULATION_MALFORMED` */
export function openClassTree(reader: WordReader, mayBeGreen: boolean): ClassTree {
  const counts = new Map<number, number>()
  const open = (depth: number): Node => {
    const word = reader.next()
    if (word === forkWord) {
      if (depth === deepest) throw malformedSet('has a tree that is too deep')
      const inFirst = openSubset(reader)
      return { inFirst, first: open(depth + 1), second: open(depth + 1) }
    }
    const known = word < mostClasses || (word === greenClass && mayBeGreen)
    if (!known || counts.has(word)) throw malformedSet('has a class that cannot be')
    counts.set(word, reader.next())
    return word
  }
  const root = open(0)
  return {
    counts,
    classOf: (hashes, at) => {
      let node = root
      while (typeof node === 'object') node = node.inFirst(hashes, at) ? node.first : node.second
      return node
    },
  }
}
