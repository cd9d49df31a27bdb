/** What a station's journal holds once the station is dead: its chain and signatures checked, its receipts counted by subject. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSegment, verifyJournal } from 'greengate'
import { openStationKey } from '../station/journal/station-key.ts'
import type { Rig } from './open-rig.ts'

/** The journal. */
export interface JournalRead {
  /** How often each subject has a receipt. */
  readonly subjects: ReadonlyMap<string, number>
  readonly receipts: number
  /** How often each event was noted. */
  readonly events: Readonly<Record<string, number>>
  readonly faults: readonly string[]
}

/** Reads it. */
export async function readJournal({ demo }: Rig, folder: string): Promise<JournalRead> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.receipts')).sort()
  const files = await Promise.all(
    names.map(async (name) => ({
      id: name.replace('.receipts', ''),
      bytes: new Uint8Array(await readFile(join(folder, name))),
    })),
  )
  const { publicKey } = await openStationKey(folder, demo.stationFolder)
  const { faults } = await verifyJournal(files, { keys: [publicKey] })
  const subjects = new Map<string, number>()
  const events: Record<string, number> = {}
  let receipts = 0
  for (const { id, bytes } of files) {
    const read = await readSegment(bytes, id)
    receipts += read.receipts.length
    for (const { subject } of read.receipts)
      subjects.set(subject ?? '', (subjects.get(subject ?? '') ?? 0) + 1)
    for (const { value } of read.records)
      if (value?.format === 'greengate-event-1')
        events[value.event] = (events[value.event] ?? 0) + 1
  }
  return {
    ...{ subjects, receipts, events },
    faults: faults.map(({ segment, fault }) => `${segment}: ${fault}`),
  }
}
