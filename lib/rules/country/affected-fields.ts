/** Which fields of a DCC a rule rests on, which of them are missing, and what happens when one is read all the same. */
import { GreengateError } from '../../errors.ts'
import type { DataAccess } from './data-access.ts'
import type { DccKind } from './country-rules.ts'

type Members = Readonly<Record<string, unknown>>

/** A path within a DCC; `*` is every entry of a list. */
export type FieldPath = readonly string[]

/** The lists of a DCC, and what entries in each make of it. */
export const lists: Readonly<Record<string, DccKind>> = {
  v: 'Vaccination',
  t: 'Test',
  r: 'Recovery',
}

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
export function fieldPathsOf(
  stated: readonly string[],
  accesses: readonly DataAccess[],
): readonly FieldPath[] {
  const paths = [...stated, ...accesses.flatMap(fieldsRead)]
  return [...new Set(paths)].sort().map((path) => path.split('.'))
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
export function missingFields(payload: Members, fields: readonly FieldPath[]): readonly string[] {
  return fields.flatMap((field) => missingIn(payload, field, 0))
}

function missingIn(value: unknown, field: FieldPath, depth: number): readonly string[] {
  const name = field[depth]
  if (name === undefined) return []
  const missing = [field.slice(0, depth + 1).join('.')]
  if (Array.isArray(value)) {
    if (name !== '*' && !/^\d+$/.test(name)) return [field.join('.')]
    const entries = name === '*' ? value : value.slice(Number(name), Number(name) + 1)
    return [...new Set(entries.flatMap((entry) => missingIn(entry, field, depth + 1)))]
  }
  if (!isRecord(value)) return [field.join('.')]
  if (depth === 0 && name in lists) {
    return isGiven(value, name) ? missingIn(value[name], field, 1) : []
  }
  if (isGiven(value, name)) return missingIn(value[name], field, depth + 1)
  return isOpen(field.slice(0, depth + 1)) ? [] : missing
}

function isOpen([first = '', second = '', third = '', ...rest]: FieldPath): boolean {
  if (rest.length > 0) return false
  if (third === '') return first === 'nam' && openMembers.name.some((open) => open === second)
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
  for (const [name, kind] of Object.entries(lists)) {
    const list = isGiven(payload, name) ? payload[name] : []
    if (!Array.isArray(list) || !list.every(isRecord)) return undefined
    if (list.length > 0) found.push(kind)
  }
  return found
}

/** A JSON object. */
export function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isGiven(value: Members, name: string): boolean {
  return (
    Object.hasOwn(value, name) &&
    value[name] !== undefined &&
    value[name] !== null &&
    value[name] !== ''
  )
}
