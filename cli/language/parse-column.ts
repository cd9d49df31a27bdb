/** Parses the head of a column of a decision table: what its cells are compared with. */
import type { Expression } from 'greengate/rules'
import { childrenOf } from './children.ts'
import { ConditionParser } from './parse-condition.ts'
import type { LanguageError } from './language-error.ts'
import type { Locate, SourceText } from './source-text.ts'
import { comparisons } from './words.ts'

/** What the cells of a column say. */
export type Column =
  /** `contact.closeness`, `days(contact.at)`: a field of a fact; those of one row and kind are of the same fact. */
  | { readonly is: 'field'; readonly kind: string; readonly left: Expression }
  /** `contact`: whether there is such a fact. */
  | { readonly is: 'kind'; readonly kind: string }
  /** `onSite.temperature`, `count(test)`: a value of the person. */
  | { readonly is: 'value'; readonly left: Expression }
  /** `some(contact, closeness = "close")`: whether it holds. */
  | { readonly is: 'condition'; readonly condition: Expression }

/** @throws {@link LanguageError} */
export function parseColumn(source: SourceText, locate: Locate): Column {
  const kinds: string[] = []
  const parser = new ConditionParser(source, locate, ({ value, start, end }, { stream }) => {
    // Inside of a function of its own a name is a field; outside it is that of a kind.
    if (!stream.is('.')) return { field: String(value) }
    stream.step()
    const field = stream.takeName('a field', 'behind the dot')
    if (kinds.length > 0 && !kinds.includes(String(value))) {
      const message = `one column speaks of one kind of fact, but this is not ${kinds[0] ?? ''}`
      throw stream.fault({ start, end }, kinds, message)
    }
    kinds.push(String(value))
    return { field: String(field.value) }
  })
  const left = parser.whole()
  const [kind] = kinds
  const refuse = (expected: readonly string[], message: string): LanguageError =>
    parser.stream.fault({ start: 0, end: source.text.length }, expected, message)
  if ('field' in left && !('op' in left) && kind === undefined) {
    return { is: 'kind', kind: left.field }
  }
  if (hasLooseField(left) && kind === undefined) {
    const message = 'say of which kind of fact: expected a field such as contact.at'
    throw refuse(['a field such as contact.at'], message)
  }
  if (!isCondition(left)) {
    return kind === undefined ? { is: 'value', left } : { is: 'field', kind, left }
  }
  if (kind === undefined) return { is: 'condition', condition: left }
  const message =
    'write the field alone, and the sign in the cells, or a condition by some( or none('
  throw refuse(['a field', 'some(', 'none('], message)
}

function isCondition(expression: Expression): boolean {
  if (!('op' in expression)) return 'value' in expression
  const { op } = expression
  const conditions: readonly string[] = [
    ...['and', 'or', 'not', 'in', 'some', 'every', 'none'],
    ...Object.values(comparisons),
  ]
  return conditions.includes(op)
}

/** Whether an expression names a field of a fact that is not at hand. */
function hasLooseField(expression: Expression): boolean {
  if ('field' in expression && !('op' in expression)) return true
  return childrenOf(expression).some(
    ([member, child]) => member !== 'where' && hasLooseField(child),
  )
}
