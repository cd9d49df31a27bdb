/** Finds for every comment of a condition the expression that it goes with, so that it moves along when it is formatted. */
import type { Expression } from 'greengate/rules'
import { childrenOf } from './children.ts'
import type { Lexed } from './lexer.ts'
import type { Part } from './syntax-tree.ts'

/** The comments beside one expression. */
export interface Remarks {
  /** On lines of their own, above it. */
  readonly before: readonly string[]
  /** Behind it on its line; from the second on, below it. */
  readonly behind: readonly string[]
}

/** An expression that is written on lines of its own when it is long: the whole, a part of and/or, a `where`. */
interface Slot {
  readonly expression: Expression
  readonly first: number
  readonly last: number
  readonly isPart: boolean
}

type Found = Map<Expression, { before: string[]; behind: string[] }>

/**
 * Attaches comments. One behind an expression on its line, or below the last one inside of parentheses, stays behind it;
 * one above an expression, or above the `and` in front of it, stays above it; one anywhere else goes above what it is in.
 */
export function attach(
  root: Expression,
  parts: ReadonlyMap<Expression, Part>,
  { comments, tokens }: Lexed,
): ReadonlyMap<Expression, Remarks> {
  const found: Found = new Map()
  if (comments.length === 0) return found
  const slots = slotsOf(root, parts)
  const smallest = slots.toSorted((a, b) => a.last - a.first - (b.last - b.first))
  const largest = smallest.toReversed()
  for (const { text, index, isOwnLine } of comments) {
    const next = tokens[index]?.text
    const skipped = next === 'and' || next === 'or' ? index + 1 : index
    const behind = smallest.find(({ last }) => last === index - 1)
    const before = largest.find(({ first }) => first === skipped)
    const around = smallest.find(({ first, last }) => first < index && index <= last)
    const isBehind = behind !== undefined && (!isOwnLine || before === undefined)
    const { expression } = (isBehind ? behind : (before ?? around)) ?? { expression: root }
    remarksOf(expression, found)[isBehind ? 'behind' : 'before'].push(text)
  }
  for (const slot of slots) settle(slot, found)
  return found
}

function remarksOf(expression: Expression, found: Found): { before: string[]; behind: string[] } {
  const remarks = found.get(expression) ?? { before: [], behind: [] }
  found.set(expression, remarks)
  return remarks
}

/** Where a chain stands without parentheses, above its first part is above it, and behind it is behind its last part. */
function settle({ expression, isPart }: Slot, found: Found): void {
  if (isPart || !('op' in expression)) return
  if (expression.op !== 'and' && expression.op !== 'or') return
  const [first, last] = [expression.of[0], expression.of.at(-1)]
  const whole = remarksOf(expression, found)
  if (first !== undefined) whole.before.push(...remarksOf(first, found).before.splice(0))
  if (last !== undefined) remarksOf(last, found).behind.push(...whole.behind.splice(0))
}

function slotsOf(root: Expression, parts: ReadonlyMap<Expression, Part>): readonly Slot[] {
  const slots: Slot[] = []
  const walk = (expression: Expression, isSlot: boolean, isPart: boolean): void => {
    // Every expression of the tree was made by the parser, which noted it.
    const { first, last } = parts.get(expression) as Part
    if (isSlot) slots.push({ expression, first, last, isPart })
    const hasParts = 'op' in expression && (expression.op === 'and' || expression.op === 'or')
    for (const [member, child] of childrenOf(expression)) {
      walk(child, hasParts || member === 'where', hasParts)
    }
  }
  walk(root, true, false)
  return slots
}
