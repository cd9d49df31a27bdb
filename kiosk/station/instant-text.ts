/** An instant as receipts and screens have it: RFC 3339 in UTC, whole seconds. */
import type { InstantText } from 'greengate'

/** Cuts what is below a second off. */
export function instantText(at: Date): InstantText {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
