/** A rule set as formulas, and what its variables stand for. */
import type { RuleSet } from '../rule-set.ts'
import type { FieldType, Vocabulary } from '../vocabulary.ts'
import { FieldTable, type Term } from './field-table.ts'
import { leaf, type Formula, type Leaf } from './formula.ts'
import { isMonotone, type Lens } from './lens.ts'
import { rangeCells, Variable, type Point } from './variable.ts'

/** How many facts of a kind there are for which a formula holds, or on how many days. */
export interface Counted {
  readonly kind: string
  readonly where: Formula
  /** Days are counted by this field. */
  readonly by: string | undefined
}

/** A field of the last or first fact for which a formula holds. */
export interface Last {
  readonly kind: string
  readonly where: Formula
  readonly by: string
  readonly sign: 1 | -1
  /** The field; the last one's cells are its, and one more for unknown. */
  readonly field: Variable
}

/** How two fields of one fact compare. */
export interface Pair {
  readonly left: Term
  readonly right: Term
}

/** `lt`, `eq`, `gt`: how a left side compares with a right one. */
export type Order = 'lt' | 'eq' | 'gt'

export class Model {
  readonly set: RuleSet
  readonly vocabulary: Vocabulary
  readonly lens: Lens
  readonly table: FieldTable
  readonly counts = new Map<Variable, Counted>()
  readonly lasts = new Map<Variable, Last>()
  readonly pairs = new Map<Variable, Pair>()
  readonly measurements = new Map<string, Term>()
  /** Whether a later instant is never an earlier day. */
  readonly isMonotone: boolean
  readonly #named = new Map<string, Variable>()

  constructor(set: RuleSet, vocabulary: Vocabulary, lens: Lens) {
    this.set = set
    this.vocabulary = vocabulary
    this.lens = lens
    this.table = new FieldTable(vocabulary, lens)
    this.isMonotone = isMonotone(lens.offsets)
  }

  /** The variable of a key, made when it is first asked for. */
  named(key: string, make: () => Variable): Variable {
    const variable = this.#named.get(key) ?? make()
    this.#named.set(key, variable)
    return variable
  }

  /** That a count compares so with a number. */
  counted({ kind, where, by }: Counted, op: '>=' | '<=' | '>' | '<', than: number): Leaf | Formula {
    const key = `#${kind} ${by ?? ''} ${where.key}`
    const variable = this.named(key, () => {
      const cuts = new Set([0])
      const made = new Variable(key, () => rangeCells(cuts, true, 0))
      this.counts.set(made, { kind, where, by })
      this.#cuts.set(made, cuts)
      return made
    })
    this.#cuts.get(variable)?.add(than)
    return leaf(variable, `${op}${String(than)}`, (point) => compares(op, point as number, than))
  }

  readonly #cuts = new Map<Variable, Set<number>>()

  /** That there is a fact for which a formula holds. */
  exists(kind: string, where: Formula): Formula {
    return this.counted({ kind, where, by: undefined }, '>=', 1)
  }

  /** A measurement at the gate. */
  measurement(name: string): Term {
    const known = this.measurements.get(name)
    if (known !== undefined) return known
    const { type } = this.vocabulary.onSite.get(name) as FieldType
    const cuts = new Set<number>()
    const variable = new Variable(`@${name}`, () => rangeCells(cuts, type === 'integer'))
    const cut = (constant: unknown): void => {
      cuts.add(constant as number)
    }
    const term = { variable, read: (point: Point) => point, cut, key: variable.key }
    this.measurements.set(name, term)
    return term
  }
}

/** Compares numbers as an operator says. */
function compares(op: '>=' | '<=' | '>' | '<', a: number, b: number): boolean {
  if (op === '>=') return a >= b
  if (op === '<=') return a <= b
  return op === '>' ? a > b : a < b
}
