/** Which fields of a DCC a rule rests on, which of them are missing, and what happens when one is read all the same. */
import { GreengateError } from '../../errors.ts'
import type { DataAccess } from './data-access.ts'
import type { DccKind } from './country-rules.ts'

type Members = Readonly<Record<string, unknown>>

/** A field within a DCC. */
export interface Field {
  /** Such as `v.0.dt`; `*` is every entry of a list. */
  readonly path: string
  readonly steps: readonly string[]
  /** The place in an array that a step is; -1 where it is none. */
  readonly places: readonly number[]
  /** Whether the schema leaves it open. */
  readonly isOpen: boolean
}

/** The lists of a DCC, and what entries in each make of it. */
const lists = { v: 'Vaccination', t: 'Test', r: 'Recovery' } as const satisfies Record<
  string,
  DccKind
>

/** Members that the schema of a DCC leaves open: a test in a laboratory has no device. */
const openMembers = { test: ['nm', 'ma', 'tc', 'dr'], name: ['fn', 'gn', 'gnt'] } as const

/** A field that is missing was read, so that whatever came of it is no answer. */
export class MissingField extends GreengateError {
  readonly field: string
  constructor(field: string) {
    super('ERR_CERTLOGIC_MALFORMED', 'a field that is missing was read')
    this.field = field
  }
}

/** The fields that a rule rests on: those that it names itself, and those that its logic reads. */
export function fieldsOf(
  stated: readonly string[],
  accesses: readonly DataAccess[],
): readonly Field[] {
  const paths = [...stated, ...accesses.flatMap(fieldsRead)]
  return [...new Set(paths)].sort().map((path) => {
    const steps = path.split('.')
    const places = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : -1))
    return { path, steps, places, isOpen: isOpen(steps) }
  })
}

function fieldsRead({ path, over }: DataAccess): readonly string[] {
  if (over === undefined) return path.startsWith('payload.') ? [path.slice(8)] : []
  // What is reduced may be an entry, or a list of lists of them.
  const member = /^(?:current|accumulator)(?:\.\d+)*\.(\D.*)$/.exec(path)?.[1]
  if (member === undefined) return []
  const list = /^payload\.([vtr])$/.exec(over ?? '')?.[1]
  return (list === undefined ? Object.keys(lists) : [list]).map((name) => `${name}.*.${member}`)
}

/**
 * The fields that are missing: absent, null or blank in what is there.
 *
 * An entry that a list has not is no missing field. A DCC states all its entries: it is known that there is none.
 */
export function missingFields(payload: Members, fields: readonly Field[]): readonly string[] {
  let missing: string[] | undefined
  for (const field of fields) {
    if (isMissing(payload, field, 0)) (missing ??= []).push(field.path)
  }
  return missing ?? none
}

const none: readonly string[] = []

function isMissing(from: unknown, field: Field, first: number): boolean {
  const { steps, places, isOpen: mayBeOpen } = field
  let value = from
  for (let i = first; i < steps.length; i += 1) {
    const name = steps[i] as string
    if (Array.isArray(value)) {
      if (name === '*') return value.some((entry) => isMissing(entry, field, i + 1))
      const place = places[i] as number
      if (place < 0) return true
      if (place >= value.length) return false
      value = value[place]
    } else if (!isRecord(value)) {
      return true
    } else if (isGiven(value, name)) {
      value = value[name]
    } else {
      const isList = i === 0 && Object.hasOwn(lists, name)
      return !isList && !(mayBeOpen && i === steps.length - 1)
    }
  }
  return false
}

function isOpen([first, second, third, ...rest]: readonly string[]): boolean {
  if (rest.length > 0) return false
  if (third === undefined)
    return first === 'nam' && openMembers.name.some((open) => open === second)
  return first === 't' && openMembers.test.some((open) => open === third)
}

/** The DCC for evaluation: where an open member is missing, reading it ends the evaluation. */
export function guarded(payload: Members): Members {
  const { t, nam } = payload
  return {
    ...payload,
    ...(Array.isArray(t)
      ? { t: t.map((entry: unknown, i) => trapped(entry, openMembers.test, `t.${String(i)}`)) }
      : {}),
    ...(isRecord(nam) ? { nam: trapped(nam, openMembers.name, 'nam') } : {}),
  }
}

function trapped(value: unknown, names: readonly string[], at: string): unknown {
  if (!isRecord(value)) return value
  const missing = names.filter((name) => !isGiven(value, name))
  if (missing.length === 0) return value
  const copy = { ...value }
  for (const name of missing) {
    const get = (): never => {
      throw new MissingField(`${at}.${name}`)
    }
    // Not to be counted as a member.
    Object.defineProperty(copy, name, { get, enumerable: false })
  }
  return copy
}

/** The kinds of a DCC; undefined where its lists are no lists of entries. */
export function kindsOf(payload: Members): readonly DccKind[] | undefined {
  const found: DccKind[] = []
  for (const name of ['v', 't', 'r'] as const) {
    if (!isGiven(payload, name)) continue
    const list = payload[name]
    if (!Array.isArray(list) || !list.every(isRecord)) return undefined
    if (list.length > 0) found.push(lists[name])
  }
  return found
}

/** A JSON object. */
export function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isGiven(value: Members, name: string): boolean {
  if (!Object.hasOwn(value, name)) return false
  const member = value[name]
  return member !== undefined && member !== null && member !== ''
}
