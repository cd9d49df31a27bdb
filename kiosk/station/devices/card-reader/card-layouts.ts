/** Where a gate finds what it needs in the text of a card, for each of the four layouts; of the rest it knows no place. */
import { parseIdNumber } from 'greengate'
import type { IdType } from 'greengate'

/** Bytes from the beginning of the text, and how many. */
export type Place = readonly [offset: number, length: number]

/** A number as the library writes it, and the birth date in it: with the century, or without. */
export interface CheckedNumber {
  readonly number: string
  readonly birth: string
}

/** One layout. */
export interface Layout {
  readonly type: IdType
  readonly number: Place
  readonly birth: Place
  readonly validFrom: Place
  readonly validUntil: Place
  /** Where the name stands in Latin letters, for cards of people whose codes other countries made. */
  readonly latinName?: readonly Place[]
  /** Whether cards are made that never expire. */
  readonly neverExpires?: true
  /** Undefined: no number of this kind of card. */
  readonly check: (text: string) => CheckedNumber | undefined
}

/** Which layout a text has. */
export const markPlace = 248

const dates = { validFrom: [188, 16], validUntil: [204, 16] } as const
const resident = {
  type: 'cn-resident-id',
  number: [122, 36],
  birth: [36, 16],
  ...dates,
} as const

/** By their mark; a card of a citizen has none. */
export const layouts = {
  '': { ...resident, neverExpires: true, check: residentNumber },
  /** Residence permit of people from Hong Kong, Macao and Taiwan. */
  J: {
    ...resident,
    check: (text) => (/^8[123]0000/.test(text) ? residentNumber(text) : undefined),
  },
  /** Permanent residence of a foreigner, as made from 2017. */
  I: {
    type: 'permanent-residence',
    number: [122, 30],
    birth: [220, 16],
    ...dates,
    latinName: [[0, 120]],
    check: numberOf2017,
  },
  /** The same, as made from December 2023. */
  Y: {
    type: 'permanent-residence',
    number: [122, 36],
    birth: [36, 16],
    ...dates,
    latinName: [
      [52, 70],
      [220, 22],
    ],
    check: (text) => (text.length === 18 ? checked('permanent-residence', text, 6, 14) : undefined),
  },
} as const satisfies Record<string, Layout>

/** A mark that has a layout. */
export type Mark = keyof typeof layouts

const checkCharacters = Array.from('0123456789X')

/** Of 15 digits are numbers of before 1999: the century and the check character are added. */
function residentNumber(text: string): CheckedNumber | undefined {
  if (!/^\d{15}$/.test(text)) return checked('cn-resident-id', text, 6, 14)
  const long = `${text.slice(0, 6)}19${text.slice(6)}`
  // The library knows the check; of eleven characters it takes one.
  const last = checkCharacters.find((one) => parseIdNumber('cn-resident-id', long + one))
  return last === undefined ? undefined : checked('cn-resident-id', long + last, 6, 14)
}

/** Three letters, area, birth date, serial number, and a check digit as in machine-readable zones. */
function numberOf2017(text: string): CheckedNumber | undefined {
  if (!/^[A-Z]{3}\d{12}$/.test(text)) return undefined
  const weights = [7, 3, 1] as const
  let sum = 0
  for (let i = 0; i < 14; i++) sum += parseInt(text.charAt(i), 36) * (weights[i % 3] as number)
  return sum % 10 === Number(text[14]) ? checked('permanent-residence', text, 7, 13) : undefined
}

function checked(type: IdType, text: string, from: number, to: number): CheckedNumber | undefined {
  // The library reads what people type, too: wide digits, blanks. A chip has none.
  const number = /^\w+$/.test(text) ? parseIdNumber(type, text) : undefined
  return number === undefined ? undefined : { number, birth: number.slice(from, to) }
}
