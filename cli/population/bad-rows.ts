/** The rows of a file that cannot be used, and those that repeat others: each with its line, all of them counted. */
import { rowFaults, type RowFault } from './row-fault.ts'
import { sortPlaces } from './sort-places.ts'

/** A row and what is wrong with it. */
export interface BadRow {
  /** From 1. */
  readonly line: number
  readonly fault: RowFault
  /** The first row about the same person, of conflicts and repeats. */
  readonly other?: number
}

/** So many can be named; beyond them they are counted only. */
const mostNamed = 16_777_216
/** Line, fault, other line; 0: none. */
const words = 3
const conflict = rowFaults.indexOf('conflict')

/** Rows under way. */
export class BadRows {
  readonly #parts: Uint32Array[] = []
  readonly #counts = new Map<RowFault, number>()
  #named = 0

  /** Adds rows: line, fault, other line, three numbers each. */
  add(rows: Uint32Array): void {
    for (let at = 1; at < rows.length; at += words) {
      const fault = rowFaults[rows[at] as number] as RowFault
      this.#counts.set(fault, (this.#counts.get(fault) ?? 0) + 1)
    }
    if (this.#named >= mostNamed) return
    this.#named += rows.length / words
    this.#parts.push(rows)
  }

  /** How many there are of each fault, in the order of faults. */
  counts(): readonly (readonly [fault: RowFault, count: number])[] {
    return rowFaults.flatMap((fault) => {
      const count = this.#counts.get(fault)
      return count === undefined ? [] : [[fault, count] as const]
    })
  }

  /** How many cannot be used: all but those that repeat others. */
  get unusable(): number {
    return this.counts().reduce((sum, [fault, n]) => sum + (fault === 'repeat' ? 0 : n), 0)
  }

  /** How many of all can be named. */
  get named(): number {
    return this.#named
  }

  /** Lines, ascending, of all rows about people about whom rows do not agree. */
  disputedLines(): Uint32Array {
    const first = new Set<number>()
    const lines = new Set<number>()
    for (const part of this.#parts) {
      for (let at = 0; at < part.length; at += words) {
        if (part[at + 1] === conflict) first.add(part[at + 2] as number)
      }
    }
    if (first.size === 0) return new Uint32Array()
    for (const part of this.#parts) {
      for (let at = 0; at < part.length; at += words) {
        const [line, other] = [part[at] as number, part[at + 2] as number]
        if (first.has(other)) lines.add(line).add(other)
      }
    }
    return Uint32Array.from(lines).sort()
  }

  /** By line. */
  *rows(): Generator<BadRow> {
    const all = new Uint32Array(this.#named * words)
    let to = 0
    for (const part of this.#parts) {
      all.set(part, to)
      to += part.length
    }
    for (const at of sortPlaces(all, words)) {
      const [line, fault, other] = [all[at], all[at + 1], all[at + 2]] as [number, number, number]
      yield { line, fault: rowFaults[fault] as RowFault, ...(other === 0 ? {} : { other }) }
    }
  }
}
