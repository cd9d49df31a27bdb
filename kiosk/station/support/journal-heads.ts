/** What a support bundle tells of a journal: where each segment's chain ends and what it counts; no receipt. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError, readSegment, type Outcome } from 'greengate'
import { systemCode } from '../station-error.ts'

/** One segment. */
export interface SegmentHead {
  readonly segment: string
  readonly bytes: number
  readonly receipts: number
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** undefined: it is whole. */
  readonly damage?: string
}

const suffix = '.receipts'
/** As many of the newest are told. */
const most = 50

/** Reads the newest segments of a folder, oldest first. */
export async function journalHeads(folder: string): Promise<readonly SegmentHead[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error
    return []
  })
  const segments = names.filter((name) => name.endsWith(suffix)).sort()
  const heads: SegmentHead[] = []
  for (const name of segments.slice(-most)) heads.push(await headOf(folder, name))
  return heads
}

async function headOf(folder: string, name: string): Promise<SegmentHead> {
  const segment = name.slice(0, -suffix.length)
  const bytes = new Uint8Array(await readFile(join(folder, name)))
  try {
    const { receipts } = await readSegment(bytes, segment)
    const outcomes: Partial<Record<Outcome, number>> = {}
    for (const { outcome } of receipts) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    return { segment, bytes: bytes.length, receipts: receipts.length, outcomes }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return { segment, bytes: bytes.length, receipts: 0, outcomes: {}, damage: error.code }
  }
}
