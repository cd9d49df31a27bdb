/** Holds what a collector stores against what a station wrote, byte by byte. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCollectedJournal } from 'greengate-cli/collect'
import type { TestStation } from './test-collecting.ts'

/** Of a segment's file: its first bytes and the chain before the first record. */
const headerBytes = 40

/** What is different: empty when each record is there once and as it was written, as far as it was signed for. */
export async function differences(db: string, station: TestStation): Promise<readonly string[]> {
  using stored = await openCollectedJournal([db])
  const byId = new Map(stored.segments.map((segment) => [segment.id, segment]))
  const wrong: string[] = []
  for (const { segment, collectedSeq, lastSeq } of station.source.segments()) {
    if (collectedSeq === 0) continue
    const file = await readFile(join(station.folder, `${segment}.receipts`))
    const has = Buffer.from((await byId.get(segment)?.bytes()) ?? [])
    const isWhole = collectedSeq < lastSeq || file.length === has.length + headerBytes
    if (!isWhole || !file.subarray(headerBytes, headerBytes + has.length).equals(has)) {
      wrong.push(segment)
    }
    if (has.length === 0) wrong.push(`${segment}: nothing`)
  }
  return wrong
}
