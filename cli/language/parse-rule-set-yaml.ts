/** Parses a rule set from YAML with infix conditions, and knows where everything in it stands. */
import { isMap, isScalar, isSeq, type ParsedNode, type Scalar } from 'yaml'
import { asOne, LanguageError, type Place } from './language-error.ts'
import { parseTree } from './parse-condition.ts'
import { readYaml, type YamlFile } from './read-yaml.ts'
import { scalarText } from './scalar-text.ts'
import type { SyntaxTree } from './syntax-tree.ts'

/** A rule set as it is written. */
export interface WrittenRuleSet {
  /** Its JSON; whether it is a rule set is for the engine to say. */
  readonly set: unknown
  /** Where everything stands, by its path as faults name it: `rules[3].when.of[0].left`. */
  readonly places: ReadonlyMap<string, Place>
}

/**
 * Parses a rule set.
 *
 * @throws {@link LanguageError} that holds every error of the file, or the YAML's where it is none.
 */
export function parseRuleSetYaml(text: string): WrittenRuleSet {
  const { set, places } = readRuleSet(readYaml(text))
  return { set, places }
}

/** Where a path stands: its own place, or that of the nearest thing around it. */
export function placeAt(places: ReadonlyMap<string, Place>, path: string): Place {
  for (let at = path; ; at = at.replace(/[.[][^.[]*$/, '')) {
    const place = places.get(at)
    if (place !== undefined) return place
    if (!/[.[]/.test(at)) return places.get('') ?? { line: 1, column: 1, offset: 0, length: 0 }
  }
}

/** Reads the JSON of a file, and its conditions by their paths. */
export function readRuleSet(
  file: YamlFile,
): WrittenRuleSet & { readonly conditions: ReadonlyMap<string, SyntaxTree> } {
  const reader = new Reader(file)
  const set = reader.read(file.root, '')
  if (!isMap(file.root)) reader.refuse(file.root, 'expected members such as id: and rules:')
  if (reader.errors.length > 0) throw asOne(reader.errors)
  return { set, places: reader.places, conditions: reader.conditions }
}

/** The values that are conditions. */
export const conditionPath = /^rules\[\d+\]\.(when|unless)$/

class Reader {
  readonly errors: LanguageError[] = []
  readonly places = new Map<string, Place>()
  readonly conditions = new Map<string, SyntaxTree>()
  readonly #file: YamlFile

  constructor(file: YamlFile) {
    this.#file = file
  }

  read(node: ParsedNode | null, path: string): unknown {
    if (node === null) return null
    this.places.set(path, this.#place(node))
    if (conditionPath.test(path)) return this.#condition(node, path)
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => {
          const name = isScalar(key) ? nameOf(key) : ''
          const at = path === '' ? name : `${path}.${name}`
          const read = this.read(value, at)
          // Of what goes over several lines the name is shown.
          if (value === null || !isScalar(value)) this.places.set(at, this.#place(key))
          return [name, read] as const
        }),
      )
    }
    if (isSeq(node)) return node.items.map((item, i) => this.read(item, `${path}[${String(i)}]`))
    const value = isScalar(node) ? node.value : undefined
    if (typeof value === 'number' && !Number.isFinite(value)) this.refuse(node, 'no such number')
    return value
  }

  refuse(node: ParsedNode, message: string, expected: readonly string[] = []): void {
    this.errors.push(new LanguageError(this.#place(node), expected, message))
  }

  #condition(node: ParsedNode, path: string): unknown {
    if (!isScalar(node)) {
      this.refuse(node, 'expected a condition such as some(contact, closeness = "close")', [
        'a condition',
      ])
      return null
    }
    try {
      const tree = parseTree(scalarText(this.#file.text, node), this.#file.locate)
      for (const [at, place] of tree.places(path)) this.places.set(at, place)
      this.conditions.set(path, tree)
      return tree.root
    } catch (error) {
      if (!(error instanceof LanguageError)) throw error
      this.errors.push(error)
      return null
    }
  }

  /** From its beginning to its end, but of several lines the first only. */
  #place({ range: [start, end] }: ParsedNode): Place {
    const line = this.#file.text.slice(start, end).split(/\r?\n/, 1)[0] ?? ''
    return this.#file.locate(start, line.length)
  }
}

/** A name as it is written: `33` is text like every other. */
function nameOf({ value, source }: Scalar.Parsed): string {
  return typeof value === 'string' ? value : source
}
