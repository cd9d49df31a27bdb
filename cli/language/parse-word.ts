/** Parses what begins with a word of the language: truth values, `not`, measurements, functions. */
import type { Expression } from 'greengate/rules'
import type { Token } from './lexer.ts'
import type { ConditionParser } from './parse-condition.ts'

type Quantifier = Extract<Expression, { kind: string }>
type Member = 'kind' | 'by' | 'field'

/** Parses from the word at hand on; undefined where none can begin with it. */
export function parseWord(parser: ConditionParser, { text }: Token): Expression | undefined {
  const { stream } = parser
  const first = stream.index
  switch (text) {
    case 'true':
    case 'false':
      stream.step()
      return parser.part(first, { value: text === 'true' }, { value: first })
    case 'not':
      stream.step()
      return parser.part(first, { op: 'not', of: parser.operand() }, { op: first })
    case 'onSite': {
      stream.step()
      stream.take('.', ['.'], 'behind onSite, as in onSite.temperature')
      const name = stream.takeName('the name of a measurement', 'behind onSite.')
      return parser.part(first, { onSite: String(name.value) }, { onSite: stream.index - 1 })
    }
    case 'days':
    case 'years':
    case 'elapsed': {
      stream.step()
      const open = stream.take('(', ['('], `behind ${text}`)
      const of = parser.condition()
      parser.close(open, of)
      return parser.part(first, { op: text, of }, { op: first })
    }
    case 'some':
    case 'every':
    case 'none':
    case 'count':
    case 'countDays':
    case 'latest':
    case 'earliest':
      return quantifier(parser, text)
    default:
      return undefined
  }
}

function quantifier(parser: ConditionParser, op: Quantifier['op']): Expression {
  const { stream } = parser
  const first = stream.index
  const members: Record<string, number> = { op: first }
  const name = (member: Member, what: string, where: string): string => {
    const { value } = stream.takeName(what, where)
    members[member] = stream.index - 1
    return String(value)
  }
  stream.step()
  const open = stream.take('(', ['('], `behind ${op}`)
  const kind = name('kind', 'a kind of fact', `behind ${op}(`)
  if (op !== 'countDays' && op !== 'latest' && op !== 'earliest') {
    return parser.part(first, { op, kind, ...restOf(parser, op, open) }, members)
  }
  stream.take('by', ['by'], `behind the kind of fact, as in ${op}(checkin by at)`)
  const by = name('by', 'a field that is a date or an instant', 'behind by')
  const rest = restOf(parser, op, open)
  if (op === 'countDays') return parser.part(first, { op, kind, by, ...rest }, members)
  stream.take('.', ['.'], `behind ${op}(...), and then the field that is asked for`)
  const field = name('field', 'a field', `behind ${op}(...).`)
  return parser.part(first, { op, kind, by, field, ...rest }, members)
}

/** What facts are spoken of, and the parenthesis that ends it. */
function restOf(parser: ConditionParser, op: string, open: Token): { readonly where?: Expression } {
  const { stream } = parser
  if (!stream.is(',')) {
    stream.take(')', [',', ')'], `in ${op}(`)
    return {}
  }
  stream.step()
  const where = parser.condition()
  parser.close(open, where)
  return { where }
}
