/** Makes malformed rule sets of good ones: one fault each, of a kind that people make, and where it is. */
import { lex, type Token } from '../lexer.ts'
import { parseRuleSetYaml } from '../parse-rule-set-yaml.ts'
import { comparisons, functions } from '../words.ts'

/** A text with one fault. */
export interface Faulty {
  readonly kind: string
  readonly text: string
  /** Where the error must point: to this character exactly, or to one of two lines. */
  readonly at: { readonly offset: number } | { readonly line: number }
}

/** Chooses one of a number of things. */
export type Choose = (count: number) => number

/** A token of a condition, with its place in the file. */
interface Spot {
  readonly before: Token | undefined
  readonly token: Token
  readonly next: Token
  readonly start: number
  readonly end: number
}

function spotsOf(text: string): readonly Spot[] {
  const conditions = [...parseRuleSetYaml(text).places].filter(([path]) =>
    /^rules\[\d+\]\.(when|unless)$/.test(path),
  )
  return conditions.flatMap(([, { offset, length }]) => {
    const { tokens } = lex(text.slice(offset, offset + length))
    return tokens.slice(0, -1).map((token, i) => ({
      before: tokens[i - 1],
      token,
      next: tokens[i + 1] as Token,
      start: offset + token.start,
      end: offset + token.end,
    }))
  })
}

const isComparison = (token: Token | undefined): boolean => (token?.text ?? '') in comparisons
const isValue = ({ type }: Token): boolean => ['name', 'text', 'parameter'].includes(type)
const isCall = ({ token, next }: Spot): boolean => token.type === 'word' && next.text === '('
/** Where what follows a token stands when the token is gone. */
const behind = ({ next, token, start, before }: Spot): number =>
  next.type === 'end' ? start - (token.start - (before?.end ?? 0)) : start + next.start - token.end

interface Kind {
  readonly fits: (spot: Spot) => boolean
  /** What stands in place of the token, and how far from its beginning the error is. */
  readonly fault: (spot: Spot, choose: Choose) => readonly [text: string, away: number]
}

const put = (...texts: readonly string[]): Kind['fault'] => {
  return (_, choose) => [texts[choose(texts.length)] ?? '', 0]
}
const gone: Kind['fault'] = (spot) => ['', behind(spot) - spot.start]
const twice: Kind['fault'] = ({ token }) => [`${token.text} ${token.text}`, token.text.length + 1]

/** Faults of one token, each at one character. */
const kinds: Readonly<Record<string, Kind>> = {
  'a sign of another language': {
    fits: ({ token }) => isComparison(token),
    fault: put('==', '<>', '≤', '≥', '＝', '=>', '&&', '!'),
  },
  'a sign of a Chinese keyboard': {
    fits: ({ token }) => ['(', ')', ','].includes(token.text),
    fault: put('（', '）', '，', '、', '；', '。'),
  },
  'a word twice': {
    fits: ({ token }) => ['and', 'or', ','].includes(token.text) || isComparison(token),
    fault: twice,
  },
  'a value left out': {
    fits: (spot) => isComparison(spot.before) && isValue(spot.token),
    fault: gone,
  },
  'a comma left out': { fits: ({ token }) => token.text === ',', fault: gone },
  'a parenthesis left out': {
    fits: ({ token, before }) => token.text === '(' && functions.includes(before?.text ?? ''),
    fault: () => [' ', 1],
  },
  'a dot left out': { fits: ({ token }) => token.text === '.', fault: gone },
  'a name left out': {
    fits: ({ token, before }) => token.type === 'name' && before?.text === 'in',
    fault: gone,
  },
  'an and left out': {
    fits: ({ token }) => token.text === 'and' || token.text === 'or',
    fault: gone,
  },
  'a function that is none': {
    fits: isCall,
    fault: ({ token }) => [`${token.text.slice(0, -1)}x`, 0],
  },
  'a by misspelt': { fits: ({ token }) => token.text === 'by', fault: put('bye', 'von', 'b') },
  'a date that is none': {
    fits: ({ token }) => token.type === 'number',
    fault: put('2020-02-30', '2020-1-1', '007', '1.', '3.7.1'),
  },
  'a stray sign': {
    fits: () => true,
    fault: ({ token }, choose) => [`${'@?~^%;'.charAt(choose(6))}${token.text}`, 0],
  },
  'a text that does not end': {
    fits: ({ token, next }) => token.type === 'text' && next.type === 'end',
    fault: ({ token }) => [token.text.slice(0, -1), 0],
  },
}

interface LineKind {
  readonly fits: RegExp
  readonly line: (line: string) => string
  /** How far into the line the error is; where it depends on what follows, only the line is certain. */
  readonly column?: (line: string) => number
}

const valueAt = (line: string): number => line.indexOf(': ') + 2
const withValue = (value: string) => (line: string) => line.slice(0, valueAt(line)) + value

/** Faults of YAML itself, each in one line. */
const lineKinds: Readonly<Record<string, LineKind>> = {
  'an anchor': { fits: /^ {4}id: /, line: (line) => line.replace(': ', ': &a '), column: valueAt },
  'an alias': { fits: /^ {4}id: /, line: withValue('*a'), column: valueAt },
  'a tag': { fits: /^ {4}id: /, line: (line) => line.replace(': ', ': !a '), column: valueAt },
  'a quote that does not end': { fits: /^ {6}en: \w/, line: withValue('"Close'), column: valueAt },
  'a sign that needs quotes': { fits: /^ {4}outcome: /, line: withValue('@stop'), column: valueAt },
  'a backquote first': { fits: /^ {4}when: /, line: withValue('`a` = 1'), column: valueAt },
  'a member twice': {
    fits: /^ {4}outcome: /,
    line: (line) => `${line}\n${line}`,
    column: (line) => line.length + 5,
  },
  'an escape that is none': { fits: /^ {6}en: /, line: withValue('"a \\q"') },
  'a colon in a text': { fits: /^ {4}id: /, line: (line) => `${line}: more` },
  'no colon': { fits: /^ {4}outcome: /, line: (line) => line.replace(':', '') },
  'a tab': { fits: /^ {4}outcome: /, line: (line) => line.replace(/^ +/, '\t') },
  'a space too many': { fits: /^ {4}outcome: /, line: (line) => ` ${line}` },
  'a space too few': { fits: /^ {4}reason:/, line: (line) => line.slice(1) },
  'a brace left out': { fits: /^ {2}\w+: \{ value.*\}$/, line: (line) => line.slice(0, -1) },
  'no condition': { fits: /^ {4}when: /, line: withValue('') },
  'a list for a condition': { fits: /^ {4}when: /, line: withValue('[ a ]'), column: valueAt },
}

export const faultKinds: readonly string[] = [...Object.keys(kinds), ...Object.keys(lineKinds)]

/** Puts a fault of one kind into a good text; undefined where there is no place for it. */
export function inject(text: string, kind: string, choose: Choose): Faulty | undefined {
  const ofToken = kinds[kind]
  if (ofToken !== undefined) {
    const spots = spotsOf(text).filter((spot) => ofToken.fits(spot))
    const spot = spots[choose(spots.length)]
    if (spot === undefined) return undefined
    const [put, away] = ofToken.fault(spot, choose)
    const faulty = text.slice(0, spot.start) + put + text.slice(spot.end)
    return { kind, text: faulty, at: { offset: spot.start + away } }
  }
  const ofLine = lineKinds[kind]
  const lines = text.split('\n')
  const fitting = lines.flatMap((line, i) => (ofLine?.fits.test(line) === true ? [i] : []))
  const chosen = fitting[choose(fitting.length)]
  if (ofLine === undefined || chosen === undefined) return undefined
  const line = lines[chosen] ?? ''
  const start = lines.slice(0, chosen).join('\n').length + 1
  const faulty = lines.with(chosen, ofLine.line(line)).join('\n')
  if (ofLine.column === undefined) return { kind, text: faulty, at: { line: chosen + 1 } }
  return { kind, text: faulty, at: { offset: start + ofLine.column(line) } }
}
