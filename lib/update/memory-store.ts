/** A store that lasts as long as the process: for tests, and for pages that may keep nothing. */
import { maxProofs, placeOf, type BundleStore } from './store.ts'

/**
 * Keeps bundles in memory.
 *
 * @example
 * ```ts
 * import { memoryStore, type BundleStore } from 'greengate/update'
 *
 * const store: BundleStore = memoryStore()
 * ```
 */
export function memoryStore(): BundleStore {
  const places: (Uint8Array | undefined)[] = [undefined, undefined]
  const proofs = new Map<string, Uint8Array>()
  let kept: Uint8Array | undefined
  let newest = 0
  return {
    read: () =>
      Promise.resolve({
        generations: places.filter((place) => place !== undefined),
        floors: kept,
      }),
    save({ after, number, generation, floors }) {
      if (after !== newest) return Promise.resolve(false)
      if (generation !== undefined) places[placeOf(number)] = generation.slice()
      kept = floors.slice()
      newest = number
      return Promise.resolve(true)
    },
    saveProof(name, proof) {
      if (proofs.size < maxProofs) proofs.set(name, proof.slice())
      return Promise.resolve()
    },
    proofs: () => Promise.resolve([...proofs.values()]),
  }
}
