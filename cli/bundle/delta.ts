/** What one bundle has that another lacks: small enough to be carried as a few QR codes. */
import { encodeBundle, type BundleDocument } from 'greengate/issue'
import { digest } from './document.ts'

/**
 * A container of timestamp, snapshot, newer roots, and the members that are new or changed. Data are left out, and
 * so is every member that whoever takes it holds already.
 *
 * @param since - What they hold; empty: all members go.
 */
export function deltaContainer(
  documents: readonly BundleDocument[],
  since: readonly BundleDocument[],
): Uint8Array {
  const held = new Map(since.map(({ name, payload }) => [name, digest(payload)]))
  const always = (name: string): boolean => name === 'timestamp' || name === 'snapshot'
  return encodeBundle(
    documents.filter(({ name, payload }) => always(name) || held.get(name) !== digest(payload)),
  )
}
