/** Reads YAML as a tree that knows its places and comments: the plain part of YAML, which JSON could say too. */
import { Composer, Parser, type CST, type Document, type ParsedNode } from 'yaml'
import { asOne, LanguageError } from './language-error.ts'
import { locator, type Locate } from './source-text.ts'
import { plainness, type YamlFault } from './plain-yaml.ts'
import { inWords } from './yaml-faults.ts'

/** A YAML document and the text it was read from. */
export interface YamlFile {
  readonly text: string
  readonly locate: Locate
  readonly document: Document<ParsedNode>
  readonly root: ParsedNode
}

/** No rule set comes near it. */
const maxLength = 4_194_304

const isEmpty: YamlFault = {
  start: 0,
  end: 0,
  message: 'the file is empty; begin with id: and a name',
}

/** @throws {@link LanguageError} that holds every error of form. */
export function readYaml(text: string): YamlFile {
  const locate = locator(text)
  const refuse = ({ start, end, message }: YamlFault): LanguageError => {
    const length = Math.min(end, text.length) - Math.min(start, text.length)
    return new LanguageError(locate(Math.min(start, text.length), length), [], message)
  }
  if (text.length > maxLength) throw refuse({ start: 0, end: 0, message: 'the file is too large' })
  const tokens: readonly CST.Token[] = [...new Parser().parse(text)]
  // Before composing, which goes as deep as the text does.
  const { faults, quotes } = plainness(tokens)
  if (faults.length > 0) throw asOne(tabs(text, faults).map(refuse))
  const [document, second] = new Composer({ prettyErrors: false }).compose(tokens)
  if (second !== undefined) {
    const [start] = second.range
    const message = 'a second document begins here; write one rule set a file'
    throw refuse({ start, end: start, message })
  }
  if (document === undefined) throw refuse(isEmpty)
  if (document.errors.length > 0) {
    throw asOne(tabs(text, inWords(text, document.errors, quotes)).map(refuse))
  }
  const root = document.contents
  if (root === null) throw refuse(isEmpty)
  return { text, locate, document: document, root }
}

/** Where indents have tabs and something is wrong, the first tab is. */
function tabs(text: string, faults: readonly YamlFault[]): readonly YamlFault[] {
  const found = /^ *\t[ \t]*(?=\S)/m.exec(text)
  if (found === null) return faults
  const start = found.index + found[0].indexOf('\t')
  return [{ start, end: start + 1, message: 'a tab; indent with spaces' }]
}
