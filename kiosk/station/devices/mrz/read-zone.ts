/** Reads a machine-readable zone (ICAO 9303): which document it is of, whose, and until when. */
import { parse, type ParseResult } from 'mrz'
import { parseIdNumber } from 'greengate'
import type { Card, IdType } from 'greengate'
import { birthDate, expiryDate } from './zone-dates.ts'

/** What came of a zone. */
export type ReadZone =
  | { readonly read: 'card'; readonly card: Card }
  /** A check digit or a date is wrong: it was misread. */
  | { readonly read: 'malformed' }
  /** A document that no code is bound to here. */
  | { readonly read: 'wrong-kind' }

/** How many lines of how many characters: TD1, TD2, TD3. */
const shapes = [
  [3, 30],
  [2, 36],
  [2, 44],
] as const

/** Whether lines are a whole zone by their number and length. */
export function isZone(lines: readonly string[]): boolean {
  return shapes.some(
    ([count, length]) => lines.length === count && lines.every((line) => line.length === length),
  )
}

/** A line of no shape is no line of a zone. */
export function isLineOfZone(line: string): boolean {
  return /^[A-Z0-9<]+$/.test(line) && shapes.some(([, length]) => line.length === length)
}

/**
 * Reads a zone. Nothing in it is corrected: a character that a check digit belies makes it `malformed`.
 *
 * @param lines - A whole zone by {@link isZone}.
 * @param now - Two-digit years are read as of now.
 */
export function readZone(lines: readonly string[], now: Date): ReadZone {
  const result = parse([...lines], { autocorrect: false })
  // Other documents have zones of these shapes too, such as driving licences.
  if (result.format !== 'TD1' && result.format !== 'TD2' && result.format !== 'TD3') {
    return { read: 'wrong-kind' }
  }
  const { fields, details } = result
  const isChecked = details.every(
    ({ field, valid }) => valid || field?.endsWith('CheckDigit') !== true,
  )
  const validUntil = expiryDate(fields.expirationDate ?? '', now)
  if (!isChecked || fields.documentNumber == null || validUntil === undefined) {
    return { read: 'malformed' }
  }
  const type = typeOf(result)
  if (type === undefined) return { read: 'wrong-kind' }
  const number = parseIdNumber(type, fields.documentNumber)
  if (number === undefined) return { read: 'malformed' }
  const [surname, given] = [fields.lastName ?? '', fields.firstName ?? '']
  const born = birthDate(fields.birthDate ?? '', now)
  return {
    read: 'card',
    card: {
      type,
      number,
      validUntil,
      source: 'mrz',
      ...(surname !== '' && { name: { surname, given } }),
      ...(born !== undefined && { birthDate: born }),
    },
  }
}

/** Of permits only those of China have numbers that codes are bound to. */
function typeOf({
  format,
  fields: { documentCode, issuingState },
}: ParseResult): IdType | undefined {
  if (format === 'TD3') return 'passport'
  if (issuingState !== 'CHN') return undefined
  switch (documentCode) {
    // As made from 1999, and from 2013.
    case 'C':
    case 'CR':
      return 'hk-macao-permit'
    case 'CT':
      return 'taiwan-permit'
    default:
      return undefined
  }
}
