/** Finds what a YAML text says by its indents, also where it is broken: every key, and where and how its value is written. */
import {
  FlowReader,
  memberPath,
  quoted,
  type Entry,
  type FlowBlock,
  type Written,
} from './yaml-flow.ts'

/** A map or a list that is open where a line begins. */
export interface OpenBlock {
  readonly path: string
  readonly isMap: boolean
  readonly indent: number
  /** How many items a list has so far. */
  readonly count: number
}

/** What is open where a line begins. */
export interface LineState {
  readonly open: readonly OpenBlock[]
  /** The member or item before that has no value yet. */
  readonly waiting: { readonly path: string; readonly indent: number } | undefined
}

/** A text's parts. */
export interface Outline {
  readonly entries: readonly Entry[]
  /** The same by their paths. */
  readonly at: ReadonlyMap<string, Entry>
  readonly flows: readonly FlowBlock[]
  readonly comments: readonly { readonly start: number; readonly end: number }[]
  /** Of the watched line. */
  readonly state: LineState
}

const dash = /-(?=\s|$)/y
const key =
  /(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#"'`()=<>{}[\],|&!%@?:-](?:[^:#"'`()=<>{}[\],|\n]|:(?=\S)|(?<=\S)#)*?)(?= *:(?:\s|$))/y
/** Ends a plain value that goes over several lines, even where YAML would only complain. */
const looksLikeNext = /^\s*(?:- |#|[\p{L}\p{N}_-]+:(?:\s|$))/u

/**
 * Reads a text.
 *
 * @param watched - The line, from 0, before which the state is wanted.
 */
export function outlineOf(text: string, watched = -1): Outline {
  return new Reader(text, watched).read()
}

class Reader {
  readonly #text: string
  readonly #watched: number
  readonly #starts: number[] = [0]
  readonly #entries: Entry[] = []
  readonly #flows: FlowBlock[] = []
  readonly #comments: { start: number; end: number }[] = []
  #open: OpenBlock[] = []
  #waiting: LineState['waiting']
  #line = 0
  #state: LineState = { open: [], waiting: undefined }

  constructor(text: string, watched: number) {
    this.#text = text
    this.#watched = watched
    for (const { index } of text.matchAll(/\n/g)) this.#starts.push(index + 1)
  }

  read(): Outline {
    while (this.#line < this.#starts.length) {
      if (this.#line <= this.#watched) {
        this.#state = { open: [...this.#open], waiting: this.#waiting }
      }
      this.#readLine()
      this.#line++
    }
    return {
      entries: this.#entries,
      at: new Map(this.#entries.map((entry) => [entry.path, entry])),
      flows: this.#flows,
      comments: this.#comments,
      state: this.#state,
    }
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? this.#text.length + 1
  }

  /** Where a line's characters end. */
  #endOf(line: number): number {
    return this.#startOf(line + 1) - 1
  }

  #afterSpaces(from: number, end: number): number {
    let at = from
    while (at < end && this.#text[at] === ' ') at++
    return at
  }

  #readLine(): void {
    const start = this.#startOf(this.#line)
    const end = this.#endOf(this.#line)
    let at = this.#afterSpaces(start, end)
    if (this.#text.slice(at, end).trim() === '') return
    if (this.#text[at] === '#') {
      this.#comments.push({ start: at, end })
      return
    }
    let parent: { path: string; indent: number } | undefined
    for (;;) {
      dash.lastIndex = at
      if (at >= end || !dash.test(this.#text)) break
      const indent = at - start
      const path = this.#item(indent)
      parent = { path, indent }
      at = this.#afterSpaces(at + 1, end)
    }
    if (parent !== undefined && (at >= end || this.#text[at] === '#')) {
      this.#waiting = parent
      const none: Written = { style: 'none', start: at, end: at }
      this.#entries.push({ ...this.#itemEntry(parent), value: none })
      if (at < end) this.#comments.push({ start: at, end })
      return
    }
    this.#content(at, at - start, parent)
  }

  /** Begins an item of the list at an indent, and gives its path. */
  #item(indent: number): string {
    const waiting = this.#waiting
    this.#waiting = undefined
    this.#open = this.#open.filter((block) => block.indent <= indent)
    const list = this.#open.at(-1)
    if (list !== undefined && !list.isMap && list.indent === indent) {
      this.#open[this.#open.length - 1] = { ...list, count: list.count + 1 }
      return `${list.path}[${String(list.count)}]`
    }
    const isNested = waiting !== undefined && waiting.indent <= indent
    const path = isNested ? waiting.path : ''
    this.#open.push({ path, isMap: false, indent, count: 1 })
    return `${path}[0]`
  }

  #itemEntry({ path, indent }: { path: string; indent: number }): Omit<Entry, 'value'> {
    return { path, parent: path.replace(/\[\d+\]$/, ''), isWhole: true, isFlow: false, indent }
  }

  /** What stands on a line behind its indent and its dashes. */
  #content(at: number, indent: number, item: { path: string; indent: number } | undefined): void {
    const waiting = item ?? this.#waiting
    this.#waiting = undefined
    key.lastIndex = at
    const name = key.exec(this.#text)?.[0]
    this.#open = this.#open.filter(
      (block) => block.indent < indent || (block.indent === indent && block.isMap),
    )
    const map = this.#open.at(-1)
    const isDeeper = waiting !== undefined && indent > waiting.indent
    if (name === undefined) {
      this.#noKey(at, indent, isDeeper ? waiting : undefined, item !== undefined)
      return
    }
    if (isDeeper || map === undefined || map.indent !== indent) {
      const path = isDeeper ? waiting.path : (map?.path ?? '')
      if (map?.indent !== indent) this.#open.push({ path, isMap: true, indent, count: 0 })
    }
    const parent = this.#open.at(-1)?.path ?? ''
    const plainName = /^["']/.test(name) ? name.slice(1, -1) : name
    const path = memberPath(parent, plainName)
    const colon = this.#text.indexOf(':', at + name.length)
    const after = colon + (this.#text[colon + 1] === ' ' ? 2 : 1)
    const value = this.#value(after, indent, path)
    if (value.style === 'none') this.#waiting = { path, indent }
    this.#entries.push({
      ...{ path, parent, key: { name: plainName, start: at, end: at + name.length } },
      ...{ isWhole: true, value, isFlow: false, indent },
    })
  }

  /** A value on a line of its own, or a key that is still being typed. */
  #noKey(
    at: number,
    indent: number,
    waiting: { path: string; indent: number } | undefined,
    isItem: boolean,
  ): void {
    if (waiting !== undefined) {
      const value = this.#value(at, waiting.indent, waiting.path)
      const written = isItem ? this.#itemEntry(waiting) : undefined
      const before = this.#entries.findLastIndex(({ path }) => path === waiting.path)
      const known = this.#entries[before]
      if (written !== undefined) this.#entries.push({ ...written, value })
      else if (known !== undefined) this.#entries[before] = { ...known, value }
      return
    }
    const map = this.#open.findLast((block) => block.isMap && block.indent === indent)
    const end = this.#endOf(this.#line)
    const name = this.#text.slice(at, end).trimEnd()
    const parent = map?.path ?? ''
    if (map === undefined && this.#open.length > 0) return
    this.#entries.push({
      ...{
        path: memberPath(parent, name),
        parent,
        key: { name, start: at, end: at + name.length },
      },
      ...{ isWhole: false, value: { style: 'none', start: end, end }, isFlow: false, indent },
    })
  }

  /** The value that begins somewhere on this line; steps over the lines that it takes. */
  #value(from: number, indent: number, path: string): Written {
    const lineEnd = this.#endOf(this.#line)
    const at = this.#afterSpaces(from, lineEnd)
    const char = this.#text.charAt(at)
    if (at >= lineEnd || char === '#') {
      if (at < lineEnd) this.#comments.push({ start: at, end: lineEnd })
      const start = Math.min(from, lineEnd)
      return { style: 'none', start, end: start }
    }
    const limit = this.#regionEnd(indent, '|>"\'{['.includes(char) ? undefined : looksLikeNext)
    const value = this.#written(char, at, limit, lineEnd, path)
    while (this.#startOf(this.#line + 1) <= value.end) this.#line++
    this.#trailing(value.end)
    return value
  }

  #written(char: string, at: number, limit: number, lineEnd: number, path: string): Written {
    if (char === '|' || char === '>') return { style: 'block', start: at, end: limit }
    if (char === '"' || char === "'") return quoted(this.#text, at, limit)
    if (char === '{' || char === '[') {
      const reader = new FlowReader(this.#text, at, limit)
      const value = reader.read(path)
      this.#entries.push(...reader.entries)
      this.#flows.push(...reader.blocks)
      return value
    }
    const comment = this.#text.slice(at, lineEnd).search(/\s#/)
    const end = comment < 0 ? limit : at + comment
    return { style: 'plain', start: at, end: at + this.#text.slice(at, end).trimEnd().length }
  }

  /** Notes the comment behind a value, on the value's last line. */
  #trailing(from: number): void {
    const end = this.#endOf(this.#line)
    const comment = /^\s*#/.exec(this.#text.slice(from, Math.max(from, end)))
    if (comment !== null) this.#comments.push({ start: from + comment[0].length - 1, end })
  }

  /** The end of the lines below that are deeper than an indent, up to one that looks like something else. */
  #regionEnd(indent: number, next: RegExp | undefined): number {
    let end = this.#endOf(this.#line)
    for (let line = this.#line + 1; line < this.#starts.length; line++) {
      const [start, lineEnd] = [this.#startOf(line), this.#endOf(line)]
      const text = this.#text.slice(start, lineEnd)
      if (text.trim() === '') continue
      const isDeeper = this.#afterSpaces(start, lineEnd) - start > indent
      if (!isDeeper || next?.test(text) === true) break
      end = lineEnd
    }
    return end
  }
}
