/** All of a bundle that is data, as one text, so that two can be compared. */
import type { Bundle } from '../bundle/bundle.ts'

/** Keys of the platform and compiled rules are left out: the digests beside them name them. */
export function fingerprint(bundle: Bundle): string {
  return JSON.stringify(bundle, (name, value: unknown) => {
    if (name === 'compiled' || name === 'role') return undefined
    if (value instanceof Uint8Array) return value.length
    if (value instanceof Set) return [...(value as ReadonlySet<unknown>)]
    return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value
  })
}
