/** What a worker is given, and what it answers. Types only: all of it crosses between threads. */
import type { Fact } from 'greengate/issue'
import type { FactTypes, Words } from 'greengate/rules'
import type { BadLines } from './bad-lines.ts'
import type { ByteRange } from './line-ranges.ts'
import type { Ground, State } from './state.ts'
import type { Tally } from './tally.ts'

/** A rule set as JSON, with the bases that it needs. */
export interface SetSource {
  readonly value: unknown
  readonly bases: readonly {
    readonly id: string
    readonly version: number
    readonly sha256: string
    readonly value: unknown
  }[]
}

/** Where people come from. */
export type Population =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'synthetic'; readonly count: number; readonly seed: number }

/** What all workers of one impact are asked. */
export interface Job {
  readonly a: SetSource
  readonly b: SetSource
  readonly factTypes: FactTypes
  /** Unix seconds. */
  readonly now: number
  readonly population: Population
  /** At most so many examples of each change. */
  readonly examples: number
  readonly seed: number
  /** Whether examples tell what the population says of the people in them. */
  readonly withFacts: boolean
}

/** A share of the population: bytes of the file, or the numbers of synthetic people. */
export type Share = ByteRange

/** What a worker says. */
export type Answer =
  | { readonly is: 'counted'; readonly share: number; readonly counted: CountedShare }
  | { readonly is: 'tally'; readonly tally: Tally; readonly examples: ExamplesByCell }
  /** A mistake of the operator's. */
  | { readonly is: 'refused'; readonly message: string }

/** What came of a share. */
export interface CountedShare {
  readonly people: number
  readonly lines: number
  /** Counted from the share's first line. */
  readonly bad: BadLines
}

/** Somebody who changes, and by what. */
export interface Example {
  readonly person: string
  readonly region: string
  readonly from: Explained
  readonly to: Explained
  readonly stated?: Stated
}

/** One of the two verdicts, with the rules that made it in words. */
export interface Explained extends Ground {
  readonly state: State
  readonly why: readonly {
    readonly no: number
    readonly id: string
    readonly reason: Words
    /** What it requires, and under which condition it holds; the last may be what exempts. */
    readonly conditions: readonly {
      readonly is: 'requires' | 'when' | 'unless'
      readonly words: Words
    }[]
  }[]
}

/** What the population says of a person. */
export interface Stated {
  readonly facts: readonly Pick<Fact, 'id' | 'kind' | 'fields' | 'retracts'>[]
  readonly covers: readonly { readonly kind: string; readonly until: string }[]
  readonly onSite: Readonly<Record<string, number>>
}

/** Examples of every cell of the matrix, with the lots that decide between those of several workers. */
export type ExamplesByCell = ReadonlyMap<
  number,
  readonly { readonly lot: number; readonly index: number; readonly example: Example }[]
>
