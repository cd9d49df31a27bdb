/** Reads the 256 bytes of text of a card: number and validity come out, everything else is overwritten unread. */
import type { Card } from 'greengate'
import { layouts, markPlace, type Layout, type Mark, type Place } from './card-layouts.ts'

/** What came of a text. */
export type ReadCard =
  | { readonly read: 'card'; readonly card: Card }
  /** Not what such a card says: number, check and dates do not agree. */
  | { readonly read: 'malformed' }
  /** A layout that nobody knows here. */
  | { readonly read: 'wrong-kind' }

/**
 * Reads a text, and overwrites it. Only the fields that a gate needs are ever decoded: no text of this process holds the
 * address, and the name only of cards whose holders show codes that name them in Latin letters.
 */
export function readCardText(text: Uint8Array): ReadCard {
  try {
    const mark = markOf(text)
    if (mark === undefined) return { read: 'wrong-kind' }
    const card = cardOf(text, layouts[mark])
    return card === undefined ? { read: 'malformed' } : { read: 'card', card }
  } finally {
    text.fill(0)
  }
}

/** A letter that is no mark is of a card that was made after this was written. */
function markOf(text: Uint8Array): Mark | undefined {
  const mark = fieldOf(text, [markPlace, 2]) ?? ''
  if (Object.hasOwn(layouts, mark)) return mark as Mark
  return /^[A-Z]$/.test(mark) ? undefined : ''
}

function cardOf(text: Uint8Array, layout: Layout): Card | undefined {
  const [number, birthDate, validFrom] = [
    layout.check(fieldOf(text, layout.number) ?? ''),
    dateOf(text, layout.birth),
    dateOf(text, layout.validFrom),
  ]
  if (number === undefined || birthDate === undefined || validFrom === undefined) return undefined
  // In a number the century may be missing.
  if (!birthDate.replaceAll('-', '').endsWith(number.birth)) return undefined
  const isEndless = layout.neverExpires === true && fieldOf(text, layout.validUntil) === '长期'
  const validUntil = isEndless ? null : dateOf(text, layout.validUntil)
  if (validUntil === undefined || (validUntil !== null && validUntil < validFrom)) return undefined
  const name = latinName(text, layout)
  return {
    type: layout.type,
    number: number.number,
    validFrom,
    ...(validUntil !== null && { validUntil }),
    source: 'chip',
    ...(name !== undefined && { name, birthDate }),
  }
}

/** Printed as `SURNAME, GIVEN NAMES`; without a comma nobody knows which is which, and one field holds it all. */
function latinName(text: Uint8Array, { latinName: places }: Layout): Card['name'] {
  const whole = places
    ?.map((place) => fieldOf(text, place, false) ?? '')
    .join('')
    .trim()
  if (whole === undefined || whole === '') return undefined
  const [surname = '', ...given] = whole.split(',')
  return { surname: surname.trim(), given: given.join(' ').trim() }
}

/** `YYYYMMDD` as `YYYY-MM-DD`; undefined where it is no day. */
function dateOf(text: Uint8Array, place: Place): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(fieldOf(text, place) ?? '') ?? []
  if (year === undefined) return undefined
  const date = `${year}-${String(month)}-${String(day)}`
  const at = new Date(`${date}T00:00:00Z`)
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
  return isDay && year >= '1900' ? date : undefined
}

/** Undefined where it is no text at all. */
function fieldOf(text: Uint8Array, [offset, length]: Place, isTrimmed = true): string | undefined {
  let field = ''
  for (let at = offset; at < offset + length; at += 2) {
    field += String.fromCharCode((text[at] as number) | ((text[at + 1] as number) << 8))
  }
  if (/\p{Surrogate}/u.test(field)) return undefined
  return isTrimmed ? field.replaceAll(/^[\s\0]+|[\s\0]+$/g, '') : field.replaceAll('\0', ' ')
}
