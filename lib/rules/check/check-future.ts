/** Warns of passage that a fact dated in the future grants, since nothing bounds its age from below. */
import type { CompiledRuleSet } from '../compile.ts'
import { civilDay } from '../zone.ts'
import type { Expression, Rule } from '../rule-set.ts'
import type { FieldType, Vocabulary } from '../vocabulary.ts'
import { fieldLeaf } from './comparison-rails.ts'
import type { Context } from './condition-rails.ts'
import { and, always, type Formula } from './formula.ts'
import type { View } from './lens.ts'
import { Model } from './model.ts'
import type { Notes } from './notes.ts'
import { pickFields } from './pick.ts'
import { whereRails } from './quantifier-rails.ts'

type Comparing = Extract<Expression, { right: Expression }>
type Since = Extract<Expression, { op: 'not' | 'days' | 'years' | 'elapsed' }>

/** An age that a condition bounds. */
interface Aged {
  readonly at: string
  readonly kind: string
  readonly field: string
  readonly view: Exclude<View, 'raw'>
  readonly where: Expression | undefined
}

export function checkFuture(
  compiled: CompiledRuleSet,
  vocabulary: Vocabulary,
  placeOf: (no: number) => string,
  notes: Notes,
): void {
  const { set, from } = compiled
  const now = Math.max(from, set.zone.offsets[0]?.[0] ?? from)
  if (civilDay(now, set.zone.offsets) === undefined) return
  for (const rule of set.rules) {
    const at = placeOf(rule.no)
    if (rule.outcome !== 'pass' || !at.startsWith('rules')) continue
    for (const aged of agesIn(rule, at)) {
      // A model of its own: what a new question cuts must not be cut already.
      const model = new Model(set, vocabulary, { now, offsets: set.zone.offsets })
      if (!isMetAhead(aged, model)) continue
      notes.add('future', aged.at, 'a fact dated in the future meets this too', {
        no: rule.no,
        suggestion: `also ask that ${aged.view}(${aged.field}) >= 0`,
      })
    }
  }
}

/** Whether a fact from the future meets the condition. */
function isMetAhead({ kind, field, view, where }: Aged, model: Model): boolean {
  const context: Context = { model, kind, settled: new Map() }
  const type = model.vocabulary.types.get(kind)?.fields.get(field) as FieldType
  const ahead = fieldLeaf('<', { name: field, view, type }, 0, context)
  const meets: Formula =
    where === undefined
      ? always
      : whereRails({ kind, where }, { ...context, kind: undefined }).isTrue
  return pickFields([and(ahead, meets)], kind, model, 0, {}) !== undefined
}

/** The ages that a pass rule bounds from above where a fact would grant passage, each field once. */
function agesIn(rule: Rule, at: string): readonly Aged[] {
  const found = new Map<string, Aged>()
  collect(rule.when, `${at}.when`, true, (aged) => {
    const key = `${aged.kind}.${aged.field} ${JSON.stringify(aged.where)}`
    if (!found.has(key)) found.set(key, aged)
  })
  return [...found.values()]
}

type Add = (aged: Aged) => void

/** @param isGranting - Whether the rule is truer where this is true. */
function collect(expression: Expression, at: string, isGranting: boolean, add: Add): void {
  if (!('op' in expression)) return
  switch (expression.op) {
    case 'and':
    case 'or':
      for (const [i, part] of expression.of.entries()) {
        collect(part, `${at}.of[${String(i)}]`, isGranting, add)
      }
      return
    case 'not':
      collect(expression.of, `${at}.of`, !isGranting, add)
      return
    case 'some':
      if (isGranting) collectWhere(expression, at, add)
      return
    case 'none':
      if (!isGranting) collectWhere(expression, at, add)
      return
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
      collectComparison(expression, at, isGranting, add)
      return
    default:
      return
  }
}

function collectComparison(expression: Comparing, at: string, isGranting: boolean, add: Add): void {
  const { op, left, right } = expression
  const isTurned = isConstant(left)
  const [side, end] = isTurned ? [right, 'right'] : [left, 'left']
  if (!('op' in side) || !isConstant(isTurned ? left : right)) return
  const isUpper = op === '==' || (op === '<' || op === '<=') === !isTurned
  if (side.op === 'count' || side.op === 'countDays') {
    // Many facts grant what few do not.
    if (!isUpper === isGranting || op === '==') collectWhere(side, `${at}.${end}`, add)
    return
  }
  const view = viewOf(side)
  if (view === undefined || isUpper !== isGranting) return
  const { of } = side as Since
  if (!('op' in of) || (of.op !== 'latest' && of.op !== 'earliest')) return
  const here: Expression = { ...expression, [end]: { op: view, of: { field: of.field } } }
  const met: Expression = isGranting ? here : { op: 'not', of: here }
  const where: Expression = of.where === undefined ? met : { op: 'and', of: [of.where, met] }
  add({ at, kind: of.kind, field: of.field, view, where })
}

/** Every age that a `where` bounds from above; whether from below too is found by trying. */
function collectWhere(
  { kind, where }: { readonly kind: string; readonly where?: Expression },
  at: string,
  add: Add,
): void {
  const visit = (part: Expression, place: string, isMet: boolean): void => {
    // What speaks of other facts bounds this one by no age.
    if (!('op' in part) || 'kind' in part) return
    if (part.op === 'not') visit(part.of, `${place}.of`, !isMet)
    else if (part.op === 'and' || part.op === 'or') {
      for (const [i, inner] of part.of.entries()) visit(inner, `${place}.of[${String(i)}]`, isMet)
    } else if ('right' in part) {
      const isTurned = isConstant(part.left)
      const side = isTurned ? part.right : part.left
      const view = viewOf(side)
      if (view === undefined || !isConstant(isTurned ? part.left : part.right)) return
      const { of } = side as Since
      const isOrder = part.op !== '==' && part.op !== '!='
      const isUpper = (part.op === '<' || part.op === '<=') !== isTurned
      if (!('field' in of) || 'op' in of || !isOrder || isUpper !== isMet) return
      add({ at: place, kind, field: of.field, view, where })
    }
  }
  if (where !== undefined) visit(where, `${at}.where`, true)
}

function viewOf(side: Expression): Exclude<View, 'raw'> | undefined {
  if (!('op' in side)) return undefined
  return side.op === 'days' || side.op === 'years' || side.op === 'elapsed' ? side.op : undefined
}

function isConstant(side: Expression): boolean {
  return 'value' in side || 'parameter' in side
}
