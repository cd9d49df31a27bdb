/** Which form a value has that stands in a fact: asked before anybody is judged, so that a mistake is named and not read as unknown. */
import type { FieldType } from 'greengate/rules'

/** Text without half characters, which UTF-8 cannot hold. */
export function isWholeText(text: string): boolean {
  // Node has it; the types of the library's own target do not.
  return (text as string & { isWellFormed(): boolean }).isWellFormed()
}

/** Text of a code: 1 to 64 bytes of whole characters. */
export function isNameText(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > 64) return false
  if (!isWholeText(value)) return false
  return value.length <= 21 || Buffer.byteLength(value) <= 64
}

/** Of 1970 to 2199, as codes have them. */
export function isInstantText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 20 || value < '1970') return false
  if (value[10] !== 'T' || value[13] !== ':' || value[16] !== ':' || value[19] !== 'Z') return false
  const [hours, minutes, seconds] = [digits(value, 11), digits(value, 14), digits(value, 17)]
  return isDateAtStart(value) && hours <= 23 && minutes <= 59 && seconds <= 59
}

/** Of 1900 to 2199. */
export function isDateText(value: unknown): boolean {
  return typeof value === 'string' && value.length === 10 && isDateAtStart(value)
}

/** By hand: this is asked of every instant of every fact, and patterns take several times as long. */
function isDateAtStart(text: string): boolean {
  if (text[4] !== '-' || text[7] !== '-') return false
  const year = digits(text, 0) * 100 + digits(text, 2)
  const [month, day] = [digits(text, 5), digits(text, 8)]
  // Comparisons with NaN are false, so these also ask for digits.
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return false
  if (day <= 28) return true
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= last
}

/** Two digits from a place on; NaN where they are none. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

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
  // So few digits that no two such decimals are one number.
  if (Math.abs(value) < 1e9 && Math.round(value * 1e6) / 1e6 === value) return true
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
