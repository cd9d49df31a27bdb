/** Where in a YAML text somebody is typing: a key, a value, a condition, or an empty line that could be either. */
import { conditionPath } from '../../../language/parse-rule-set-yaml.ts'
import { textWithin } from '../../../language/scalar-text.ts'
import type { SourceText } from '../../../language/source-text.ts'
import type { Entry, FlowBlock, Style, Written } from './yaml-flow.ts'
import { outlineOf, type LineState, type Outline } from './yaml-outline.ts'

/** A place in the text; more than one can be meant. */
export interface YamlPlace {
  readonly outline: Outline
  /** A key of the map at this path may stand here. */
  readonly keyIn?: string
  /** The value at this path may stand here. */
  readonly valueAt?: string
  /** An item of the list at this path may begin here, with its dash. */
  readonly itemIn?: string
  /** Where what is being typed begins, and where it ends. */
  readonly from: number
  readonly to: number
  readonly style: Style
  readonly isFlow: boolean
  /** Of the key that is typed here: whether its `:` is there. */
  readonly hasColon: boolean
}

const inQuotes: Readonly<Record<string, 1 | 0>> = { single: 1, double: 1 }

/** The place of a position; undefined in a comment and where nothing can be said. */
export function placeAt(text: string, position: number): YamlPlace | undefined {
  const line = text.slice(0, position).split('\n').length - 1
  const outline = outlineOf(text, line)
  if (outline.comments.some(({ start, end }) => start < position && position <= end))
    return undefined
  const found = { outline, from: position, to: position, hasColon: false }
  for (const entry of outline.entries) {
    const { key, value, parent, isFlow } = entry
    if (key !== undefined && key.start <= position && position <= key.end) {
      const { start: from, end: to } = key
      const isValueToo = !isFlow && !entry.isWhole
      return {
        ...{ outline, keyIn: parent, from, to, style: 'none', isFlow, hasColon: entry.isWhole },
        ...(isValueToo && isItem(parent) ? { valueAt: parent } : {}),
      }
    }
    if (holds(text, entry, position)) return inValue(entry, value, outline, position)
  }
  // Inner ones come before those around them.
  const flow = outline.flows.find((block) => isWithin(text, block, position))
  if (flow !== undefined) return { ...found, ...inFlow(outline, flow, position) }
  const start = text.lastIndexOf('\n', position - 1) + 1
  const before = text.slice(start, position)
  const [behind = ''] = text.slice(position).split('\n', 1)
  if (before.trim() !== '' || behind.trim() !== '') return undefined
  return { ...found, ...onEmptyLine(outline.state, before.length), style: 'none', isFlow: false }
}

/** Between its brackets, whether it is closed or not. */
function isWithin(text: string, { start, end }: FlowBlock, position: number): boolean {
  const isClosed = /[}\]]/.test(text.charAt(end - 1))
  return start < position && position < end + (isClosed ? 0 : 1)
}

function inFlow(
  { entries }: Outline,
  { path, isMap }: FlowBlock,
  position: number,
): Pick<YamlPlace, 'keyIn' | 'valueAt' | 'style' | 'isFlow'> {
  if (isMap) return { keyIn: path, style: 'none', isFlow: true }
  const before = entries.filter(
    ({ parent, key, value }) => parent === path && key === undefined && value.start < position,
  )
  return { valueAt: `${path}[${String(before.length)}]`, style: 'none', isFlow: true }
}

function isItem(path: string): boolean {
  return path.endsWith(']')
}

/** Whether a position is in a value that is no map and no list, or right behind it. */
function holds(text: string, { value, indent, isFlow }: Entry, position: number): boolean {
  const { style, start, end } = value
  if (style === 'flow' || position < start) return false
  if (style === 'block' && !text.slice(start, position).includes('\n')) return false
  if (position <= end) return true
  const between = text.slice(end, position)
  if (isFlow || between.trim() !== '') return false
  // Blanks behind it, on its line.
  if (!between.includes('\n')) return style !== 'single' && style !== 'double'
  // Below a long text, as deep as it is.
  const column = position - text.lastIndexOf('\n', position - 1) - 1
  return style === 'block' && column > indent
}

function inValue(
  { path, key, isFlow }: Entry,
  { style, start, end }: Written,
  outline: Outline,
  position: number,
): YamlPlace {
  const isQuoted = style in inQuotes
  const canBeKey = !isFlow && key === undefined && !isQuoted
  return {
    ...{ outline, valueAt: path, from: Math.min(start, position), to: Math.max(end, position) },
    ...(canBeKey && isItem(path) ? { keyIn: path } : {}),
    ...{ style, isFlow, hasColon: false },
  }
}

function onEmptyLine({ open, waiting }: LineState, column: number): Partial<YamlPlace> {
  if (waiting !== undefined && column > waiting.indent) {
    return { keyIn: waiting.path, valueAt: waiting.path, itemIn: waiting.path }
  }
  const map = open.findLast((block) => block.isMap && block.indent === column)
  const list = open.findLast((block) => !block.isMap && block.indent === column)
  return {
    ...(map === undefined && open.length > 0 ? {} : { keyIn: map?.path ?? '' }),
    ...(list === undefined ? {} : { itemIn: list.path }),
  }
}

/** A condition and where in it somebody is typing. */
export interface ConditionPlace {
  readonly source: SourceText
  readonly index: number
  readonly style: Style
}

/** The condition at a place, if it is in one. */
export function conditionAt(
  text: string,
  { valueAt, from, to, style }: YamlPlace,
  position: number,
): ConditionPlace | undefined {
  if (valueAt === undefined || !conditionPath.test(valueAt)) return undefined
  const source = sourceOf(text, { style, start: from, end: Math.max(to, position) })
  return { source, index: indexAt(source, position), style }
}

/** The conditions of a text that reach into a window of it. */
export function conditionsOf(
  text: string,
  { entries }: Outline,
  { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: text.length },
): readonly SourceText[] {
  return entries
    .filter(
      ({ path, value: { style, start, end } }) =>
        end >= from &&
        start <= to &&
        style !== 'flow' &&
        style !== 'none' &&
        conditionPath.test(path),
    )
    .map(({ value }) => sourceOf(text, value))
}

function sourceOf(text: string, { style, start, end }: Written): SourceText {
  // Where the closing quote is missing, nothing is taken off the end.
  const quote = { single: "'", double: '"' }[style as 'single' | 'double'] as string | undefined
  const isOpen = quote !== undefined && (end - start < 2 || text[end - 1] !== quote)
  const last = isOpen ? end + 1 : end
  return textWithin(text, style === 'flow' || style === 'none' ? 'plain' : style, start, last)
}

/** Which character of a condition stands at a position of the whole. */
function indexAt({ text, offsetAt }: SourceText, position: number): number {
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsetAt(middle) < position) low = middle + 1
    else high = middle
  }
  return low
}
