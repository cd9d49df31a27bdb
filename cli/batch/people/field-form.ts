/** Which form a value has that stands in a fact: asked before anybody is judged, so that a mistake is named and not read as unknown. */
import type { FieldType } from 'greengate/rules'

/** Text without half characters, which UTF-8 cannot hold. */
export function isWholeText(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text) || !/\p{Surrogate}/u.test(text)
}

/** Kinds, fields and sources are the same few for everybody; there is an end to what is kept of the others. */
const names = new Set<unknown>()
const mostNames = 1000

/** Text of a code: 1 to 64 bytes of whole characters. */
export function isNameText(value: unknown): value is string {
  if (names.has(value)) return true
  if (!isOnceName(value)) return false
  if (names.size < mostNames) names.add(value)
  return true
}

/** As {@link isNameText}, of what is a person's alone: nothing of it is kept. */
export function isOnceName(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > 64) return false
  if (!isWholeText(value)) return false
  return value.length <= 21 || Buffer.byteLength(value) <= 64
}

/** The last that was one: a person's facts are often recorded at the same. */
let lastInstant: string | undefined

/** Of 1970 to 2199, as codes have them. */
export function isInstantText(value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (value === lastInstant) return true
  if (!isInstant(value)) return false
  lastInstant = value
  return true
}

function isInstant(value: string): boolean {
  if (value.length !== 20 || !isDateAtStart(value)) return false
  if (value[10] !== 'T' || value[13] !== ':' || value[16] !== ':' || value[19] !== 'Z') return false
  const isTime = number(value, 11) <= 23 && number(value, 14) <= 59 && number(value, 17) <= 59
  return isTime && value >= '1970'
}

/** Of 1900 to 2199. */
function isDateText(value: unknown): boolean {
  return typeof value === 'string' && value.length === 10 && isDateAtStart(value)
}

/** Without a regular expression or a Date: there are some twenty of them to a person. */
function isDateAtStart(text: string): boolean {
  if (text[4] !== '-' || text[7] !== '-') return false
  const century = number(text, 0)
  const year = number(text, 2)
  const month = number(text, 5)
  const day = number(text, 8)
  // Comparisons with NaN are false, so these also ask for digits.
  if (!(century >= 19 && century <= 21 && year >= 0 && month >= 1 && month <= 12)) return false
  return day >= 1 && day <= daysOf(century * 100 + year, month)
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** The number that two digits write; NaN where one of them is no digit. */
function number(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** Far below where a number and its tenths could not both be exact. */
const mostTenths = 1e12

const timeForm = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/

/** Whether a fact of a code can say a value, and it is of the type of its field; of an unknown field any type is right. */
export function isFieldValue(value: unknown, field: FieldType | undefined): boolean {
  switch (field?.type) {
    case undefined:
      if (typeof value === 'number') return isDecimal(value)
      return typeof value === 'boolean' || isValueText(value)
    case 'instant':
      return isInstantText(value)
    case 'date':
      return isDateText(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'decimal':
      return typeof value === 'number' && isDecimal(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'enumeration':
      return typeof value === 'string' && field.values?.includes(value) === true
    case 'text':
    case 'region':
      return isValueText(value)
  }
}

/** Text that looks like a date or an instant must be one: a code says it as such. */
function isValueText(value: unknown): boolean {
  if (typeof value !== 'string' || !isWholeText(value)) return false
  return !timeForm.test(value) || isInstantText(value) || isDateText(value)
}

/** At most 6 decimals, and exact. */
function isDecimal(value: number): boolean {
  if (Number.isSafeInteger(value)) return true
  // One decimal, as temperatures have: the number nearest to so many tenths is the one that is written so.
  const tenths = Math.round(value * 10)
  if (tenths / 10 === value && Math.abs(tenths) < mostTenths) return true
  const [, whole, decimals] = /^(-?\d+)\.(\d{1,6})$/.exec(String(value)) ?? []
  return decimals !== undefined && Number.isSafeInteger(Number(`${whole}${decimals}`))
}

const forms = {
  instant: 'an instant such as 2020-03-01T08:00:00Z',
  date: 'a date such as 2020-03-01',
  integer: 'a whole number',
  decimal: 'a number of at most 6 decimals',
  boolean: 'true or false',
  text: 'text, and no date or instant that there is not',
  region: 'text, and no date or instant that there is not',
} as const

/** What a value must be, in the words of an error. */
export function valueForm(field: FieldType | undefined): string {
  if (field === undefined) return 'text, numbers of at most 6 decimals, or booleans'
  return field.type === 'enumeration'
    ? `one of ${(field.values ?? []).join(', ')}`
    : forms[field.type]
}
