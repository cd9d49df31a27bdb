/** What the threads of a batch are given. Types only: all of it crosses between threads. */
import type { SignerOptions } from '../../bundle/signer.ts'
import type { BatchJob, Shard } from '../job.ts'

/** What all threads have. */
export interface ThreadData {
  readonly job: BatchJob
  /** The file of people. */
  readonly input: string
  readonly out: string
  /** The folder of the earlier batch that the job names. */
  readonly previous?: string
  /** Of `issue`. Each thread opens its own signer. */
  readonly keys?: {
    readonly signer: SignerOptions
    readonly idKey: Uint8Array
    readonly bindingKey?: Uint8Array
  }
}

/** One task. */
export interface ShardTask {
  readonly shard: Shard
  readonly statusIndexes?: readonly number[]
}
