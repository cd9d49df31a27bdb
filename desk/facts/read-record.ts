/** Reads a record of a source from JSON: all members known, each of its form, or a reason in place of the record. */
import { createHash } from 'node:crypto'
import { canonicalJson, idTypes } from 'greengate/issue'
import type { FieldValue } from 'greengate/issue'
import { readInstant } from './read-time.ts'
import type { FactRecord, NamedPerson, Refusal } from './record.ts'

/** What reading a record comes to. */
export type ReadRecord =
  | { readonly record: FactRecord; readonly digest: Uint8Array }
  | { readonly id: string | null; readonly refusal: Refusal }

type Members = Readonly<Record<string, unknown>>

const members = ['id', 'kind', 'recordedAt', 'person', 'fields', 'retracts']
/** What can be written without quotes: letters, digits, punctuation. */
const idForm = /^[!#-~]{1,64}$/
const maxName = 128
const maxNumber = 64

/** Reads one record. */
export function readRecord(value: unknown): ReadRecord {
  const given = asMembers(value)
  const id = isId(given?.['id']) ? given['id'] : null
  const refused = (refusal: Refusal): ReadRecord => ({ id, refusal })
  if (given === undefined || id === null) return refused('malformed')
  if (Object.keys(given).some((name) => !members.includes(name))) return refused('malformed')
  const { kind, retracts } = given
  const recordedAt = readInstant(given['recordedAt'])
  const digest = digestOf(given)
  if (recordedAt === undefined || digest === undefined) return refused('malformed')
  if (retracts !== undefined && (!isId(retracts) || retracts === id)) return refused('malformed')
  if (kind === undefined && given['person'] === undefined && given['fields'] === undefined) {
    if (retracts === undefined) return refused('malformed')
    return { record: { id, recordedAt, fact: undefined, retracts }, digest }
  }
  const person = readPerson(given['person'])
  const fields = asMembers(given['fields'] ?? {})
  if (typeof kind !== 'string' || person === undefined || fields === undefined) {
    return refused('malformed')
  }
  if (!(idTypes as readonly string[]).includes(person.idType)) return refused('id-type-unknown')
  // Of their types only once the kind is known.
  const fact = { kind, person, fields: fields as Record<string, FieldValue> }
  return { record: { id, recordedAt, fact, retracts }, digest }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && idForm.test(value)
}

function asMembers(value: unknown): Members | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Members) : undefined
}

function readPerson(value: unknown): NamedPerson | undefined {
  const given = asMembers(value)
  if (given === undefined) return undefined
  const { idType, number, name, ...others } = given
  if (Object.keys(others).length > 0) return undefined
  if (typeof idType !== 'string' || typeof number !== 'string') return undefined
  if (number === '' || number.length > maxNumber) return undefined
  if (name === undefined) return { idType, number }
  if (typeof name !== 'string' || name.trim() === '' || name.length > maxName) return undefined
  return { idType, number, name }
}

/** The order of members does not make another record. */
function digestOf(given: Members): Uint8Array | undefined {
  try {
    return createHash('sha256').update(canonicalJson(given)).digest()
  } catch (error) {
    // What has no canonical form, such as half a character.
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}
