/** Values of facts between JSON and CBOR: one to one, and each says its own type (format 5). */
import type { CborTagged, CborValue } from '../encoding/cbor.ts'
import {
  formatDate,
  formatInstant,
  isDay,
  isInstant,
  isTimeForm,
  parseDate,
  parseInstant,
} from '../encoding/instant.ts'
import type { FieldValue } from './claims.ts'
import { valueTag } from './layout.ts'

const maxDecimals = 6

/** The CBOR form of a field's value; undefined where it has none. */
export function encodeFieldValue(value: FieldValue): CborValue | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return encodeNumber(value)
  const instant = parseInstant(value)
  // Before 1970 an instant has no unsigned form, and as text it would be refused.
  if (instant !== undefined) {
    return instant < 0 ? undefined : { tag: valueTag.instant, value: instant }
  }
  const day = parseDate(value)
  if (day !== undefined) return { tag: valueTag.date, value: day }
  return isTimeForm(value) ? undefined : value
}

function encodeNumber(value: number): CborValue | undefined {
  if (Number.isSafeInteger(value)) return value
  const match = /^(-?\d+)\.(\d+)$/.exec(String(value))
  const decimals = match?.[2]?.length ?? 0
  if (match === null || decimals > maxDecimals) return undefined
  const mantissa = Number(`${match[1] as string}${match[2] as string}`)
  if (!Number.isSafeInteger(mantissa)) return undefined
  return { tag: valueTag.decimal, value: [-decimals, mantissa] }
}

/** The JSON form of a CBOR value; undefined where it is no value of a fact. */
export function decodeFieldValue(value: CborValue): FieldValue | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'string') return isTimeForm(value) ? undefined : value
  if (value === null || !('tag' in value)) return undefined
  return decodeTagged(value)
}

function decodeTagged({ tag, value }: CborTagged): FieldValue | undefined {
  if (tag === valueTag.decimal) return decodeDecimal(value)
  if (typeof value !== 'number') return undefined
  if (tag === valueTag.instant && value >= 0 && isInstant(value)) return formatInstant(value)
  if (tag === valueTag.date && isDay(value)) return formatDate(value)
  return undefined
}

function decodeDecimal(value: CborValue): number | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [exponent, mantissa] = value as unknown[]
  if (typeof exponent !== 'number' || typeof mantissa !== 'number') return undefined
  if (exponent > -1 || exponent < -maxDecimals || mantissa % 10 === 0) return undefined
  const number = Number(`${String(mantissa)}e${String(exponent)}`)
  // What does not survive the way there and back is not the one form of its number.
  const again = encodeNumber(number)
  const same =
    again !== undefined &&
    typeof again === 'object' &&
    again !== null &&
    'tag' in again &&
    JSON.stringify(again.value) === JSON.stringify(value)
  return same ? number : undefined
}
