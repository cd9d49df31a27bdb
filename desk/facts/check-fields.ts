/** Holds the fields of a record against the fact types of the bundle and the regions of its source. */
import type { FieldType, Vocabulary } from 'greengate/rules'
import { isDay, isFalseTime, readInstant } from './read-time.ts'
import type { Refusal } from './record.ts'

const maxText = 256
/** GB/T 2260 from a province to a village, or ISO 3166. */
const regionForm = /^(?:\d{2}(?:\d{2}){0,5}|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)$/

/** A code commits to so many decimals. */
const decimalForm = /^-?\d+(?:\.\d{1,6})?$/

/**
 * Says what is wrong with fields, or nothing. What no code can commit to is wrong too: whoever it is about could have
 * none. A field may be absent: it is unknown then, as in a code.
 *
 * @param regions - Prefixes of those that the source may speak of; a blank region could be any, so that a source of a few
 * must name one.
 */
export function checkFields(
  fields: Readonly<Record<string, unknown>>,
  kind: string,
  types: Vocabulary['types'],
  regions: readonly string[],
): Refusal | undefined {
  const known = types.get(kind)?.fields
  if (known === undefined) return 'kind-unknown'
  const names = Object.keys(fields)
  if (names.some((name) => !known.has(name))) return 'field-unknown'
  if (names.some((name) => !isOf(fields[name], known.get(name) as FieldType))) return 'field-type'
  if (regions.includes('*')) return undefined
  const isWithin = (value: unknown): boolean =>
    typeof value === 'string' && regions.some((prefix) => value.startsWith(prefix))
  const areas = [...known].filter(([, { type }]) => type === 'region')
  return areas.every(([name]) => isWithin(fields[name])) ? undefined : 'region-not-allowed'
}

function isOf(value: unknown, { type, values }: FieldType): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isSafeInteger(value)
    case 'decimal':
      return isDecimal(value)
    case 'instant':
      return readInstant(value) !== undefined
    case 'date':
      return isDay(value)
    case 'enumeration':
      return typeof value === 'string' && values?.includes(value) === true
    case 'region':
      return typeof value === 'string' && regionForm.test(value)
    case 'text':
      return isText(value)
  }
}

function isDecimal(value: unknown): boolean {
  if (typeof value !== 'number' || !decimalForm.test(String(value))) return false
  return Number.isSafeInteger(Number(String(value).replace('.', '')))
}

function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || value.length > maxText) return false
  return !/\p{Surrogate}/u.test(value) && !isFalseTime(value)
}
