/** Floors: versions only grow, and a version stands for the same bytes for ever (TUF client workflow 5.4.3, 5.5.5). */
import type { BundleDocument } from './container.ts'
import { EquivocationError } from './equivocation-error.ts'
import { refused } from './refused.ts'

/** A version that is known. */
export interface Floor {
  readonly version: number
  readonly sha256: string
}

/**
 * Refuses an older version, and other bytes for a known one.
 *
 * @param other - What is offered, kept as proof.
 * @throws GreengateError `ERR_BUNDLE_ROLLBACK`, EquivocationError
 */
export function refuseBelow(
  floor: Floor | undefined,
  { version, sha256 }: Floor,
  other: BundleDocument,
  name: string = other.name,
): void {
  if (floor === undefined || version > floor.version) return
  if (version < floor.version) throw refused('ERR_BUNDLE_ROLLBACK', 'is older than what is known')
  if (sha256 !== floor.sha256) {
    throw new EquivocationError({ name, version, sha256: floor.sha256, other })
  }
}

/** @throws GreengateError `ERR_BUNDLE_EXPIRED` */
export function refuseExpired(expires: number, seconds: number, what: string): void {
  if (expires <= seconds) throw refused('ERR_BUNDLE_EXPIRED', `${what} has expired`)
}
