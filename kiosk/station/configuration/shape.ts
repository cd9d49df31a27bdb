/** Shapes of values in a YAML file: each reads a node into a typed value, and is a JSON Schema as well. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { FindingKind } from './finding.ts'

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

/** Where a value stands. */
export interface Place {
  readonly node: Node | null
  readonly path: string
}

/** What takes findings, and what a shape may need to know of the file. */
export interface Reading {
  find(kind: FindingKind, at: Place, what: string, write: string): void
  /** Makes a path whole, from the folder of the file. */
  whole(path: string): string
  /** A file that the configuration names, looked at when all is read. */
  names(file: string, at: Place, must: FileRule): void
}

/** What a named file must be: there, or there and its owner's alone; `private-or-new` may still be made. */
export type FileRule = 'there' | 'private' | 'private-or-new'

/** A kind of value. */
export interface Shape<T> {
  readonly schema: Schema
  /** undefined: it is none of them, and the reading knows why. */
  read(at: Place, reading: Reading): T | undefined
}

/** What a scalar says; the text of anything else is not looked at. */
const valueOf = ({ node }: Place): unknown => (isScalar(node) ? node.value : undefined)

const wrongType = (reading: Reading, at: Place, what: string): void => {
  reading.find('wrong-type', at, `is not ${what}`, `write ${what}`)
}

/** A text that a pattern describes; `what` says it in words. */
export function text(pattern: RegExp, what: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: pattern.source },
    read(at, reading) {
      const value = valueOf(at)
      if (typeof value === 'string' && pattern.test(value)) return value
      if (typeof value === 'number')
        reading.find('wrong-type', at, 'is not text', `write '${value}', in quotes`)
      else if (typeof value !== 'string') wrongType(reading, at, 'text')
      else reading.find('wrong-value', at, 'is not written as it must be', `write ${what}`)
      return undefined
    },
  }
}

/** One of a few words. */
export function choice<const T extends string>(...words: readonly T[]): Shape<T> {
  return {
    schema: words.length === 1 ? { const: words[0] } : { enum: words },
    read(at, reading) {
      const value = valueOf(at)
      const word = words.find((one) => one === value)
      if (word !== undefined) return word
      const kind = typeof value === 'string' ? 'wrong-value' : 'wrong-type'
      reading.find(kind, at, 'is none of the words that may stand here', oneOf(words))
      return undefined
    },
  }
}

/** What to write where one of several is wanted. */
export const oneOf = (words: readonly string[]): string =>
  words.length === 1 ? `write ${words.join()}` : `write one of: ${words.join(', ')}`

/** A number between two limits, both of them allowed. */
export function number(
  least: number,
  most: number,
  whole: 'whole' | 'any' = 'whole',
): Shape<number> {
  const what = `a ${whole === 'whole' ? 'whole ' : ''}number from ${least} to ${most}`
  return {
    schema: { type: whole === 'whole' ? 'integer' : 'number', minimum: least, maximum: most },
    read(at, reading) {
      const value = valueOf(at)
      const isRight = typeof value === 'number' && (whole === 'any' || Number.isInteger(value))
      if (isRight && value >= least && value <= most) return value
      if (!isRight) wrongType(reading, at, what)
      else reading.find('out-of-range', at, `${value} is out of range`, `write ${what}`)
      return undefined
    },
  }
}

/** One of a few numbers. */
export const oneNumber = (...numbers: readonly number[]): Shape<number> => ({
  schema: { enum: numbers },
  read(at, reading) {
    const value = valueOf(at)
    const found = numbers.find((one) => one === value)
    const kind = typeof value === 'number' ? 'out-of-range' : 'wrong-type'
    if (found === undefined)
      reading.find(
        kind,
        at,
        'is none of the numbers that may stand here',
        oneOf(numbers.map(String)),
      )
    return found
  },
})

/** Yes or no. */
export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  read(at, reading) {
    const value = valueOf(at)
    if (typeof value === 'boolean') return value
    wrongType(reading, at, 'true or false')
    return undefined
  },
}

/** A path, made whole. */
export function path(must?: FileRule): Shape<string> {
  return {
    schema: { type: 'string', minLength: 1 },
    read(at, reading) {
      const value = valueOf(at)
      if (typeof value !== 'string' || value === '') {
        wrongType(reading, at, 'a path')
        return undefined
      }
      const file = reading.whole(value)
      if (must !== undefined) reading.names(file, at, must)
      return file
    },
  }
}

/** Several of one shape. */
export function list<T>(shape: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: shape.schema, ...(least > 0 && { minItems: least }) },
    read(at, reading) {
      if (!isSeq<Node>(at.node)) {
        wrongType(reading, at, 'a list')
        return undefined
      }
      if (at.node.items.length < least)
        reading.find('out-of-range', at, 'is empty', 'name one at least')
      return at.node.items.flatMap((node, index) => {
        const value = shape.read({ node, path: `${at.path}[${index}]` }, reading)
        return value === undefined ? [] : [value]
      })
    },
  }
}

/** A value that is checked once more; `isRight` says what is wrong itself. */
export function checked<T>(
  shape: Shape<T>,
  isRight: (value: T, at: Place, reading: Reading) => boolean,
): Shape<T> {
  return {
    schema: shape.schema,
    read(at, reading) {
      const value = shape.read(at, reading)
      return value !== undefined && isRight(value, at, reading) ? value : undefined
    },
  }
}

/** The pair of a map that has a name. */
export const pairOf = (node: Node | null, name: string): Pair<Node, Node | null> | undefined =>
  isMap<Node, Node | null>(node)
    ? node.items.find(({ key }) => isScalar(key) && key.value === name)
    : undefined
