/** The files of a journal on a stick: what a collector is sent, as files, and what it answers. */
import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StationError, systemCode } from '../station-error.ts'

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

/**
 * Makes the folder of a station ready to be written to: links go, since whoever made the stick must not choose which
 * file of this machine is written over.
 *
 * @throws StationError `ERR_STATION_JOURNAL` where the folder itself leads elsewhere.
 */
export async function readyOnStick(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await lstat(folder)).isDirectory())
    throw new StationError('ERR_STATION_JOURNAL', `${folder} is a link and no folder of the stick`)
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isSymbolicLink()) await rm(join(folder, entry.name))
}

/** What says which batches there are, and where the journal stood. */
export const manifestFile = 'manifest.jws'

/** The file of a batch. */
export const batchFile = ({ segment, first, last }: BatchName, part: BatchPart): string =>
  `${segment}.${String(first)}-${String(last)}.${part}`

/** The batches of which there is a receipt, in the order of the journal. */
export async function listReceipts(folder: string): Promise<readonly BatchName[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  const found = entries.flatMap((entry): BatchName[] => {
    // A link leads to what is not on the stick.
    const groups = (entry.isFile() ? pattern.exec(entry.name) : null)?.groups
    if (groups?.segment === undefined) return []
    return [{ segment: groups.segment, first: Number(groups.first), last: Number(groups.last) }]
  })
  // Segments are numbered within their names.
  return found.sort((a, b) =>
    a.segment === b.segment ? a.first - b.first : a.segment < b.segment ? -1 : 1,
  )
}
