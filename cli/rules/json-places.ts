/** Reads JSON and remembers where every value stands, so that a finding can point at it. */

/** A stretch of a text: line and column begin at 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
  /** Characters, on the first line alone. */
  readonly length: number
}

/** Where values stand, by their paths, such as `rules[3].when.of[0].left`. */
export type Places = (at: string) => TextPlace | undefined

/** A text that is not of its language. */
export interface SyntaxFault extends TextPlace {
  readonly message: string
}

/** What a text comes to: a value and where its parts stand, or why it is none. */
export type Read =
  | { readonly value: unknown; readonly placeOf: Places; readonly faults: readonly [] }
  | { readonly faults: readonly [SyntaxFault, ...SyntaxFault[]] }

/** Reads JSON. */
export function readJson(text: string): Read {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { faults: [faultIn(text)] }
  }
  // Most files are only read; few are asked where something stands.
  let places: JsonReader['places'] | undefined
  const placeOf: Places = (at) => {
    places ??= placesIn(text)
    const found = nearest(places, at)
    return found === undefined ? undefined : placeAt(text, ...found)
  }
  return { value, placeOf, faults: [] }
}

function placesIn(text: string): JsonReader['places'] {
  const reader = new JsonReader(text)
  reader.readAll()
  return reader.places
}

/** What is kept for a path, or for the innermost part of it that is there: what is missing stands nowhere. */
function nearest<T>(places: ReadonlyMap<string, T>, at: string): T | undefined {
  for (let path = at; ; path = path.slice(0, Math.max(0, lastStep(path)))) {
    const found = places.get(path)
    if (found !== undefined || path === '') return found
  }
}

function lastStep(path: string): number {
  return Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))
}

/** Gives line and column of an offset, and a length that does not leave the line. */
function placeAt(text: string, offset: number, length: number): TextPlace {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  const end = text.indexOf('\n', offset)
  const rest = (end < 0 ? text.length : end) - offset
  return {
    line: before.split('\n').length,
    column: offset - start + 1,
    length: Math.max(1, Math.min(length, rest)),
  }
}

function faultIn(text: string): SyntaxFault {
  const reader = new JsonReader(text)
  try {
    reader.readAll()
    // What JSON.parse refuses and this reader does not: a fault within a text or a number.
    return { ...placeAt(text, 0, 1), message: 'is no JSON' }
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error
    return { ...placeAt(text, error.offset, 1), message: `expected ${error.wanted}` }
  }
}

class Unexpected extends SyntaxError {
  readonly offset: number
  readonly wanted: string
  constructor(offset: number, wanted: string) {
    super()
    this.offset = offset
    this.wanted = wanted
  }
}

const token =
  /[\s\uFEFF]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y

class JsonReader {
  /** Offset and length. */
  readonly places = new Map<string, readonly [number, number]>()
  readonly #text: string
  #end = 0

  constructor(text: string) {
    this.#text = text
  }

  readAll(): void {
    this.#value('', 'a value')
    const rest = this.#text.slice(this.#end)
    if (rest.trim() !== '') {
      throw new Unexpected(this.#end + rest.search(/\S/), 'the end of the file')
    }
  }

  /** Reads one token, which begins at `from`. */
  #next(wanted: string): { readonly text: string; readonly from: number } {
    token.lastIndex = this.#end
    const [whole = '', mark, quoted, bare] = token.exec(this.#text) ?? []
    const text = mark ?? quoted ?? bare
    if (text === undefined) {
      const skipped = this.#text.slice(this.#end).search(/\S|$/)
      throw new Unexpected(this.#end + skipped, wanted)
    }
    this.#end += whole.length
    return { text, from: this.#end - text.length }
  }

  #value(at: string, wanted: string): void {
    const { text, from } = this.#next(wanted)
    if (text === '{') this.#object(at)
    else if (text === '[') this.#array(at)
    else if (/^[}\],:]$/.test(text)) throw new Unexpected(from, wanted)
    this.places.set(at, [from, this.#end - from])
  }

  #object(at: string): void {
    for (let isFirst = true; ; isFirst = false) {
      const wanted = isFirst ? 'a member or "}"' : 'a member'
      const key = this.#next(wanted)
      if (key.text === '}' && isFirst) return
      if (!key.text.startsWith('"')) throw new Unexpected(key.from, wanted)
      this.#expect(':', '":"')
      const name = JSON.parse(key.text) as string
      this.#value(at === '' ? name : `${at}.${name}`, 'a value')
      if (this.#expect(',}', '"," or "}"') === '}') return
    }
  }

  #array(at: string): void {
    const start = this.#end
    if (this.#next('a value or "]"').text === ']') return
    this.#end = start
    for (let i = 0; ; i++) {
      this.#value(`${at}[${String(i)}]`, 'a value')
      if (this.#expect(',]', '"," or "]"') === ']') return
    }
  }

  #expect(choices: string, wanted: string): string {
    const { text, from } = this.#next(wanted)
    if (!choices.includes(text)) throw new Unexpected(from, wanted)
    return text
  }
}
