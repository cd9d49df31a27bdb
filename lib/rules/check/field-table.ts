/** The fields of facts as variables, each with the cells that the conditions of a set tell apart. */
import type { FieldType, Scalar, Vocabulary } from '../vocabulary.ts'
import { momentOf, samplesNear, usualSamples, viewAt, type Lens, type View } from './lens.ts'
import { pointCells, rangeCells, textPoints, Variable, type Cell, type Point } from './variable.ts'

/** What is read of a variable, and compared. */
export interface Term {
  readonly variable: Variable
  readonly read: (point: Point) => Point
  /** Says that it is compared with a constant, so that there are cells on both sides. */
  readonly cut: (constant: Scalar) => void
  /** Which reading of the variable it is. */
  readonly key: string
}

/** One field, or one view of it. */
interface Column {
  readonly type: FieldType
  readonly variable: Variable
  readonly cuts: Set<number>
  readonly texts: Set<string>
  /** Columns it is compared with. */
  readonly beside: Set<Column>
}

const timeTypes = ['instant', 'date', 'integer', 'decimal']

/** Whether values of a type are numbers here. */
function isNumeric({ type }: FieldType): boolean {
  return timeTypes.includes(type)
}

export class FieldTable {
  readonly #columns = new Map<string, Column>()
  readonly #ofVariable = new Map<Variable, Column>()
  readonly #vocabulary: Vocabulary
  readonly #lens: Lens

  constructor(vocabulary: Vocabulary, lens: Lens) {
    this.#vocabulary = vocabulary
    this.#lens = lens
  }

  /** A view of a field that the vocabulary has. */
  term(kind: string, name: string, view: View): Term {
    const moment = momentOf(this.#lens)
    const type = this.#vocabulary.types.get(kind)?.fields.get(name) as FieldType
    const isSplit = moment === undefined && isNumeric(type)
    const column = this.#column(`${kind}.${name}${isSplit ? `:${view}` : ''}`, type)
    const { variable, cuts, texts } = column
    return {
      variable,
      read: moment === undefined ? (point) => point : viewAt(view, type.type, moment),
      cut(constant) {
        if (typeof constant === 'string') texts.add(constant)
        if (typeof constant !== 'number') return
        if (moment === undefined) cuts.add(constant)
        else for (const near of samplesNear(view, type.type, constant, moment)) cuts.add(near)
      },
      key: `${variable.key}${isSplit ? '' : `:${view}`}`,
    }
  }

  /** Says that two fields of a fact are compared, so that their values must be able to meet. */
  link(left: Variable, right: Variable): void {
    const [a, b] = [this.#ofVariable.get(left), this.#ofVariable.get(right)]
    if (a === undefined || b === undefined) return
    a.beside.add(b)
    b.beside.add(a)
  }

  /** The fields of a kind whole, by their names. */
  fields(kind: string): readonly (readonly [string, Variable])[] {
    const names = [...(this.#vocabulary.types.get(kind)?.fields.keys() ?? [])]
    return names.map((name) => [name, this.term(kind, name, 'raw').variable])
  }

  #column(key: string, type: FieldType): Column {
    const known = this.#columns.get(key)
    if (known !== undefined) return known
    const column: Column = {
      type,
      variable: new Variable(key, () => this.#cells(column)),
      cuts: new Set(),
      texts: new Set(),
      beside: new Set(),
    }
    this.#columns.set(key, column)
    this.#ofVariable.set(column.variable, column)
    return column
  }

  #cells(column: Column): readonly Cell[] {
    const { type, cuts } = column
    if (type.type === 'boolean') return pointCells([true, false])
    if (type.type === 'enumeration') return pointCells(type.values ?? [])
    const together = [...closure(column)].filter((other) => other.type.type === type.type)
    if (!isNumeric(type)) {
      return pointCells(textPoints(new Set(together.flatMap(({ texts }) => [...texts]))))
    }
    const moment = momentOf(this.#lens)
    if (moment === undefined) return rangeCells(cuts, type.type !== 'decimal')
    const near = together.flatMap((other) => [...other.cuts])
    const step = type.type === 'decimal' ? 0.1 : 1
    const met = together.length === 1 ? [] : near.flatMap((value) => [value - step, value + step])
    return pointCells(new Set([...near, ...usualSamples(type.type, moment), ...met]))
  }
}

/** A column and all that are compared with it, directly or through others. */
function closure(column: Column): ReadonlySet<Column> {
  const found = new Set([column])
  for (const each of found) for (const other of each.beside) found.add(other)
  return found
}
