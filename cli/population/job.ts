/** What threads are asked, and what they answer. Types only: all of it crosses between threads. */
import type { CoveredPlan, Universe } from 'greengate/issue'
import type { ByteRange } from '../impact/line-ranges.ts'
import type { Reading } from './read-row.ts'

/** What all threads know. */
export interface Job {
  /** The file of rows. */
  readonly path: string
  readonly reading: Reading
  /** The population key: 16 bytes. */
  readonly key: Uint8Array
  /** Where what does not fit into memory lies meanwhile. */
  readonly folder: string
  /** Rows go into 2 to the power of this many buckets. */
  readonly bucketBits: number
}

/** What a thread is given as its data. */
export interface ThreadData {
  readonly job: Job
  /** Its place among the threads. */
  readonly place: number
}

/** Sets as they are asked: files, the newest patch last, and what the classes of them stand for. */
export interface AskedSets {
  readonly notGreen: string
  readonly patches: readonly string[]
  readonly covered: string
  /** Codes, by class. */
  readonly classes: readonly number[]
}

export type Task =
  /** Reads rows of a range into buckets. */
  | { readonly is: 'read'; readonly range: ByteRange; readonly place: number }
  /** Writes what is left of buckets. */
  | { readonly is: 'flush' }
  /** Puts a bucket in order. */
  | { readonly is: 'sift'; readonly bucket: number; readonly threads: number }
  /** Solves a part of the set of everybody. */
  | { readonly is: 'shard'; readonly plan: CoveredPlan; readonly shard: number }
  /** Finds in a bucket who is otherwise than sets say. */
  | { readonly is: 'compare'; readonly bucket: number; readonly sets: AskedSets }
  /** Drafts the set of those who are not green, or a patch of `changes`; the same thread finishes it. */
  | {
      readonly is: 'draft'
      readonly universe: Universe
      /** Codes, by class. */
      readonly classes: readonly number[]
      readonly changes?: Members
    }
  | { readonly is: 'finish'; readonly passed: readonly Uint32Array[] }
  /** Finds in a bucket who passes the filter of a draft. */
  | { readonly is: 'pass'; readonly bucket: number; readonly filter: Uint32Array }
  /** Reads rows of a range again, and asks sets about them. */
  | {
      readonly is: 'prove'
      readonly range: ByteRange
      readonly sets: AskedSets
      /** Lines of the range, ascending, that are about nobody in the sets. */
      readonly skipped: Uint32Array
    }

/** What came of a range. */
export interface ReadRange {
  readonly lines: number
  readonly rows: number
  /** Passes that end before the limit. */
  readonly cut: number
  /** Types of documents that are there. */
  readonly types: readonly string[]
  /** Pairs: the line, from 1 in its range, and the fault's number. */
  readonly bad: Uint32Array
}

/** What came of a bucket. Its hashes lie in files. */
export interface SiftedBucket {
  readonly universe: Universe
  readonly counts: ReadonlyMap<number, number>
  readonly repeats: Uint32Array
  readonly conflicts: Uint32Array
  readonly disputed: number
}

/** People with the class of each; -1: green. */
export interface Members {
  readonly hashes: Uint32Array
  readonly classes: Int32Array
}

/** A draft as other threads need it. */
export interface Drafted {
  readonly filter: Uint32Array
  readonly needsPass: boolean
}

/** What came of asking. */
export interface Proved {
  readonly rows: number
  /** About whom the sets say something else than the row. */
  readonly wrong: number
  /** The first such line in the range; 0: none. */
  readonly firstWrong: number
}
