/** What a batch is, as plain JSON: what is asked of all its workers, what each part of the people is, and what comes of it. Types only. */
import type { SetSource } from '../impact/job.ts'
import type { EarlierPart } from './changed/main.ts'

/** Everything that the outcomes and codes of a batch depend on, but for the people and the keys. */
export interface BatchJob {
  readonly format: 'greengate-batch-job-1'
  /** 16 hexadecimal digits of the digest of all the rest: the same order is the same job. */
  readonly id: string
  /** The version of the command that it was begun with: another one may come to other bytes. */
  readonly engine: string
  readonly verb: 'assess' | 'issue'
  /** Unix seconds: the instant that everybody is assessed at. */
  readonly now: number
  readonly rules: SetSource
  /** The document of fact types as JSON. */
  readonly factTypes: unknown
  readonly input: {
    readonly form: PeopleForm
    readonly bytes: number
    readonly sha256: string
  }
  /** About how long a shard is, and a part at most, in bytes of whole records. */
  readonly shardBytes: number
  readonly partBytes: number
  /** Of `issue`. */
  readonly codes?: CodeTerms
  /** The batch whose outcomes are carried over where this one's could not be others. */
  readonly earlier?: EarlierJob
}

/** What is asked of an earlier batch. */
export interface EarlierJob extends Pick<BatchJob, 'id' | 'now' | 'rules' | 'factTypes'> {
  /** Whether its codes say what these would, so that they may be left as they are. */
  readonly hasSameCodes: boolean
}

/** How people are written. */
export type PeopleForm =
  | { readonly kind: 'ndjson' }
  /** The columns by their names, as the first line has them. */
  | { readonly kind: 'csv'; readonly columns: readonly string[] }

/** What the codes of a batch say beside the person. */
export interface CodeTerms {
  readonly issuer: string
  readonly class: 'app' | 'paper'
  /** Whether a code carries the facts, the assessment, or both. */
  readonly profile: 'facts' | 'assessment' | 'both'
  readonly validForSeconds: number
  readonly commits: boolean
  readonly tags: boolean
  readonly hasStatus: boolean
  readonly site?: number
  /** Of the key that signs: base64url, 8 bytes. */
  readonly kid: string
  /** What the key that makes ids and salts is known by: base64url, 8 bytes. */
  readonly idKey: string
  readonly alg: 'Ed25519' | 'ESP256'
}

/** Bytes of the input that begin and end with whole records. */
export interface Shard {
  /** From 0. */
  readonly shard: number
  readonly start: number
  /** Excluded. */
  readonly end: number
  /** Of its bytes. */
  readonly sha256: string
}

/** Some whole records of a shard: what one worker does at a time. */
export interface Part {
  readonly shard: number
  readonly part: number
  /** Where the first of its bytes stands in the input: it makes the ids of codes. */
  readonly start: number
  readonly bytes: Uint8Array
  /** Status indexes that were reserved for it, in the order of its people; at least as many as there are. */
  readonly statusIndexes?: readonly number[]
  /** What the earlier batch of the job made of the same bytes. */
  readonly earlier?: EarlierPart
}

/** What came of a part. The texts are lines of JSON in the order of the people. */
export interface PartResult {
  /** Line ends, and a last line without one. */
  readonly lines: number
  /** Lines that are not empty, or rows of CSV; people are those of them that could be read. */
  readonly records: number
  readonly people: number
  readonly outcomes: Uint8Array
  readonly codes: Uint8Array
  readonly openings: Uint8Array
  readonly rejected: readonly RejectedLine[]
  /** Whose outcome was carried over from an earlier version. */
  readonly skipped: number
  /** Adds up to the summary: JSON, its shape is that of `cli/batch/summary`. */
  readonly tally: unknown
}

/** A record that is no person. */
export interface RejectedLine {
  /** From 1; in the part or the shard until all are known, then in the input. */
  readonly line: number
  /** The place in it and what it must be; nothing of what stands there. */
  readonly reason: string
}
