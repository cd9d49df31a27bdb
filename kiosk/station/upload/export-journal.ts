/** Writes everything unsent onto a stick, as a collector is sent it, with a signed manifest that says where the journal stands. */
import { join } from 'node:path'
import type { Signer } from 'greengate/issue'
import type { Exported } from '../../shared/staff-api.ts'
import { writeDurable } from '../durable-file.ts'
import type { RecordBatch, SegmentRange, UploadSource } from '../journal/upload-source.ts'
import { onDisk } from '../station-error.ts'
import { stateBatch } from './batch-statement.ts'
import { signCompact } from './compact-jws.ts'
import {
  batchFile,
  folderOnStick,
  manifestFile,
  readyOnStick,
  type BatchName,
} from './stick-files.ts'

/** What an export and the taking in of its receipts work with. */
export interface CarriedJournal {
  readonly journal: UploadSource
  readonly station: string
  /** Signs with the key of the station (Ed25519). */
  readonly signer: Pick<Signer, 'sign'>
  readonly now: () => Date
}

const mostBytes = 1024 * 1024

/**
 * Writes what no collector has signed for into a folder of the stick; what is there of an earlier export is written over.
 *
 * @param all - Also what was signed for: for a collector that lost it.
 * @throws StationError `ERR_STATION_JOURNAL` where the stick or the journal fails; nothing is marked as sent by it.
 */
export async function exportJournal(
  stick: string,
  carried: CarriedJournal,
  all = false,
): Promise<Exported> {
  const { journal, station, signer, now } = carried
  const folder = folderOnStick(stick, station)
  const ranges = journal.segments()
  const written: BatchName[] = []
  let bytes = 0
  return onDisk(`cannot write the journal to ${folder}`, async () => {
    await readyOnStick(folder)
    for (const range of ranges) {
      for await (const batch of batchesOf(journal, range, all)) {
        const name = nameOf(batch)
        const { statement } = await stateBatch(batch, station, signer)
        await writeDurable(join(folder, batchFile(name, 'records')), batch.bytes)
        await writeDurable(join(folder, batchFile(name, 'statement')), `${statement}\n`)
        written.push(name)
        bytes += batch.bytes.length
      }
    }
    const said = {
      format: 'greengate-export-1',
      station,
      at: now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
      head: await headOf(journal, ranges.at(-1)),
      batches: written,
    }
    const manifest = await signCompact('greengate-export', said, signer)
    // Last: a stick that was pulled out early has none, or an older one that names what is there.
    await writeDurable(join(folder, manifestFile), `${manifest}\n`)
    const segments = new Set(written.map(({ segment }) => segment)).size
    const records = written.reduce((sum, { first, last }) => sum + last - first + 1, 0)
    return { segments, records, bytes }
  })
}

async function* batchesOf(
  journal: UploadSource,
  { segment, lastSeq, collectedSeq }: SegmentRange,
  all: boolean,
): AsyncGenerator<RecordBatch> {
  let next = all ? 1 : collectedSeq + 1
  while (next <= lastSeq) {
    const batch = await journal.read(segment, next, mostBytes)
    if (batch === undefined) return
    yield batch
    next = batch.lastSeq + 1
  }
}

const nameOf = ({ segment, firstSeq, lastSeq }: RecordBatch): BatchName => ({
  segment,
  first: firstSeq,
  last: lastSeq,
})

/** Where the journal stands: a collector that has less knows that a tail is missing. */
async function headOf(journal: UploadSource, newest: SegmentRange | undefined): Promise<unknown> {
  if (newest === undefined || newest.lastSeq === 0) return null
  const last = await journal.read(newest.segment, newest.lastSeq, 1)
  if (last === undefined) return null
  const head = Buffer.from(last.head).toString('base64url')
  return { segment: last.segment, seq: last.lastSeq, head }
}
