/** Writes a bundle as it may be handed on, or kept: everything that the pinned root does not hold already. */
import type { Bundle } from './bundle.ts'
import { encodeBundle, type BundleDocument } from './container.ts'

/**
 * Writes all of a bundle as one `.ggb` container, also what came in parts.
 *
 * @param bundle - Of at least one accepted container.
 * @returns What `acceptBundle` takes over the same pinned root.
 *
 * @example
 * ```ts
 * import { exportBundle, type Bundle } from 'greengate'
 *
 * const stick = (bundle: Bundle): Uint8Array => exportBundle(bundle)
 * ```
 */
export function exportBundle({ documents, members, data }: Bundle): Uint8Array {
  const roots = [...documents.values()].filter(({ name }) => name.startsWith('root/'))
  const tops = ['timestamp', 'snapshot'].map((name) => documents.get(name))
  const listed = [...members.values()].map(({ document }) => document)
  const all = [...roots, ...tops, ...listed].filter(
    (each): each is BundleDocument => each !== undefined,
  )
  return encodeBundle(all, [...data.values()])
}
