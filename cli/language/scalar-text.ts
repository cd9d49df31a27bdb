/** Cuts a condition out of the YAML value that it stands in: plain, quoted, or on lines of its own. */
import type { Scalar } from 'yaml'
import { slice, type SourceText } from './source-text.ts'

/** How a value is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block'

const styles: Readonly<Record<Scalar.Type, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
}

/** The text of a value as it was written. */
export function scalarText(whole: string, { type, range }: Scalar.Parsed): SourceText {
  return textWithin(whole, styles[type ?? 'PLAIN'], range[0], range[1])
}

/**
 * The text of what is written somewhere, with its quotes or its `|`. Line breaks and indents stay as they are: in a
 * condition they mean nothing but the end of a comment, so that even a folded text keeps its comments apart.
 */
export function textWithin(
  whole: string,
  style: ScalarStyle,
  start: number,
  end: number,
): SourceText {
  switch (style) {
    case 'block': {
      const firstLine = whole.indexOf('\n', start) + 1
      return firstLine === 0 || firstLine > end
        ? slice(whole, end, end)
        : slice(whole, firstLine, end)
    }
    case 'double':
      return withEscapes(whole, start + 1, end - 1, doubleEscapes)
    case 'single':
      return withEscapes(whole, start + 1, end - 1, singleEscapes)
    case 'plain':
      return slice(whole, start, end)
  }
}

const doubleEscapes = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n|.)/g
const singleEscapes = /''/g
const signs: Readonly<Record<string, string>> = {
  ...{ '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b' },
  ...{ N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029', "'": "'", '\n': '', '\r\n': '' },
}

function meaning(escape: string): string {
  const name = escape.slice(1)
  if (/^[xuU]./.test(name)) return String.fromCodePoint(parseInt(name.slice(1), 16))
  return signs[name] ?? name
}

function withEscapes(whole: string, start: number, end: number, escapes: RegExp): SourceText {
  let text = ''
  const offsets: number[] = []
  const copy = (from: number, to: number): void => {
    for (let i = from; i < to; i++) offsets.push(i)
    text += whole.slice(from, to)
  }
  let at = start
  for (const { 0: escape, index } of whole.slice(start, end).matchAll(escapes)) {
    copy(at, start + index)
    const char = meaning(escape)
    for (let i = 0; i < char.length; i++) offsets.push(start + index)
    text += char
    at = start + index + escape.length
  }
  copy(at, end)
  return { text, offsetAt: (index) => offsets[index] ?? end }
}
