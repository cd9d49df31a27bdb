/** The files of a journal on a stick: what a collector is sent, as files, and what it answers. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../station-error.ts'

/** Records of a segment. */
export interface BatchName {
  readonly segment: string
  readonly first: number
  readonly last: number
}

/** What a file of a batch holds. */
export type BatchPart = 'records' | 'statement' | 'receipt'

const pattern = /^(?<segment>[a-z0-9-]{1,80})\.(?<first>\d{1,15})-(?<last>\d{1,15})\.receipt$/

/** The folder of a station on a stick. */
export const folderOnStick = (stick: string, station: string): string =>
  join(stick, `greengate-journal-${station}`)

/** What says which batches there are, and where the journal stood. */
export const manifestFile = 'manifest.jws'

/** The file of a batch. */
export const batchFile = ({ segment, first, last }: BatchName, part: BatchPart): string =>
  `${segment}.${String(first)}-${String(last)}.${part}`

/** The batches of which there is a receipt, in the order of the journal. */
export async function listReceipts(folder: string): Promise<readonly BatchName[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  const found = names.flatMap((name): BatchName[] => {
    const groups = pattern.exec(name)?.groups
    if (groups?.segment === undefined) return []
    return [{ segment: groups.segment, first: Number(groups.first), last: Number(groups.last) }]
  })
  // Segments are numbered within their names.
  return found.sort((a, b) =>
    a.segment === b.segment ? a.first - b.first : a.segment < b.segment ? -1 : 1,
  )
}
