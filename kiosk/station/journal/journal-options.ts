/** What a journal is opened with. */
import type { FileHandle } from 'node:fs/promises'
import type { SealingPublicJwk } from 'greengate'
import type { Signer } from 'greengate/issue'

/** What a journal is opened with. */
export interface JournalOptions {
  readonly folder: string
  readonly station: string
  /** Default: 1. */
  readonly lane?: string
  /** What writes the journal, with its version. Default: greengate. */
  readonly software?: string
  readonly log: (line: string) => void
  /** The clock on the wall, for what is noted beside decisions. */
  readonly now?: () => Date
  /** Signs checkpoints. Default: a key of the journal's own (`openStationKey`). */
  readonly signer?: Signer
  /** Whom secrets are sealed to, and for how many days they are kept. */
  readonly seal?: { readonly recipient: SealingPublicJwk; readonly days: number }
  /** Default: 4 GiB. */
  readonly quotaBytes?: number
  /** For so many days clear parts stay, and after them until they are collected. Default: 30. */
  readonly keepDays?: number
  /** A full segment is followed by the next one. Default: 1 MiB. */
  readonly segmentBytes?: number
  /** Puts bytes at the end of the file, on the disk; a test puts a full disk here. */
  readonly write?: (file: FileHandle, bytes: Uint8Array) => Promise<void>
  /** What the disk has left; a test puts a small one here. */
  readonly freeBytes?: () => Promise<number>
}
