/** The kinds of identity cards that a tag and a population set know: what a number of each looks like (docs/format.md 4.1). */
import { mod11_2 } from 'cdigit'
import { parseDate } from '../encoding/instant.ts'

interface Form {
  /** Of a number in capital letters, without spaces and hyphens. */
  readonly pattern: RegExp
  /** How many characters from the left are the person's own; what comes after counts how often the card was made. */
  readonly kept?: number
}

/** Eighteen characters with a birth date in the middle end with a check character by ISO 7064 MOD 11-2 (GB 11643). */
const checkedLength = 18

/**
 * The types by name. Only numbers of 18 characters have a check character of their own: that of a passport stands in its
 * machine-readable zone, beside the number, and permits have none.
 */
const forms = {
  /** Also the residence permit of people from Hong Kong, Macao and Taiwan, whose number is of the same kind. */
  'cn-resident-id': { pattern: /^[1-8]\d{16}[\dX]$/ },
  passport: { pattern: /^[A-Z0-9]{5,9}$/ },
  /** Mainland travel permit of a resident of Hong Kong or Macao; older ones count two digits more. */
  'hk-macao-permit': { pattern: /^[HM]\d{8}(?:\d\d)?$/, kept: 9 },
  /** Mainland travel permit of a resident of Taiwan. */
  'taiwan-permit': { pattern: /^\d{8}$/ },
  /** Of a foreigner: 15 characters until 2023, 18 from then on. */
  'permanent-residence': { pattern: /^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/ },
} as const satisfies Record<string, Form>

/** A kind of identity card. */
export type IdType = keyof typeof forms

/** Their names. */
export const idTypes = Object.keys(forms) as readonly IdType[]

/** Longer than any number, with all that may stand between its characters. */
const maxLength = 40

/**
 * Reads the number of an identity card as a card, a machine-readable zone or a person writes it.
 *
 * @param type - One of `idTypes`.
 * @returns The one form that tags and population sets are made with; undefined where it is no number of this type.
 *
 * @example
 * ```ts
 * import { parseIdNumber } from 'greengate'
 *
 * const number: string | undefined = parseIdNumber('hk-macao-permit', 'h0123456702')
 * ```
 */
export function parseIdNumber(type: string, text: string): string | undefined {
  const form: Form | undefined = idTypes.includes(type as IdType)
    ? forms[type as IdType]
    : undefined
  if (form === undefined || text.length > maxLength) return undefined
  // Typed with an input method digits may be wide, and what a zone leaves free is filled with `<`.
  const number = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]|<+$/g, '')
  if (!form.pattern.test(number)) return undefined
  if (number.length === checkedLength && !isChecked(number)) return undefined
  return number.slice(0, form.kept)
}

function isChecked(number: string): boolean {
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return parseDate(date) !== undefined && mod11_2.validate(number)
}
