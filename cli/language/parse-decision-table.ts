/** Parses decision tables: a spreadsheet saved as CSV, each row a rule, each column something that its rules ask. */
import type { Expression, Requirement, Rule } from 'greengate/rules'
import { asOne, LanguageError } from './language-error.ts'
import { parseCell } from './parse-cell.ts'
import { parseColumn, type Column } from './parse-column.ts'
import { parseTree } from './parse-condition.ts'
import { readCsv, type CsvRow } from './read-csv.ts'
import type { Locate, SourceText } from './source-text.ts'

/** An error of a table: in which row, as a spreadsheet counts them, and under which head. */
export class TableError extends LanguageError {
  readonly row: number
  readonly head: string
  constructor(error: LanguageError, row: number, head: string) {
    super(error, error.expected, `row ${String(row)}, column ${head}: ${error.message}`)
    this.row = row
    this.head = head
  }
}

const required = ['no', 'id', 'outcome', 'reason zh', 'reason en'] as const
const optional = ['requires', 'unless'] as const
const outcomes: readonly string[] = ['pass', 'check', 'stop']
type Named = (typeof required)[number] | (typeof optional)[number]

/**
 * Parses a decision table (docs/language.md).
 *
 * @param csv - RFC 4180, with a row of heads.
 * @throws {@link LanguageError} that holds every error; those of cells are {@link TableError}.
 */
export function parseDecisionTable(csv: string): Rule[] {
  const { rows, locate } = readCsv(csv)
  const table = new Table(locate)
  const [heads, ...body] = rows
  if (heads === undefined) {
    throw new LanguageError(locate(0, 0), required, 'the table is empty: expected a row of heads')
  }
  table.readHeads(heads)
  if (table.errors.length > 0) throw asOne(table.errors)
  const rules = body.map((row) => table.rule(row))
  if (table.errors.length > 0) throw asOne(table.errors)
  return rules
}

class Table {
  readonly errors: LanguageError[] = []
  readonly #locate: Locate
  readonly #heads: SourceText[] = []
  readonly #named = new Map<Named, number>()
  readonly #columns = new Map<number, Column>()
  readonly #seen = new Set<string | number>()

  constructor(locate: Locate) {
    this.#locate = locate
  }

  readHeads({ number, cells }: CsvRow): void {
    for (const [i, head] of cells.entries()) {
      this.#heads.push(head)
      const name = head.text.trim().toLowerCase().replace(/\s+/g, ' ') as Named
      if (![...required, ...optional].includes(name)) {
        const column = this.#try(number, i, () => parseColumn(head, this.#locate))
        if (column !== undefined) this.#columns.set(i, column)
      } else if (this.#named.has(name)) this.#refuse(number, i, head, 'stands twice')
      else this.#named.set(name, i)
    }
    const missing = required.filter((name) => !this.#named.has(name))
    if (missing.length > 0 && this.errors.length === 0) {
      const message = `the table has no column ${missing.join(', ')}`
      this.errors.push(new LanguageError(this.#locate(0, 0), missing, message))
    }
  }

  rule(row: CsvRow): Rule {
    if (row.cells.length !== this.#heads.length) {
      const start = row.cells[0]?.offsetAt(0) ?? 0
      const counts = `${String(this.#heads.length)} cells like the heads, but found ${String(row.cells.length)}`
      const message = `row ${String(row.number)}: expected ${counts}`
      this.errors.push(new LanguageError(this.#locate(start, 0), [], message))
    }
    const requires = this.#requires(row)
    const unless = this.#unless(row)
    return {
      no: Number(this.#text(row, 'no', isNumber, 'a whole number from 1 up')),
      id: this.#text(row, 'id', isText, 'a name for the rule', true),
      outcome: this.#text(row, 'outcome', isOutcome, 'pass, check or stop') as Rule['outcome'],
      ...(requires.length === 0 ? {} : { requires }),
      when: this.#when(row),
      ...(unless === undefined ? {} : { unless }),
      reason: {
        zh: this.#text(row, 'reason zh', isText, 'a sentence'),
        en: this.#text(row, 'reason en', isText, 'a sentence'),
      },
    }
  }

  #text(
    row: CsvRow,
    name: Named,
    isRight: (text: string) => boolean,
    what: string,
    mustDiffer = name === 'no',
  ): string {
    const i = this.#named.get(name) ?? -1
    const cell = row.cells[i]
    const text = cell?.text.trim() ?? ''
    if (cell === undefined) return text
    if (!isRight(text)) this.#refuse(row.number, i, cell, `expected ${what}`)
    else if (mustDiffer && this.#seen.has(`${name} ${text}`)) {
      this.#refuse(row.number, i, cell, 'another row has it already')
    }
    this.#seen.add(`${name} ${text}`)
    return text
  }

  #unless(row: CsvRow): Expression | undefined {
    const i = this.#named.get('unless') ?? -1
    const cell = row.cells[i]
    if (cell === undefined || this.#isAny(row.number, i, cell)) return undefined
    return this.#try(row.number, i, () => parseTree(cell, this.#locate).root)
  }

  #requires(row: CsvRow): readonly Requirement[] {
    const i = this.#named.get('requires') ?? -1
    const cell = row.cells[i]
    if (cell === undefined || this.#isAny(row.number, i, cell)) return []
    return cell.text.split(/[,;，；]/).flatMap((item) => {
      const [, kind, maxAge] = /^\s*([\p{L}\p{N}_-]+)\s+(P\d+D|PT\d+[HM])\s*$/u.exec(item) ?? []
      if (kind !== undefined && maxAge !== undefined) return [{ kind, maxAge }]
      this.#refuse(row.number, i, cell, 'expected kinds and ages, such as contact P1D; test PT24H')
      return []
    })
  }

  #when({ number, cells }: CsvRow): Expression {
    const parts: (() => Expression)[] = []
    const facts = new Map<string, { isThere: boolean; where: Expression[] }>()
    const ofKind = (kind: string): { isThere: boolean; where: Expression[] } => {
      const known = facts.get(kind)
      if (known !== undefined) return known
      const made = { isThere: true, where: [] as Expression[] }
      facts.set(kind, made)
      parts.push(() => quantified(kind, made))
      return made
    }
    for (const [i, column] of this.#columns) {
      const cell = cells[i]
      if (cell === undefined || this.#isAny(number, i, cell)) continue
      if (column.is === 'field' || column.is === 'value') {
        const test = this.#try(number, i, () => parseCell(cell, this.#locate, column.left))
        if (test === undefined) continue
        if (column.is === 'field') ofKind(column.kind).where.push(test)
        else parts.push(() => test)
        continue
      }
      const isThere = this.#yesNo(number, i, cell)
      if (column.is === 'kind') ofKind(column.kind).isThere = isThere
      else {
        const { condition } = column
        parts.push(() => (isThere ? condition : { op: 'not', of: condition }))
      }
    }
    return allOf(parts.map((part) => part()))
  }

  #yesNo(row: number, i: number, cell: SourceText): boolean {
    const text = cell.text.trim().toLowerCase()
    if (!['yes', 'no', '是', '否'].includes(text)) {
      this.#refuse(row, i, cell, 'expected yes, no, or - for any')
    }
    return text === 'yes' || text === '是'
  }

  /** Only a dash says so: an empty cell may be a forgotten one, and then the rule would hold for more people. */
  #isAny(row: number, i: number, cell: SourceText): boolean {
    const text = cell.text.trim()
    if (text === '') this.#refuse(row, i, cell, 'expected -, which stands for any')
    return text === '-' || text === ''
  }

  #try<T>(row: number, i: number, parse: () => T): T | undefined {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof LanguageError)) throw error
      this.errors.push(new TableError(error, row, this.#head(i)))
      return undefined
    }
  }

  #refuse(row: number, i: number, { text, offsetAt }: SourceText, message: string): void {
    const start = offsetAt(0)
    const place = this.#locate(start, offsetAt(text.length) - start)
    this.errors.push(new TableError(new LanguageError(place, [], message), row, this.#head(i)))
  }

  #head(i: number): string {
    return this.#heads[i]?.text.trim() ?? String(i + 1)
  }
}

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)
const isText = (text: string): boolean => text !== ''
const isOutcome = (text: string): boolean => outcomes.includes(text)

function quantified(
  kind: string,
  { isThere, where }: { readonly isThere: boolean; readonly where: readonly Expression[] },
): Expression {
  const op = isThere ? 'some' : 'none'
  return where.length === 0 ? { op, kind } : { op, kind, where: allOf(where) }
}

function allOf(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => ('op' in part && part.op === 'and' ? part.of : [part]))
  const [first] = flat
  if (first === undefined) return { value: true }
  return flat.length === 1 ? first : { op: 'and', of: flat }
}
