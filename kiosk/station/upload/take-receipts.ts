/** Takes in the receipts that a collector wrote onto a stick, after the same checks as those that come over the network. */
import type { KeyObject } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { UploadSource } from '../journal/upload-source.ts'
import { onDisk } from '../station-error.ts'
import { isReceiptFor } from './batch-statement.ts'
import {
  batchFile,
  folderOnStick,
  listReceipts,
  type BatchName,
  type BatchPart,
} from './stick-files.ts'

/** What came of it. */
export interface TakenReceipts {
  /** How many stood for records that nobody had signed for. */
  readonly taken: number
  /** How many were of another key or of other records; they stay on the stick. */
  readonly refused: number
}

/** What the receipts are held against. */
export interface ReceiptTaker {
  readonly journal: UploadSource
  readonly station: string
  /** The pinned public key of the collector. */
  readonly collectorKey: KeyObject
  readonly log: (line: string) => void
}

const largest = 16_384
const parts: readonly BatchPart[] = ['records', 'statement', 'receipt']

/**
 * Takes receipts in, in the order of the journal, and takes off the stick what they stand for.
 *
 * @throws StationError `ERR_STATION_JOURNAL`
 */
export async function takeReceipts(stick: string, taker: ReceiptTaker): Promise<TakenReceipts> {
  const { journal, station, log } = taker
  const folder = folderOnStick(stick, station)
  return onDisk(`cannot take receipts from ${folder}`, async () => {
    let [taken, refused] = [0, 0]
    for (const name of await listReceipts(folder)) {
      const { segment, last: seq } = name
      const file = join(folder, batchFile(name, 'receipt'))
      const isShort = (await stat(file)).size <= largest
      const receipt = isShort ? (await readFile(file, 'utf8')).trim() : ''
      if (!isShort || !(await isFor(receipt, name, taker))) {
        refused += 1
        log(`upload: a receipt on the stick is none of this collector for this journal`)
        continue
      }
      // Records before these may still be under way; their receipt comes first.
      const collected = collectedSeq(journal, segment)
      if (!areAllBefore(journal, name)) continue
      if (seq > collected) {
        await journal.markCollected({ segment, seq }, receipt)
        taken += 1
      }
      for (const part of parts) await rm(join(folder, batchFile(name, part)), { force: true })
    }
    return { taken, refused }
  })
}

async function isFor(
  receipt: string,
  { segment, first, last }: BatchName,
  { journal, station, collectorKey }: ReceiptTaker,
): Promise<boolean> {
  if (!journal.segments().some((range) => range.segment === segment)) return false
  const end = await journal.read(segment, last, 1)
  if (end?.lastSeq !== last) return false
  const batch = { segment, firstSeq: first, lastSeq: last, head: end.head }
  return isReceiptFor(receipt, batch, station, collectorKey)
}

/** What is marked is marked with all before it. */
function areAllBefore(journal: UploadSource, { segment, first }: BatchName): boolean {
  const ranges = journal.segments()
  const place = ranges.findIndex((range) => range.segment === segment)
  const areWhole = ranges.slice(0, place).every(({ lastSeq, collectedSeq: to }) => to >= lastSeq)
  return areWhole && first <= collectedSeq(journal, segment) + 1
}

const collectedSeq = (journal: UploadSource, id: string): number =>
  journal.segments().find(({ segment }) => segment === id)?.collectedSeq ?? 0
