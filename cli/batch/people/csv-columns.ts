/** Makes of the cells of a CSV row the JSON that a line of the same person would hold (docs/people.md). */
import type { FieldType } from 'greengate/rules'
import { BadPerson } from '../../impact/person.ts'
import { OperatorError } from '../../operator-error.ts'
import type { PeopleTerms } from './batch-person.ts'
import { hasDoubledMembers } from './doubled-members.ts'
import { isFieldValue, valueForm } from './field-form.ts'

/** Makes the JSON of a person of cells, as many as there are columns. Throws {@link BadPerson}. */
export type CellReader = (cells: readonly string[]) => unknown

/** A person under way: members as a line of JSON has them. */
interface Draft {
  readonly person: { [member: string]: unknown }
  readonly facts: Map<string, DraftFact>
  readonly listed: unknown[]
  readonly covers: unknown[]
}

interface DraftFact {
  readonly id: string
  readonly kind: string
  source?: string
  recordedAt?: string
  readonly fields: { [field: string]: unknown }
}

/** What a cell that is not empty adds. */
type Put = (draft: Draft, cell: string) => void

const instant = { type: 'instant' } as const satisfies FieldType
/** Columns of text that stands in a member, or in a member of one. */
const texts = ['id', 'region', 'subject.maskedName', 'subject.lastFour', 'card.type', 'card.number']
const json = ['facts', 'holderKey']
const mostFacts = 99

/**
 * Makes the reader.
 *
 * @throws {@link OperatorError} for columns that mean nothing, or of which one is there twice
 */
export function csvColumns(columns: readonly string[], types: PeopleTerms['types']): CellReader {
  const puts = columns.map((column) => putOf(column, types))
  const unknown = columns.filter((_, i) => puts[i] === undefined)
  const doubled = columns.find((column, i) => columns.indexOf(column) !== i)
  if (unknown.length > 0) throw new OperatorError(strange(columns, unknown))
  if (doubled !== undefined) {
    throw new OperatorError(`the first line names ${doubled} twice; leave one of them out`)
  }
  const missing = ['id', 'region'].filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    throw new OperatorError(`the first line must name ${missing.join(' and ')}; add the column`)
  }
  return (cells) => {
    const draft: Draft = { person: {}, facts: new Map(), listed: [], covers: [] }
    for (const [i, cell] of cells.entries()) if (cell !== '') puts[i]?.(draft, cell)
    const { person, facts, listed, covers } = draft
    return { ...person, facts: [...listed, ...facts.values()], covers }
  }
}

/** A cell of the first line may be a person's: only names of the form of a column are said. */
function strange(columns: readonly string[], unknown: readonly string[]): string {
  const names = unknown.filter((name) => /^[a-z]\w*(?:\.\w+){1,2}$/i.test(name))
  const which = names.length === 0 ? '' : `, and ${names.slice(0, 3).join(', ')} is none`
  const isHeader = columns.includes('id')
  return isHeader
    ? `the first line must name columns of docs/people.md and the fact types${which}; correct it`
    : 'the first line must name the columns, id and region among them; add it'
}

function putOf(column: string, types: PeopleTerms['types']): Put | undefined {
  if (texts.includes(column)) return textPut(column)
  if (json.includes(column)) return jsonPut(column)
  if (column === 'covers') return coversPut([...types.keys()])
  const [, covered] = /^covers\.(.+)$/s.exec(column) ?? []
  if (covered !== undefined) return types.has(covered) ? coverPut(column, [covered]) : undefined
  return factPut(column, types)
}

function textPut(column: string): Put {
  const [member = '', inner] = column.split('.')
  if (inner === undefined) {
    return ({ person }, cell) => {
      person[member] = cell
    }
  }
  return ({ person }, cell) => {
    person[member] = { ...(person[member] as object | undefined), [inner]: cell }
  }
}

function jsonPut(column: string): Put {
  return ({ person, listed }, cell) => {
    const value = jsonOf(column, cell)
    if (column !== 'facts') person[column] = value
    else if (Array.isArray(value)) listed.push(...(value as unknown[]))
    else throw new BadPerson('facts: must be a list')
  }
}

function jsonOf(column: string, cell: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(cell)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new BadPerson(`${column}: must be JSON`)
  }
  if (!hasDoubledMembers(Buffer.from(cell), value)) return value
  throw new BadPerson(`${column}: must not name a member twice`)
}

/** A list as JSON, or one instant for all kinds. */
function coversPut(kinds: readonly string[]): Put {
  const all = coverPut('covers', kinds)
  return (draft, cell) => {
    if (!cell.startsWith('[')) {
      all(draft, cell)
      return
    }
    draft.covers.push(...(jsonOf('covers', cell) as unknown[]))
  }
}

function coverPut(column: string, kinds: readonly string[]): Put {
  return ({ covers }, cell) => {
    if (!isFieldValue(cell, instant)) throw wrong(column, instant)
    for (const kind of kinds) covers.push({ kind, until: cell })
  }
}

/** `KIND.FIELD`, `KIND.2.FIELD`; of a kind whose name has a dot the longest name that fits is meant. */
function factPut(column: string, types: PeopleTerms['types']): Put | undefined {
  const kind = [...types.keys()]
    .filter((name) => column.startsWith(`${name}.`))
    .toSorted((a, b) => b.length - a.length)[0]
  if (kind === undefined) return undefined
  const [, number = '1', field = ''] =
    /^(?:([1-9]\d?)\.)?(.+)$/s.exec(column.slice(kind.length + 1)) ?? []
  if (Number(number) > mostFacts) return undefined
  const id = `${kind}.${number}`
  const factOf = ({ facts }: Draft): DraftFact => {
    let fact = facts.get(id)
    if (fact === undefined) facts.set(id, (fact = { id, kind, fields: {} }))
    return fact
  }
  const type = types.get(kind)?.fields.get(field)
  if (type !== undefined) {
    return (draft, cell) => {
      const value = valueOf(cell, type)
      if (!isFieldValue(value, type)) throw wrong(column, type)
      factOf(draft).fields[field] = value
    }
  }
  if (field === 'source') {
    return (draft, cell) => {
      factOf(draft).source = cell
    }
  }
  if (field !== 'recordedAt') return undefined
  return (draft, cell) => {
    if (!isFieldValue(cell, instant)) throw wrong(column, instant)
    factOf(draft).recordedAt = cell
  }
}

/** What a cell says; as text where it is not of its type, which is then seen. */
function valueOf(cell: string, { type }: FieldType): string | number | boolean {
  if (type === 'integer' && /^-?(?:0|[1-9]\d{0,15})$/.test(cell)) return Number(cell)
  if (type === 'decimal' && /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,6})?$/.test(cell)) return Number(cell)
  if (type === 'boolean' && (cell === 'true' || cell === 'false')) return cell === 'true'
  return cell
}

function wrong(column: string, type: FieldType): BadPerson {
  return new BadPerson(`${column}: must be ${valueForm(type)}`)
}
