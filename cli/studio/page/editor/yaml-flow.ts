/** Reads the values of a YAML text where they stand: in quotes, plain, or in braces and brackets, closed or not. */

/** How a value is written; `none`: it is still missing. */
export type Style = 'plain' | 'single' | 'double' | 'block' | 'flow' | 'none'

/** A stretch of the text, with its quotes. */
export interface Written {
  readonly style: Style
  readonly start: number
  readonly end: number
}

/** A member of a map, or an item of a list. */
export interface Entry {
  /** As faults name it: `rules[3].when`. */
  readonly path: string
  readonly parent: string
  /** Of a member. */
  readonly key?: { readonly name: string; readonly start: number; readonly end: number }
  /** Whether its `:` is there. */
  readonly isWhole: boolean
  readonly value: Written
  /** Within braces or brackets. */
  readonly isFlow: boolean
  /** Where members beside it begin, from their line. */
  readonly indent: number
}

/** A map or a list within braces or brackets. */
export interface FlowBlock {
  readonly path: string
  readonly isMap: boolean
  readonly start: number
  readonly end: number
}

/** The path of a member. */
export function memberPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`
}

const doubleQuoted = /"(?:[^"\\]|\\[\s\S])*"?/y
const singleQuoted = /'(?:[^']|'')*'?/y
const plainInFlow = /[^,[\]{}\n#:]+(?:[:#](?=[^\s,[\]{}])[^,[\]{}\n#:]*)*/y
const space = /(?:\s|#[^\n]*)*/y

function found(form: RegExp, text: string, at: number): string {
  form.lastIndex = at
  return form.exec(text)?.[0] ?? ''
}

/** A value in quotes; without its closing quote it ends with its line. */
export function quoted(text: string, start: number, limit: number): Written {
  const isDouble = text[start] === '"'
  const style = isDouble ? 'double' : 'single'
  const whole = found(isDouble ? doubleQuoted : singleQuoted, text.slice(0, limit), start)
  const isClosed = whole.length > 1 && whole.endsWith(text.charAt(start))
  const [line = ''] = whole.split('\n', 1)
  return { style, start, end: start + (isClosed ? whole : line.trimEnd()).length }
}

/** Reads braces and brackets. */
export class FlowReader {
  readonly entries: Entry[] = []
  readonly blocks: FlowBlock[] = []
  readonly #text: string
  readonly #limit: number
  #at: number

  constructor(text: string, start: number, limit: number) {
    this.#text = text
    this.#at = start
    this.#limit = limit
  }

  /** Reads what begins here with a brace or a bracket. */
  read(path: string): Written {
    const start = this.#at
    const isMap = this.#text[start] === '{'
    this.#at++
    for (let item = 0; !this.#isAtEnd();) {
      const char = this.#text.charAt(this.#at)
      if (char === '}' || char === ']') {
        this.#at++
        break
      }
      if (char === ',') {
        this.#at++
        item++
      } else if (isMap) this.#member(path)
      else this.#item(path, `${path}[${String(item)}]`)
    }
    const end = Math.min(this.#at, this.#limit)
    this.blocks.push({ path, isMap, start, end })
    return { style: 'flow', start, end }
  }

  #isAtEnd(): boolean {
    this.#at += found(space, this.#text, this.#at).length
    return this.#at >= this.#limit
  }

  #member(parent: string): void {
    const key = this.#scalar()
    const raw = this.#text.slice(key.start, key.end)
    const name = key.style === 'plain' ? raw : raw.replace(/^["']|["']$/g, '')
    const isEnd = this.#isAtEnd()
    const isWhole = !isEnd && this.#text[this.#at] === ':'
    const path = memberPath(parent, name)
    let value: Written = { style: 'none', start: this.#at, end: this.#at }
    if (isWhole) {
      this.#at++
      // One blank belongs to the colon, so that what is typed behind it stands there.
      if (this.#text[this.#at] === ' ') this.#at++
      value = this.#value(path)
    }
    const { start, end } = key
    this.entries.push({
      ...{ path, parent, key: { name, start, end }, isWhole, value, isFlow: true, indent: 0 },
    })
  }

  #item(parent: string, path: string): void {
    const value = this.#value(path)
    this.entries.push({ path, parent, isWhole: true, value, isFlow: true, indent: 0 })
  }

  #value(path: string): Written {
    const before = this.#at
    const none: Written = { style: 'none', start: before, end: before }
    if (this.#isAtEnd()) return none
    const char = this.#text.charAt(this.#at)
    if (char === '{' || char === '[') return this.read(path)
    return ',}]'.includes(char) ? none : this.#scalar()
  }

  #scalar(): Written {
    const start = this.#at
    const char = this.#text.charAt(start)
    if (char === '"' || char === "'") {
      const value = quoted(this.#text, start, this.#limit)
      this.#at = value.end
      return value
    }
    const plain = found(plainInFlow, this.#text, start)
    // What cannot begin a value is stepped over, so that there is always an end.
    this.#at += Math.max(1, plain.length)
    return { style: 'plain', start, end: start + plain.trimEnd().length }
  }
}
