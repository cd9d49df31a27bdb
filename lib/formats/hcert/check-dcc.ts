/** Whether JSON is a DCC: members, types, lengths and patterns of the schemas 1.0.0 to 1.3.3, by the version it states. */

/** A DCC of any version, as far as this library reads it. */
export interface Dcc {
  readonly nam: { readonly [name in 'fn' | 'fnt' | 'gn' | 'gnt']?: string | null }
  readonly dob: string
  /** null: as good as absent; one country's codes carry the groups that they do not use. */
  readonly v?: readonly Vaccination[] | null
  readonly t?: readonly Test[] | null
  readonly r?: readonly Recovery[] | null
}

/** A dose. */
export interface Vaccination {
  readonly tg: string
  readonly mp: string
  readonly dn: number
  readonly sd: number
  readonly dt: string
}

/** A test and its result. */
export interface Test {
  readonly tg: string
  readonly tt: string
  readonly sc: string
  readonly tr: string
}

/** That somebody was ill and is no more. */
export interface Recovery {
  readonly tg: string
  readonly fr: string
}

/** What the schemas' versions differ in. */
interface Edition {
  readonly birthDate: RegExp
  readonly maxText: number
  readonly maxDose: number
  /** Exactly one group, of one entry. */
  readonly isSingle: boolean
  /** A standardised forename will do where there is no standardised surname. */
  readonly anyName: boolean
  /** Tests may say when their result was known. */
  readonly hasResultTime: boolean
}

const [since100, since110, since120, since130] = [1_000_000, 1_001_000, 1_002_000, 1_003_000]
const day = String.raw`(?:19|20)\d\d(?:-\d\d){0,2}`
const wholeDay = /(?:19|20)\d\d-\d\d-\d\d/
const partOfDay = new RegExp(`^${day}$`)
const partOfDayOrNone = new RegExp(`^(?:${day})?$`)

/** undefined: no version that we know how to read. */
function makeEdition(version: unknown): Edition | undefined {
  const parts =
    typeof version === 'string' ? /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(version) : null
  if (parts === null) return undefined
  const [, major, minor, patch] = parts.map(Number) as [number, number, number, number]
  const number = major * 1_000_000 + minor * 1000 + patch
  if (number < since100 || major > 1) return undefined
  const isSingle = number >= since130
  return {
    birthDate: isSingle ? partOfDayOrNone : number >= since110 ? partOfDay : wholeDay,
    maxText: isSingle ? 80 : 50,
    maxDose: isSingle ? Infinity : 9,
    isSingle,
    anyName: number >= since130 + 2,
    hasResultTime: number < since120,
  }
}

/** Of the versions that were published, for every code that is read. */
const editions = new Map(
  ['1.0.0', '1.0.1', '1.1.0', '1.2.0', '1.2.1', '1.3.0', '1.3.1', '1.3.2', '1.3.3'].map(
    (version): [unknown, Edition | undefined] => [version, makeEdition(version)],
  ),
)

type Members = Readonly<Record<string, unknown>>

/** Members of an entry that must be text. */
const texts = {
  v: ['tg', 'vp', 'mp', 'ma', 'dt', 'co', 'is', 'ci'],
  t: ['tg', 'tt', 'sc', 'tr', 'co', 'is', 'ci'],
  r: ['tg', 'fr', 'co', 'is', 'df', 'du', 'ci'],
} as const
const groups = ['v', 't', 'r'] as const
const bounded = ['is', 'ci', 'tc'] as const
const standardised = /^[A-Z<]*$/

/** Whether JSON is a DCC of the version that it states. Dates are text of any form: a fact is made of those that can be read. */
export function isDcc(value: unknown): value is Dcc {
  if (!isObject(value)) return false
  const version = value['ver']
  const edition = editions.get(version) ?? makeEdition(version)
  if (edition === undefined) return false
  const { nam, dob } = value
  if (!isName(nam, edition)) return false
  if (typeof dob !== 'string' || !edition.birthDate.test(dob)) return false
  const present = groups.filter((name) => (value[name] ?? null) !== null)
  if (edition.isSingle && present.length !== 1) return false
  return present.every((name) => isGroup(value[name], name, edition))
}

function isName(value: unknown, { anyName, maxText }: Edition): boolean {
  if (!isObject(value)) return false
  const { fnt, gnt } = value
  if (typeof fnt !== 'string' && !(anyName && typeof gnt === 'string')) return false
  for (const name of ['fn', 'gn', 'fnt', 'gnt']) {
    if (!isOptionalText(value[name], maxText)) return false
  }
  return [fnt, gnt].every((name) => typeof name !== 'string' || standardised.test(name))
}

function isGroup(value: unknown, name: (typeof groups)[number], edition: Edition): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  if (edition.isSingle && value.length > 1) return false
  return value.every((entry) => isObject(entry) && isEntry(entry, name, edition))
}

function isEntry(entry: Members, name: (typeof groups)[number], edition: Edition): boolean {
  const { maxText, isSingle, hasResultTime } = edition
  for (const member of texts[name]) if (typeof entry[member] !== 'string') return false
  for (const member of bounded) if (!isOptionalText(entry[member], maxText)) return false
  if (!/[A-Z]/.test(entry['co'] as string)) return false
  if (name === 'v') return isDose(entry['dn'], edition) && isDose(entry['sd'], edition)
  if (name === 'r') return true
  if (!isSingle && typeof entry['tc'] !== 'string') return false
  return (
    isOptionalText(entry['nm'], isSingle ? maxText : Infinity) &&
    isOptionalText(entry['ma'], Infinity) &&
    (!hasResultTime || isOptionalText(entry['dr'], Infinity))
  )
}

function isDose(value: unknown, { maxDose }: Edition): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= maxDose
}

/** Lengths are counted in characters, not in halves of them. */
function isOptionalText(value: unknown, most: number): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'string' && (value.length <= most || Array.from(value).length <= most)
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
