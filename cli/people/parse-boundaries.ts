/** Reads a file of boundaries: a JSON array, each member checked, and the place of a mistake named. */
import type { FieldValue } from 'greengate/issue'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { units, type Boundary } from './boundary.ts'

const members = [
  'name',
  'unit',
  'value',
  'kind',
  'field',
  'fields',
  'also',
  'without',
  'onSite',
  'covers',
  'regions',
]

/**
 * Reads boundaries.
 *
 * @param name - The file, for the error.
 * @throws {@link OperatorError}
 */
export function parseBoundaries(bytes: Uint8Array, name: string): readonly Boundary[] {
  const value = parseJson(bytes, name, 'a file of boundaries')
  if (!Array.isArray(value) || value.length === 0) {
    throw new OperatorError(`${name}: must be a list of boundaries; see greengate people --help`)
  }
  value.forEach((item: unknown, i) => {
    const fault = faultOf(item)
    if (fault !== undefined) throw new OperatorError(`${name}[${i}]: ${fault}`)
  })
  return value as readonly Boundary[]
}

function faultOf(item: unknown): string | undefined {
  const boundary = asObject(item)
  if (boundary === undefined) return 'must be an object'
  const { name, unit, value, kind, field, onSite, covers, also = [] } = boundary
  const unknown = Object.keys(boundary).find((member) => !members.includes(member))
  if (unknown !== undefined) return `knows no such member; a boundary has ${members.join(', ')}`
  if (typeof name !== 'string') return 'name must be text'
  if (unit !== undefined && !units.some((one) => one === unit)) {
    return `unit must be one of ${units.join(', ')}`
  }
  if ((unit === undefined) !== (value === undefined)) return 'unit and value stand together'
  if (unit !== undefined && !Number.isFinite(value)) return 'value must be a number'
  const places = [kind, onSite, covers].filter((place) => place !== undefined)
  if (places.length !== 1) return 'exactly one of kind, onSite and covers must stand'
  if (places.some((place) => typeof place !== 'string')) return 'kind and covers must be text'
  if (onSite !== undefined && onSite !== 'temperature') return 'onSite must be temperature'
  if (onSite !== undefined && unit !== 'Cel') return 'onSite needs the unit Cel'
  if (covers !== undefined && unit !== 'second') return 'covers needs the unit second'
  if ((field === undefined) !== (kind === undefined || unit === undefined)) {
    return 'field stands with kind and unit'
  }
  if (field !== undefined && typeof field !== 'string') return 'field must be text'
  if (!areFields(boundary['fields'] ?? {})) return 'fields must be an object of values'
  if (!areTexts(boundary['without'] ?? [])) return 'without must be a list of kinds'
  if (!areTexts(boundary['regions'] ?? [''])) return 'regions must be a list of prefixes'
  if (!Array.isArray(also) || !also.every(isFact)) return 'also must be a list of kind and fields'
  return undefined
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isFact(value: unknown): boolean {
  const fact = asObject(value)
  return typeof fact?.['kind'] === 'string' && areFields(fact['fields'])
}

function areFields(value: unknown): value is Readonly<Record<string, FieldValue>> {
  const fields = asObject(value)
  return (
    fields !== undefined &&
    Object.values(fields).every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  )
}
