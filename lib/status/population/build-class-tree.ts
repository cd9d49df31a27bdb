/** Builds the tree of classes: always the two rarest are one branch (Huffman), so that it costs what the classes hold. */
import { draftSubset, finishSubset, passing, seedsOfSubset } from './build-subset.ts'
import { forkWord } from './class-tree.ts'
import { pickHashes } from './hashes.ts'

interface Branch {
  readonly count: number
  /** The least class in it, so that equal counts have an order. */
  readonly least: number
  readonly classes: readonly number[]
  readonly fork?: readonly [Branch, Branch]
}

/**
 * The tree as it stands in a file.
 *
 * @param members - Sorted, none twice; at least one.
 * @param classes - The class of each.
 */
export function buildClassTree(
  members: Uint32Array,
  classes: Uint32Array,
  firstSeed: number,
): ArrayLike<number>[] {
  let seed = firstSeed
  const write = (branch: Branch, places: Uint32Array): ArrayLike<number>[] => {
    if (branch.fork === undefined) return [[branch.least, branch.count]]
    const [rare, frequent] = branch.fork
    const ofRare = new Set(rare.classes)
    const isRare = (place: number): boolean => ofRare.has(classes[place] as number)
    const inRare = places.filter(isRare)
    const others = places.filter((place) => !isRare(place))
    const draft = draftSubset(pickHashes(members, inRare), others.length, seed)
    seed += seedsOfSubset
    const subset = finishSubset(draft, [passing(draft, pickHashes(members, others))])
    return [[forkWord], ...subset, ...write(rare, inRare), ...write(frequent, others)]
  }
  return write(
    plantTree(classes),
    Uint32Array.from(classes, (_, place) => place),
  )
}

function plantTree(classes: Uint32Array): Branch {
  const counts = new Map<number, number>()
  for (const one of classes) counts.set(one, (counts.get(one) ?? 0) + 1)
  const branches: Branch[] = [...counts].map(([least, count]) => ({
    count,
    least,
    classes: [least],
  }))
  for (;;) {
    branches.sort((a, b) => b.count - a.count || b.least - a.least)
    const rare = branches.pop() as Branch
    const next = branches.pop()
    if (next === undefined) return rare
    branches.push({
      count: rare.count + next.count,
      least: Math.min(rare.least, next.least),
      classes: [...rare.classes, ...next.classes],
      fork: [rare, next],
    })
  }
}
