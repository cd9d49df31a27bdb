/** What YAML's parser finds wrong, in words that help to mend it. */
import type { ErrorCode } from 'yaml'

const sentences: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'no anchors or tags here; write the value itself',
  BAD_ALIAS: 'no aliases here; a text that begins with * or & needs quotes',
  BAD_COLLECTION_TYPE: 'this cannot be read as YAML; write plain values, lists and members',
  BAD_DIRECTIVE: 'no directives here; a text that begins with % needs quotes',
  BAD_DQ_ESCAPE: 'no such escape in double quotes; write \\\\ for a backslash',
  BAD_INDENT: 'this line is not indented like those that it belongs to',
  BAD_PROP_ORDER: 'no anchors or tags here; write the value itself',
  BAD_SCALAR_START: 'a text that begins with this sign needs quotes',
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
  UNEXPECTED_TOKEN: 'this does not belong here; is a quote, a "- " or an indent missing before it?',
}

/** The sentence for a fault. */
export function sentenceOf(code: ErrorCode): string {
  return sentences[code]
}
