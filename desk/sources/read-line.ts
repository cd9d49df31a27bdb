/** Reads a line of a delivery: a record of JSON, or of CSV whose first line names the columns. */
import { isUtf8 } from 'node:buffer'
import type { FieldType, Vocabulary } from 'greengate/rules'
import { splitCells } from 'greengate-cli/population'
import type { Incoming } from '../facts/take-facts.ts'

/** How records are written. */
export type RecordForm = 'ndjson' | 'csv'

/** Longest line that is read. */
export const maxLine = 8192

const columns = ['id', 'kind', 'recordedAt', 'idType', 'number', 'name', 'retracts']
const fieldPrefix = 'fields.'
const names = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/**
 * Makes what reads the lines of one delivery, one after another. It gives undefined for a line that is no record: an
 * empty one, the names of columns.
 */
export function lineReader(
  form: RecordForm,
  types: Vocabulary['types'],
): (bytes: Buffer) => Incoming | undefined {
  let header: readonly string[] | 'bad' | undefined
  let isFirst = true
  return (bytes) => {
    const mark = isFirst && bytes.subarray(0, 3).toString('latin1') === '\u00ef\u00bb\u00bf' ? 3 : 0
    isFirst = false
    if (bytes.length > maxLine) return { refusal: 'too-long' }
    if (!isUtf8(bytes)) return { refusal: 'not-utf8' }
    const line = bytes.toString('utf8', mark).replace(/\r$/, '')
    if (line.trim() === '') return undefined
    if (form === 'ndjson') return readJson(line)
    if (header === undefined) {
      header = headerOf(line) ?? 'bad'
      return undefined
    }
    return header === 'bad' ? { refusal: 'columns' } : readCells(line, header, types)
  }
}

function readJson(line: string): Incoming {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { refusal: 'not-json' }
  }
  // Of a member that is there twice JSON keeps the last.
  return membersOf(line) === countMembers(value) ? { value } : { refusal: 'not-json' }
}

function membersOf(line: string): number {
  let members = 0
  for (const [, colon] of line.matchAll(names)) if (colon !== undefined) members += 1
  return members
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, each) => sum + countMembers(each), own)
}

function headerOf(line: string): readonly string[] | undefined {
  const cells = splitCells(line)?.map((cell) => cell.trim())
  const isKnown = cells?.every((cell) => columns.includes(cell) || cell.startsWith(fieldPrefix))
  const isWhole = cells?.includes('id') === true && cells.includes('recordedAt')
  return isKnown === true && isWhole && new Set(cells).size === cells.length ? cells : undefined
}

/** An empty cell is a member that is not there. */
function readCells(line: string, header: readonly string[], types: Vocabulary['types']): Incoming {
  const cells = splitCells(line)
  if (cells?.length !== header.length) return { refusal: 'columns' }
  const given = new Map(header.map((name, at) => [name, cells[at] as string]))
  for (const [name, cell] of given) if (cell === '') given.delete(name)
  const kind = given.get('kind')
  const fields = [...given].flatMap(([name, cell]): [string, unknown][] => {
    if (!name.startsWith(fieldPrefix)) return []
    const field = name.slice(fieldPrefix.length)
    return [[field, typed(cell, types.get(kind ?? '')?.fields.get(field))]]
  })
  const pick = (...of: readonly string[]): Record<string, unknown> =>
    Object.fromEntries([...given].filter(([name]) => of.includes(name)))
  const person = pick('idType', 'number', 'name')
  const isFact = kind !== undefined || Object.keys(person).length > 0 || fields.length > 0
  return {
    value: {
      ...pick('id', 'kind', 'recordedAt', 'retracts'),
      ...(isFact ? { person, fields: Object.fromEntries(fields) } : {}),
    },
  }
}

/** What is not of its type stays text, and is refused for it. */
function typed(cell: string, type: FieldType | undefined): unknown {
  switch (type?.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell
    case 'decimal':
      return /^-?\d{1,12}(?:\.\d{1,6})?$/.test(cell) ? Number(cell) : cell
    case 'boolean':
      return cell === 'true' ? true : cell === 'false' ? false : cell
    default:
      return cell
  }
}
