/** Parses a cell of a decision table: the right side of a condition, whose left side is the column's. */
import type { Expression } from 'greengate/rules'
import { ConditionParser } from './parse-condition.ts'
import type { Locate, SourceText } from './source-text.ts'
import { comparisons } from './words.ts'

/**
 * Parses `<= 14`, `positive`, `in highRisk`, `not in highRisk`, or several of them with `and` and `or`.
 *
 * @param left - What the column asks for; the same expression stands in every test of the cell.
 * @throws {@link LanguageError}
 */
export function parseCell(source: SourceText, locate: Locate, left: Expression): Expression {
  // A bare name is a text here: `positive`, where a condition says "positive".
  const parser = new ConditionParser(source, locate, ({ value }) => ({ value: String(value) }))
  const { stream } = parser
  const tests = (): Expression => chain('and', test)
  const chain = (op: 'and' | 'or', part: () => Expression): Expression => {
    const of = [part()]
    while (stream.is(op)) {
      stream.step()
      of.push(part())
    }
    return of.length === 1 ? (of[0] as Expression) : { op, of }
  }
  const test = (): Expression => {
    if (stream.is('not')) {
      stream.step()
      return { op: 'not', of: membership() }
    }
    if (stream.is('in')) return membership()
    const sign = stream.token.text
    const isSign = stream.token.type === 'sign' && sign in comparisons
    if (isSign) stream.step()
    const op = isSign ? comparisons[sign as keyof typeof comparisons] : '=='
    return { op, left, right: parser.withUnit(parser.operand(), left) }
  }
  const membership = (): Expression => {
    stream.take('in', ['in'], 'behind not, as in not in highRisk')
    const set = stream.takeName('the name of a value set', 'behind in')
    return { op: 'in', left, set: String(set.value) }
  }
  const expression = chain('or', tests)
  if (stream.token.type !== 'end') throw stream.refuse(['and', 'or', 'the end'], 'in this cell')
  return expression
}
