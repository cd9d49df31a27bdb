/** Reads YAML as a tree that knows its places and comments: the plain part of YAML, which JSON could say too. */
import { Composer, Parser, type CST, type Document, type ParsedNode } from 'yaml'
import { asOne, LanguageError } from './language-error.ts'
import { locator, type Locate } from './source-text.ts'
import { plainness } from './plain-yaml.ts'
import { sentenceOf } from './yaml-sentences.ts'

/** A YAML document and the text it was read from. */
export interface YamlFile {
  readonly text: string
  readonly locate: Locate
  readonly document: Document<ParsedNode>
  readonly root: ParsedNode
}

/** No rule set comes near it. */
const maxLength = 4_194_304

/** @throws {@link LanguageError} that holds every error of form. */
export function readYaml(text: string): YamlFile {
  const locate = locator(text)
  const refuse = (start: number, end: number, message: string): LanguageError =>
    new LanguageError(locate(start, Math.max(0, end - start)), [], message)
  if (text.length > maxLength) throw refuse(0, 0, 'the file is too large')
  const tokens: readonly CST.Token[] = [...new Parser().parse(text)]
  // Before composing, which goes as deep as the text does.
  const { faults, quotes } = plainness(tokens)
  if (faults.length > 0) {
    throw asOne(faults.map(({ start, end, message }) => refuse(start, end, message)))
  }
  const [document, second] = new Composer({ prettyErrors: false }).compose(tokens)
  if (second !== undefined) {
    const [start] = second.range
    throw refuse(start, start, 'a second document begins here; write one rule set a file')
  }
  if (document === undefined) throw refuse(0, 0, 'the file is empty; begin with id: and a name')
  const errors = document.errors.map(({ code, pos: [start, end], message }) => {
    const quote = message.includes('quote') ? quotes.get(start) : undefined
    if (code !== 'MISSING_CHAR' || quote === undefined) return refuse(start, end, sentenceOf(code))
    return refuse(quote, quote + 1, 'the quote that begins here is never closed')
  })
  if (errors.length > 0) throw asOne(errors)
  const root = document.contents
  if (root === null) throw refuse(0, 0, 'the file is empty; begin with id: and a name')
  return { text, locate, document: document, root }
}
