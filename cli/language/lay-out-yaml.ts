/** Gives every value of a YAML document the one form that it has, and leaves comments and blank lines where they are. */
import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  parseDocument,
  Scalar,
  stringify,
  visit,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { widthOf } from './doc.ts'
import { conditionPath } from './parse-rule-set-yaml.ts'

/** Prints the condition at a path within a width. */
export type PrintAt = (path: string, width: number) => string

const width = 100

/** Lays a document out, and gives its text. */
export function layOutYaml(document: Document, print: PrintAt): string {
  const { contents, directives } = document
  if (directives !== undefined) directives.docStart = null
  if (contents !== null) layOut(contents, '', 0, print)
  return document.toString({ lineWidth: 0 })
}

function layOut(node: Node, path: string, indent: number, print: PrintAt): void {
  if (isScalar(node)) {
    const name = conditionPath.exec(path)?.[1]
    if (name === undefined) plain(node)
    else condition(node, indent, name, (columns) => print(path, columns))
    return
  }
  if (!isCollection(node)) return
  const named = isMap(node)
  const inside = path === '' ? indent : indent + 2
  const before = indent + widthOf(path.slice(path.lastIndexOf('.') + 1)) + 2
  node.flow = mayBeFlow(node, path) && widthOf(flowText(node)) + before <= width
  for (const [i, item] of node.items.entries()) {
    if (named) {
      const { key, value } = node.items[i] as { key: unknown; value: unknown }
      if (!isScalar(key)) continue
      if (typeof key.value !== 'string') key.value = key.source
      plain(key)
      if (node.flow) delete key.spaceBefore
      const name = String(key.value)
      if (isNode(value)) layOut(value, path === '' ? name : `${path}.${name}`, inside, print)
    } else if (isNode(item)) {
      if (node.flow) delete item.spaceBefore
      layOut(item, `${path}[${String(i)}]`, inside, print)
    }
  }
}

/** Small things that are read at a glance. */
const small = [
  /^(?:effective|previous|extends|cases|colours)$/,
  /^zone\.offsets(?:\[\d+\])?$/,
  /^(?:parameters|valueSets)\.[^[]+$/,
  /^accepts\.assessments\[\d+\](?:\.minVersion)?$/,
  /^rules\[\d+\]\.requires\[\d+\]$/,
]

function mayBeFlow(node: YAMLMap | YAMLSeq, path: string): boolean {
  if (node.items.length === 0) return true
  if (!small.some((form) => form.test(path))) return false
  if (typeof node.comment === 'string' && node.flow !== true) return false
  let isBare = true
  visit(node, {
    Node(_, inner) {
      if (inner !== node && (inner.comment ?? inner.commentBefore) != null) isBare = false
    },
  })
  return isBare
}

function flowText(node: Node): string {
  return stringify(node.toJS(parseDocument('')), { collectionStyle: 'flow', lineWidth: 0 }).trim()
}

/** Forgets how a value was written, so that it is written as every other. */
function plain(node: Scalar): void {
  delete node.type
  delete node.format
  delete node.source
  delete node.minFractionDigits
}

function condition(
  node: Scalar,
  indent: number,
  name: string,
  print: (width: number) => string,
): void {
  plain(node)
  const line = print(Infinity)
  const isShort = !line.includes('\n') && indent + name.length + 2 + widthOf(line) <= width
  if (isShort && (line === 'true' || line === 'false')) node.value = line === 'true'
  else if (isShort && isPlain(line)) {
    node.value = line
    node.type = Scalar.PLAIN
  } else {
    node.value = `${print(width - indent - 2)}\n`
    node.type = Scalar.BLOCK_LITERAL
  }
}

/** Whether YAML reads a line as that text. */
function isPlain(line: string): boolean {
  const { contents, errors, warnings } = parseDocument(`when: ${line}`)
  if (errors.length + warnings.length > 0 || !isMap(contents)) return false
  const [pair] = contents.items
  return contents.items.length === 1 && isScalar(pair?.value) && pair.value.value === line
}
