/** What YAML's parser finds wrong, in words that help to mend it. */
import type { ErrorCode, YAMLError } from 'yaml'
import type { YamlFault } from './plain-yaml.ts'

const sentences: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'no anchors or tags here; write the value itself',
  BAD_ALIAS: 'no aliases here; a text that begins with * or & needs quotes',
  BAD_COLLECTION_TYPE: 'this cannot be read as YAML; write plain values, lists and members',
  BAD_DIRECTIVE: 'no directives here; a text that begins with % needs quotes',
  BAD_DQ_ESCAPE: 'no such escape in double quotes; write \\\\ for a backslash',
  BAD_INDENT: 'this line is not indented like those that it belongs to',
  BAD_PROP_ORDER: 'no anchors or tags here; write the value itself',
  BAD_SCALAR_START:
    'a text that begins with this sign needs quotes; a condition, a | and its own line',
  BLOCK_AS_IMPLICIT_KEY:
    'a second ": " in one value; put a text in quotes, or members on lines below',
  BLOCK_IN_FLOW: 'lines of their own cannot stand inside of [ ] or { }; use commas',
  DUPLICATE_KEY: 'this member stands here a second time; leave one',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'expected ":" behind a name, but this goes on without one',
  MISSING_CHAR: 'something is missing here: ":" behind a name, a comma, ] or }',
  MULTILINE_IMPLICIT_KEY: 'expected "name: value" on this line; is the ":" missing?',
  MULTIPLE_ANCHORS: 'no anchors here; write the value itself',
  MULTIPLE_DOCS: 'a second document begins here; write one rule set a file',
  MULTIPLE_TAGS: 'no tags here; write the value itself',
  NON_STRING_KEY: 'expected a name',
  RESOURCE_EXHAUSTION: 'nested too deep',
  TAB_AS_INDENT: 'a tab; indent with spaces',
  TAG_RESOLVE_FAILED: 'no tags here; a text that begins with ! needs quotes',
  UNEXPECTED_TOKEN: 'this does not belong here: is a quote, a "- " or an indent missing before it?',
}

/** The faults of a text, each where its cause is rather than where the parser could not go on. */
export function inWords(
  text: string,
  errors: readonly YAMLError[],
  quotes: ReadonlyMap<number, number>,
): readonly YamlFault[] {
  const tooFar = errors.flatMap((error) => tooFarIn(text, error))
  // The same fault again, at the value that the line seems to belong to.
  const rest = errors.filter(({ pos: [start] }) => !tooFar.some(({ value }) => value === start))
  return [
    ...tooFar.map(({ fault }) => fault),
    ...rest.map(({ code, pos: [start, end], message }) => {
      const isQuote = code === 'MISSING_CHAR' && message.includes('quote')
      const quote = isQuote ? quotes.get(start) : undefined
      if (quote === undefined) {
        // A line is wrong from its first sign on, not from its indent.
        const begin = start + (/^ */.exec(text.slice(start))?.[0].length ?? 0)
        return { start: begin, end: Math.max(begin, end), message: sentenceOf(code, message) }
      }
      return { start: quote, end: quote + 1, message: 'the quote that begins here is never closed' }
    }),
  ]
}

/** One code of the library stands for whatever is missing. */
function sentenceOf(code: ErrorCode, message: string): string {
  if (code !== 'MISSING_CHAR') return sentences[code]
  if (message.startsWith('Sequence item')) return sentences.BAD_INDENT
  if (message.startsWith('Implicit map keys')) return 'expected ":" and a value behind this name'
  return message.startsWith('Missing ,') ? 'expected a comma before this' : sentences[code]
}

/** A member that is indented like a part of the value above it. */
function tooFarIn(
  text: string,
  { code, pos: [value, end] }: YAMLError,
): readonly { readonly value: number; readonly fault: YamlFault }[] {
  const lines = text.slice(value, end).lastIndexOf('\n') + 1
  const isValue = /\S: *$/.test(text.slice(text.lastIndexOf('\n', value - 1) + 1, value))
  if (code !== 'MULTILINE_IMPLICIT_KEY' || lines === 0 || !isValue) return []
  const start = value + lines + (/^ */.exec(text.slice(value + lines))?.[0].length ?? 0)
  const message = 'this line is indented too far, or the value above it needs quotes'
  return [{ value, fault: { start, end: Math.max(start, end), message } }]
}
