/** Reads and sets single members in the text of a rule set, as a form does: everything else in the text stays as it was typed. */
import type { Scalar } from 'yaml'
import {
  Composer,
  CST,
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Pair,
  parseDocument,
  Parser,
  YAMLMap,
  type Node,
  type YAMLSeq,
} from 'yaml'
import { membersAt } from './member-order.ts'
import { readYaml } from './read-yaml.ts'

/** The names from the top down. */
export type MemberPath = readonly [string, ...string[]]

/** What a form writes. */
export type MemberValue = string | number | readonly string[]

/**
 * The value of a member as JSON; undefined where there is none.
 *
 * @throws {@link LanguageError} where the text is no YAML
 */
export function memberOf(text: string, path: MemberPath): unknown {
  const { document } = readYaml(text)
  const node: unknown = document.getIn(path, true)
  return isNode(node) ? (node.toJS(document) as unknown) : undefined
}

/**
 * Sets a member, and gives the whole text. Of a value that stands there its characters change and no others; to add a
 * member, or for a list, the section around it is written again, with its comments.
 *
 * @throws {@link LanguageError} where the text is no YAML, or has no members
 */
export function setMember(text: string, path: MemberPath, value: MemberValue): string {
  // In words that help, if it is none.
  readYaml(text)
  const tokens = [...new Parser().parse(text)]
  const [document] = new Composer({ keepSourceTokens: true }).compose(tokens)
  if (document === undefined) return text
  const node: unknown = document.getIn(path, true)
  const isText = typeof value === 'string' || typeof value === 'number'
  if (isText && isScalar(node) && isWritten(node)) {
    if (node.value === value) return text
    setScalar(node, value, isInFlow(document, path))
    return tokens.map((token) => CST.stringify(token)).join('')
  }
  if (!isMap(document.contents)) return text
  const root: YAMLMap = document.contents
  const before = sectionOf(text, root, path[0])
  put(document, root, path, value)
  if (root.flow === true) return document.toString({ lineWidth: 0 })
  const written = printed(root.items.find(({ key }) => nameOf(key) === path[0]))
  // What ends within its line leaves the rest of the line there.
  const isWithin = before.end > 0 && text[before.end - 1] !== '\n' && before.end < text.length
  const section = isWithin ? written.replace(/\n$/, '') : written
  const lead = before.start > 0 && text[before.start - 1] !== '\n' ? '\n' : ''
  return text.slice(0, before.start) + lead + section + text.slice(before.end)
}

/** Not so is a value that was left out: nothing stands behind the name. */
function isWritten({ srcToken }: Scalar): boolean {
  return srcToken !== undefined && !(srcToken.type === 'scalar' && srcToken.source === '')
}

function setScalar(node: Scalar, value: string | number, inFlow: boolean): void {
  CST.setScalarValue(node.srcToken as CST.Token, String(value), {
    afterKey: true,
    inFlow,
    type: typeof value === 'number' ? 'PLAIN' : typeFor(node, value),
  })
}

/** How a text is written in place of another: as that was, but quotes that were needed go with what needed them. */
function typeFor({ type, value: old }: Scalar, value: string): Scalar.Type {
  if (!isPlain(value)) return type === 'QUOTE_SINGLE' ? type : 'QUOTE_DOUBLE'
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return 'QUOTE_DOUBLE'
  const isByChoice = typeof old === 'string' && isPlain(old)
  return type === undefined || !isByChoice ? 'PLAIN' : type
}

/** Whether a text without quotes is read as that text. */
function isPlain(value: string): boolean {
  return parseDocument(value).toJS() === value
}

function isInFlow(document: Document, path: MemberPath): boolean {
  return [
    document.contents,
    ...path.map((_, i) => document.getIn(path.slice(0, i + 1), true)),
  ].some((node) => isCollection(node) && node.flow === true)
}

/** Where a member of the top stands, or would stand by its order. */
function sectionOf(
  text: string,
  root: YAMLMap,
  name: string,
): { readonly start: number; readonly end: number } {
  const found = root.items.find(({ key }) => nameOf(key) === name)
  if (found !== undefined) {
    const start = rangeOf(found.key)?.[0] ?? 0
    const end = rangeOf(found.value)?.[2] ?? endOfLine(text, rangeOf(found.key)?.[2] ?? start)
    return { start, end: Math.max(start, end) }
  }
  const order = membersAt('')
  const before = root.items.findLast(
    ({ key }) => order.indexOf(nameOf(key)) < order.indexOf(name) || !order.includes(name),
  )
  if (before === undefined) return { start: 0, end: 0 }
  const end = rangeOf(before.value)?.[1] ?? rangeOf(before.key)?.[2] ?? text.length
  const at = text[end - 1] === '\n' ? end : endOfLine(text, end)
  return { start: at, end: at }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

function put(document: Document, root: YAMLMap, path: MemberPath, value: MemberValue): void {
  let map = root
  for (const [i, name] of path.entries()) {
    const isLast = i === path.length - 1
    const old: unknown = map.get(name, true)
    if (!isLast && isMap(old)) {
      map = old
      continue
    }
    const flow = map.flow === true
    const next = isLast ? valueNode(document, old, value, flow) : new YAMLMap()
    if (isMap(next)) next.flow = flow
    if (map.has(name)) map.set(name, next)
    else insert(map, new Pair(document.createNode(name), next), path.slice(0, i).join('.'))
    if (isMap(next)) map = next
  }
}

/** A list keeps the nodes of items that stay, and so their comments. */
function valueNode(document: Document, old: unknown, value: MemberValue, flow: boolean): Node {
  if (typeof value === 'string' || typeof value === 'number') return document.createNode(value)
  const items = isSeq(old) ? old.items : []
  const next = document.createNode([]) as YAMLSeq
  next.flow = isSeq(old) ? old.flow === true && value.length > 0 : flow || value.length === 0
  next.items = value.map((text, i) => {
    const same = items.find((item) => isScalar(item) && item.value === text)
    if (same !== undefined) return same
    const there = items[i]
    if (!isScalar(there) || value.includes(String(there.value))) return document.createNode(text)
    there.type = typeFor(there, text)
    there.value = text
    return there
  })
  return next
}

function insert(map: YAMLMap, pair: Pair, path: string): void {
  const order = membersAt(path)
  const place = (key: unknown): number => order.indexOf(nameOf(key))
  const at = map.items.findIndex(({ key }) => place(key) > place(pair.key))
  map.items.splice(at < 0 ? map.items.length : at, 0, pair)
}

/** A member of the top alone; what stands above it in the text stays there. */
function printed(pair: Pair | undefined): string {
  if (pair === undefined) return ''
  if (isScalar(pair.key)) {
    delete pair.key.commentBefore
    delete pair.key.spaceBefore
  }
  const alone = new Document()
  const map = new YAMLMap()
  map.items.push(pair)
  alone.contents = map
  return alone.toString({ lineWidth: 0 })
}

function rangeOf(node: unknown): Node['range'] {
  return isNode(node) ? node.range : undefined
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : ''
}
