/** The times of a CWT (NumericDate, RFC 8392): seconds since 1970, whole or not. */
import type { AnyCbor } from '../encoding/cbor-any.ts'
import { daysFromCivil, isInstant } from '../encoding/instant.ts'

/** The last second that this library speaks of. */
const lastInstant = daysFromCivil(2200, 1, 1) * 86_400 - 1

/** A time from which a code is good, as unix seconds; undefined: it is none of the years that we speak of. */
export function readStart(value: AnyCbor): number | undefined {
  // A fraction is rounded so that the window is never longer than stated.
  const seconds = typeof value === 'number' ? Math.ceil(value) : NaN
  return isInstant(seconds) ? seconds : undefined
}

/** A time until which a code is good; what is beyond the years that we speak of ends with them. */
export function readEnd(value: AnyCbor): number | undefined {
  const seconds = typeof value === 'number' ? Math.min(Math.floor(value), lastInstant) : NaN
  return isInstant(seconds) ? seconds : undefined
}
