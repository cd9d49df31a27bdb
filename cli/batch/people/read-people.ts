/** Reads the people of a part, one after another: each of them, or the place where a record is none and what it must be. */
import { isAscii, isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import { BadPerson } from '../../impact/person.ts'
import type { PeopleForm } from '../job.ts'
import {
  personMaker,
  type BatchPerson,
  type PeopleTerms,
  type PersonMaker,
} from './batch-person.ts'
import { csvColumns } from './csv-columns.ts'
import { hasDoubledMembers } from './doubled-members.ts'
import { countLines, isBlank, maxRecordBytes, recordEnd } from './record-end.ts'

/** A record that was read: a person, or what it must be to be one. */
export type ReadPerson = Place & ({ readonly person: BatchPerson } | { readonly bad: string })

interface Place {
  /** Where its first byte stands in the part. */
  readonly at: number
  /** Of its first line, from 1 in the part. */
  readonly line: number
}

/** Reads the people of a part: whole records, as `cutParts` gives them. */
export type PeopleReader = (bytes: Uint8Array) => Iterable<ReadPerson>

/** Makes a reader, once for all parts. */
export function peopleReader(form: PeopleForm, terms: PeopleTerms): PeopleReader {
  const personOf = personMaker(terms)
  if (form.kind === 'ndjson') return (bytes) => jsonPeople(bytes, personOf)
  const readAll = csvRecords(form.columns, terms.types)
  return function* (bytes) {
    for (const { at, line, read } of readAll(recordsOf(bytes, form.kind))) {
      yield readOne(at, line, () => personOf(read()))
    }
  }
}

function readOne(at: number, line: number, read: () => BatchPerson): ReadPerson {
  try {
    return { at, line, person: read() }
  } catch (error) {
    return badOne(at, line, error)
  }
}

function badOne(at: number, line: number, error: unknown): ReadPerson {
  if (!(error instanceof BadPerson)) throw error
  return { at, line, bad: error.message }
}

function jsonPeople(bytes: Uint8Array, personOf: PersonMaker): Iterable<ReadPerson> {
  return isAscii(bytes) ? asciiPeople(bytes, personOf) : utf8People(bytes, personOf)
}

function* utf8People(bytes: Uint8Array, personOf: PersonMaker): Iterable<ReadPerson> {
  for (const { at, line, record, fault } of recordsOf(bytes, 'ndjson')) {
    yield readOne(at, line, () => {
      if (fault !== undefined) throw new BadPerson(fault)
      return personOf(jsonOf(record.toString('utf8'), record, 0, record.length))
    })
  }
}

/** As {@link utf8People}, at less cost: one text is made of all, in which bytes and characters have the same places. */
function* asciiPeople(bytes: Uint8Array, personOf: PersonMaker): Iterable<ReadPerson> {
  const { buffer, byteOffset, length } = bytes
  const text = Buffer.from(buffer, byteOffset, length).toString('latin1')
  let [at, line] = [0, 1]
  while (at < length) {
    const end = text.indexOf('\n', at) + 1
    const to = end > 0 ? end : length
    if (to - at > maxRecordBytes) {
      yield { at, line, bad: tooLong }
      return
    }
    if (!isBlank(bytes, at, to)) {
      try {
        yield { at, line, person: personOf(jsonOf(text.slice(at, to), bytes, at, to)) }
      } catch (error) {
        yield badOne(at, line, error)
      }
    }
    at = to
    line += 1
  }
}

const tooLong = `must be shorter than ${maxRecordBytes} bytes`

/** A record, and what makes JSON of it or throws {@link BadPerson}. */
type Readable = Place & { readonly read: () => unknown }

interface Found extends Place {
  readonly record: Buffer
  readonly fault?: string
}

/** All but blank lines. */
function* recordsOf(bytes: Uint8Array, kind: PeopleForm['kind']): Iterable<Found> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let [at, line] = [0, 1]
  while (at < whole.length) {
    const { to, isWhole } = recordEnd(whole, at, kind)
    const record = whole.subarray(at, to < 0 ? whole.length : to)
    if (to < 0) {
      yield { at, line, record, fault: tooLong }
      // Nothing comes behind it in its part.
      return
    }
    if (!isBlank(record, 0, record.length)) {
      const fault = !isUtf8(record)
        ? 'must be UTF-8'
        : isWhole
          ? undefined
          : 'must have its quotes in pairs, around whole cells'
      yield { at, line, record, ...(fault === undefined ? {} : { fault }) }
    }
    at = to
    line += kind === 'ndjson' ? 1 : countLines(record)
  }
}

/** Of a text that stands in the bytes, from `from` to `to`. */
function jsonOf(text: string, bytes: Uint8Array, from: number, to: number): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new BadPerson('must be JSON')
  }
  if (hasDoubledMembers(bytes, value, from, to)) throw new BadPerson('must not name a member twice')
  return value
}

function refuse(fault: string): never {
  throw new BadPerson(fault)
}

function csvRecords(
  columns: readonly string[],
  types: PeopleTerms['types'],
): (records: Iterable<Found>) => Iterable<Readable> {
  const read = csvColumns(columns, types)
  const valueOf = (cells: readonly string[] | undefined): unknown => {
    if (cells === undefined) return refuse('must be CSV')
    if (cells.length === columns.length) return read(cells)
    return refuse(`must have ${columns.length} cells, as the first line has`)
  }
  return function* (records) {
    const all = [...records]
    const rows = rowsOf(all.filter(({ fault }) => fault === undefined)).values()
    for (const { at, line, fault } of all) {
      const cells = fault === undefined ? rows.next().value : undefined
      yield { at, line, read: () => (fault === undefined ? valueOf(cells) : refuse(fault)) }
    }
  }
}

/** The cells of each; all at once, which costs a third of one by one. */
function rowsOf(records: readonly Found[]): readonly (readonly string[] | undefined)[] {
  const rows = parsed(Buffer.concat(records.map(({ record }) => ended(record))))
  if (rows?.length === records.length) return rows
  return records.map(({ record }) => {
    const alone = parsed(record)
    return alone?.length === 1 ? alone[0] : undefined
  })
}

function parsed(bytes: Buffer): readonly (readonly string[])[] | undefined {
  try {
    return parse(bytes, { record_delimiter: ['\r\n', '\n'], relax_column_count: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return undefined
  }
}

/** The last line of a file may have no end. */
function ended(record: Buffer): Buffer {
  return record.at(-1) === 0x0a ? record : Buffer.concat([record, Buffer.from('\n')])
}
