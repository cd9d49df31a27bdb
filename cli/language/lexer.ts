/** Cuts a condition into tokens and comments. What is no token ends the list with a complaint. */
import { isTime, reserved } from './words.ts'

/** A word or sign of the language. */
export interface Token {
  /** `word`: a reserved one; `name`: one's own, bare or in backquotes; `bad`: none, with a complaint. */
  readonly type: 'word' | 'name' | 'text' | 'number' | 'parameter' | 'sign' | 'bad' | 'end'
  /** As it stands there. */
  readonly text: string
  /** What it means: the name, the text, the number. */
  readonly value: string | number
  readonly start: number
  readonly end: number
  /** Of a name in backquotes. */
  readonly isQuoted?: true
  readonly complaint?: Complaint
}

/** What is wrong with a character. */
export interface Complaint {
  readonly expected: readonly string[]
  readonly message: string
}

/** `# ...` to the end of its line. */
export interface Comment {
  readonly text: string
  readonly start: number
  /** How many tokens stand before it. */
  readonly index: number
  /** Whether no token stands before it on its line. */
  readonly isOwnLine: boolean
}

export interface Lexed {
  /** The last is `end` or `bad`. */
  readonly tokens: readonly Token[]
  readonly comments: readonly Comment[]
}

const blank = /[\s\ufeff]+/y
const remark = /#[^\n]*/y
// Wider than what is right, so that a wrong date is refused as a whole.
const time = /\d{1,4}-\d{1,2}-\d{1,2}(?:T[\d:.+-]*Z?)?(?![\p{L}\p{N}_-])/uy
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.])/y
const name = /[\p{L}_][\p{L}\p{N}_]*/uy
const text = /"(?:[^"\\\n]|\\[^\n])*"/y
const quotedName = /`(?:[^`\\\n]|\\[^\n])*`/y
const parameter = /\$(?:[\p{L}_][\p{L}\p{N}_]*|`(?:[^`\\\n]|\\[^\n])*`)/uy
const sign = /<=|>=|!=(?!=)|[<=>](?![<=>])|[(),.]/y

/** Cuts a text. */
export function lex(source: string): Lexed {
  const tokens: Token[] = []
  const comments: Comment[] = []
  let at = 0
  let isOwnLine = true
  const take = (form: RegExp): string | undefined => {
    form.lastIndex = at
    return form.exec(source)?.[0]
  }
  for (;;) {
    const space = take(blank)
    if (space !== undefined) {
      if (space.includes('\n')) isOwnLine = true
      at += space.length
      continue
    }
    const comment = take(remark)
    if (comment !== undefined) {
      comments.push({ text: comment.trimEnd(), start: at, index: tokens.length, isOwnLine })
      at += comment.length
      continue
    }
    const token = at === source.length ? theEnd(tokens.at(-1)?.end ?? 0) : next(take, source, at)
    tokens.push(token)
    if (token.type === 'end' || token.type === 'bad') return { tokens, comments }
    isOwnLine = false
    at = token.end
  }
}

type Take = (form: RegExp) => string | undefined

function theEnd(at: number): Token {
  return { type: 'end', text: '', value: '', start: at, end: at }
}

function next(take: Take, source: string, start: number): Token {
  const token = (type: Token['type'], found: string, value: string | number): Token => ({
    type,
    text: found,
    value,
    start,
    end: start + found.length,
  })
  let found = take(time)
  if (found !== undefined) {
    return isTime(found) ? token('text', found, found) : bad(start, found, noTime)
  }
  found = take(number)
  if (found !== undefined) {
    const value = Number(found)
    return Number.isFinite(value) ? token('number', found, value) : bad(start, found, tooLarge)
  }
  found = take(name)
  if (found !== undefined) return token(reserved.has(found) ? 'word' : 'name', found, found)
  found = take(sign)
  if (found !== undefined) return token('sign', found, found)
  found = take(text) ?? take(quotedName) ?? take(parameter)
  if (found === undefined) return stranger(source, start)
  const type = found.startsWith('"') ? 'text' : found.startsWith('$') ? 'parameter' : 'name'
  if (found.startsWith('$') && !found.startsWith('$`')) return token(type, found, found.slice(1))
  const open = type === 'parameter' ? 2 : 1
  const wrong = badEscape.exec(found)
  if (wrong !== null) return bad(start + wrong[0].length - 2, wrong[0].slice(-2), noEscape)
  const whole = token(type, found, unescape(found.slice(open, -1)))
  return type === 'name' ? { ...whole, isQuoted: true } : whole
}

const badEscape = /^(?:[^\\]|\\["\\/`bfnrt]|\\u[\da-fA-F]{4})*?\\(?!["\\/`bfnrt]|u[\da-fA-F]{4})./
const controls: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

function unescape(inner: string): string {
  return inner.replace(/\\(?:u(.{4})|(.))/g, (_, hex: string | undefined, char: string) =>
    hex === undefined ? (controls[char] ?? char) : String.fromCharCode(parseInt(hex, 16)),
  )
}

function bad(start: number, found: string, complaint: Complaint): Token {
  return { type: 'bad', text: found, value: found, start, end: start + found.length, complaint }
}

const noTime: Complaint = {
  expected: ['a date such as 2020-03-01', 'an instant such as 2020-03-01T00:00:00Z'],
  message: 'no such day or time; write 2020-03-01 or, in UTC, 2020-03-01T00:00:00Z',
}
const tooLarge: Complaint = { expected: ['a smaller number'], message: 'the number is too large' }
const noEscape: Complaint = {
  expected: ['\\"', '\\\\', '\\n', '\\u0041'],
  message: 'no such escape; in quotes write \\" for a quote and \\\\ for a backslash',
}

/** What people write instead, out of habit or by a Chinese keyboard. */
const instead: Readonly<Record<string, string>> = {
  ...{ '==': '=', '===': '=', '!==': '!=', '<>': '!=', '=<': '<=', '=>': '>=', '!': 'not' },
  ...{ '&&': 'and', '&': 'and', '||': 'or', '|': 'or', "'": '"', ';': ',', ':': '=' },
  ...{ '≠': '!=', '≤': '<=', '≥': '>=', '＝': '=', '＜': '<', '＞': '>', '（': '(', '）': ')' },
  ...{ '，': ',', '、': ',', '；': ',', '“': '"', '”': '"', '‘': '"', '’': '"', '。': '.' },
  ...{ '[': '(', ']': ')', '{': '(', '}': ')', '＄': '$', '￥': '$' },
}
const strangers = /[<>=!&|]+|./uy
const wrongNumber = /-?(?:\d+[.\d]*|\.\d+)/y

function stranger(source: string, start: number): Token {
  const at = (form: RegExp): string | undefined => {
    form.lastIndex = start
    return form.exec(source)?.[0]
  }
  const digits = at(wrongNumber)
  if (digits !== undefined) {
    const message = 'no such number; write 7, 37.3 or -1, without leading zeros'
    return bad(start, digits, { expected: ['a number'], message })
  }
  const found = at(strangers) ?? source.charAt(start)
  const quote = { '"': 'the text', '`': 'the name' }[found]
  if (quote !== undefined) {
    const message = `${quote} is not closed: expected ${found} before the line ends`
    return bad(start, found, { expected: [found], message })
  }
  if (found === '$') {
    const message = 'expected the name of a parameter after $, as in $contactDays'
    return bad(start, found, { expected: ['the name of a parameter'], message })
  }
  const right = Object.hasOwn(instead, found) ? instead[found] : undefined
  return bad(start, found, {
    expected: right === undefined ? [] : [right],
    message:
      right === undefined
        ? `${JSON.stringify(found)} is no sign of the language`
        : `write ${right} for ${found}`,
  })
}
