/** Whether several codes speak of one person: names in the spellings of passports, birth dates as they stand. */
import type { StatedPerson } from './person.ts'

/** What comparing came to. Doubt is never `same`. */
export type PersonMatch =
  | { readonly state: 'same' }
  | { readonly state: 'different'; readonly differs: readonly ('name' | 'birth-date')[] }
  /** Something is not stated, is cut short, or stands in letters that cannot be compared. */
  | { readonly state: 'unproven' }

type Sameness = 'same' | 'different' | 'unproven'

/**
 * Compares what codes state of their holders, each with each.
 *
 * @param persons - null: a code that names nobody.
 */
export function samePerson(persons: readonly (StatedPerson | null)[]): PersonMatch {
  if (persons.some((person) => person === null)) return { state: 'unproven' }
  const distinct = new Map(persons.map((person) => [JSON.stringify(person), person]))
  const read = [...distinct.values()].map((person) => readPerson(person as StatedPerson))
  const found = { name: new Set<Sameness>(), birth: new Set<Sameness>() }
  read.forEach((one, i) => {
    // With itself too: two codes that leave out the same thing prove nothing.
    for (const other of read.slice(i)) {
      found.name.add(compareNames(one.name, other.name))
      found.birth.add(compareBirthDates(one.birthDate, other.birthDate))
    }
  })
  const differs = [
    ...(found.name.has('different') ? (['name'] as const) : []),
    ...(found.birth.has('different') ? (['birth-date'] as const) : []),
  ]
  if (differs.length > 0) return { state: 'different', differs }
  const isDoubtful = found.name.has('unproven') || found.birth.has('unproven')
  return { state: isDoubtful ? 'unproven' : 'same' }
}

/** A name in every spelling that it may have; an empty part is not stated. */
interface Name {
  readonly surname: readonly string[]
  readonly given: readonly string[]
}

interface ReadPerson {
  readonly name: Name
  readonly birthDate: string
}

function readPerson({ surname, given, birthDate }: StatedPerson): ReadPerson {
  const parts = [surname, given].map((part) => spellings(part ?? ''))
  const [first = [], second = []] = parts.filter(({ length }) => length > 0)
  return { name: { surname: first, given: second }, birthDate: birthDate ?? '' }
}

/** Equal as they stand; of which one is a part of the other, nothing is known. */
function compareBirthDates(one: string, other: string): Sameness {
  if (one === '' || other === '') return 'unproven'
  if (one === other) return 'same'
  return one.startsWith(`${other}-`) || other.startsWith(`${one}-`) ? 'unproven' : 'different'
}

function compareNames(one: Name, other: Name): Sameness {
  if (one.surname.length === 0 || other.surname.length === 0) return 'unproven'
  const isParted = [one, other].map(({ given }) => given.length > 0)
  if (isParted[0] === isParted[1]) {
    if (share(one.surname, other.surname) && (!isParted[0] || share(one.given, other.given))) {
      return 'same'
    }
  } else {
    // One field holds the whole name: in either order.
    const [parted, whole] = isParted[0] ? [one, other.surname] : [other, one.surname]
    if (share(inEitherOrder(parted), whole)) return 'same'
    // Or the surname alone.
    if (share(parted.surname, whole)) return 'unproven'
  }
  // Names whose every letter may be spelled in several ways are not compared for ever.
  if (waysOf(one) * waysOf(other) > mostCompared) return 'unproven'
  const [a, b] = [wholeNames(one), wholeNames(other)]
  const isDoubtful =
    [...a, ...b].some((name) => !/^[A-Z ]*$/.test(name)) || isCut(a, b) || isTurned(a, b)
  return isDoubtful ? 'unproven' : 'different'
}

function share(one: readonly string[], other: readonly string[]): boolean {
  return one.some((spelling) => other.includes(spelling))
}

function inEitherOrder({ surname, given }: Name): readonly string[] {
  return surname.flatMap((s) => given.flatMap((g) => [`${s} ${g}`, `${g} ${s}`]))
}

/** Pairs of spellings of two names that are looked at for doubt: Müller-Özgür Åse has 288 of her own. */
const mostCompared = 16_384

function waysOf({ surname, given }: Name): number {
  return 2 * surname.length * Math.max(1, given.length)
}

function wholeNames(name: Name): readonly string[] {
  return name.given.length === 0 ? name.surname : inEitherOrder(name)
}

/** The shortest name field of a travel document has 30 characters; what fills it may go on. */
const shortestField = 30

function isCut(one: readonly string[], other: readonly string[]): boolean {
  const words = (name: string): readonly string[] => name.split(' ')
  const begins = (short: string, long: string): boolean =>
    // Between the parts stand two fillers, and one filler may end the field.
    short.length + 2 >= shortestField &&
    words(short).every((word, i) => words(long)[i]?.startsWith(word) === true)
  return one.some((a) => other.some((b) => begins(a, b) || begins(b, a)))
}

/** The same words in another order: where no code says which is the surname, twins may be told apart by that. */
function isTurned(one: readonly string[], other: readonly string[]): boolean {
  const sorted = (name: string): string => name.split(' ').toSorted().join(' ')
  return share(one.map(sorted), other.map(sorted))
}

/**
 * Letters that ICAO Doc 9303-3 section 6 writes otherwise than without their marks. Of several spellings any is
 * right, but throughout a name the same.
 */
const transliterations: readonly (readonly [letter: string, spelled: readonly string[]])[] = [
  ['Ä', ['AE', 'A']],
  ['Ö', ['OE', 'O']],
  ['Ü', ['UE', 'U', 'UXX']],
  ['Å', ['AA', 'A']],
  ['Ø', ['OE', 'O']],
  ['Ñ', ['N', 'NXX']],
  ['Æ', ['AE']],
  ['Œ', ['OE']],
  ['ẞ', ['SS']],
  ['Ĳ', ['IJ']],
  ['Ð', ['D']],
  ['Đ', ['D']],
  ['Ħ', ['H']],
  ['ĸ', ['Q']],
  ['Ł', ['L']],
  ['Ŋ', ['N']],
  ['Þ', ['TH']],
  ['Ŧ', ['T']],
]

/** A text in the letters A to Z, as far as it is Latin, in every spelling; empty where it says nothing. */
function spellings(text: string): readonly string[] {
  const upper = text
    .replace(/[\u0027\u0060\u00b4\u02b9-\u02bf\u2018\u2019\u2032]/g, '')
    .normalize('NFKC')
    .toUpperCase()
    .normalize('NFC')
    // What capitals are made of may hold an apostrophe.
    .replace(/\u02bc/g, '')
  let forms = [upper]
  for (const [letter, spelled] of transliterations) {
    if (!upper.includes(letter)) continue
    forms = forms.flatMap((form) => spelled.map((letters) => form.replaceAll(letter, letters)))
  }
  return [...new Set(forms.map(plain))].filter((form) => form !== '')
}

/** Without the marks of Latin letters, and with one space wherever something else than letters stood. */
function plain(form: string): string {
  return form
    .normalize('NFD')
    .replace(/([A-Z])[\u0300-\u036f]+/g, '$1')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
