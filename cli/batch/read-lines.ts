/** Reads the people of a part that is lines of JSON. */
import type { Coverage, Fact } from 'greengate/issue'
import { BadPerson, readSubject, type Subject } from '../impact/person.ts'

/** A person with facts and coverage as claims have them. */
export interface BatchPerson extends Subject {
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
}

/** A line: a person, what is wrong with it, or nothing. */
export type ReadLine = { readonly at: number; readonly line: number } & (
  { readonly person: BatchPerson } | { readonly bad: string } | { readonly isEmpty: true }
)

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const newline = 0x0a

/** Reads all lines. */
export function* readLines(bytes: Uint8Array, isFirst: boolean): Generator<ReadLine> {
  let [at, line] = [0, 0]
  while (at < bytes.length) {
    const found = bytes.indexOf(newline, at)
    const end = found < 0 ? bytes.length : found
    line += 1
    yield { at, line, ...readLine(bytes.subarray(at, end), isFirst && at === 0) }
    at = end + 1
  }
}

function readLine(
  bytes: Uint8Array,
  mayHaveMark: boolean,
): { person: BatchPerson } | { bad: string } | { isEmpty: true } {
  try {
    const text = decoder.decode(bytes)
    const line = mayHaveMark ? text.replace(/^\uFEFF/, '') : text
    if (line.trim() === '') return { isEmpty: true }
    const value: unknown = JSON.parse(line)
    const subject = readSubject(value)
    const { facts, covers } = value as BatchPerson
    return { person: { ...subject, facts, covers } }
  } catch (error) {
    if (error instanceof BadPerson) return { bad: error.message }
    if (error instanceof SyntaxError) return { bad: 'must be JSON' }
    if (error instanceof TypeError) return { bad: 'must be UTF-8' }
    throw error
  }
}
