/** The segment files of a journal: their names, and the folder's list of them. */
import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const suffix = '.receipts'
const pattern = /^(?<id>[a-z0-9-]+-(?<number>\d{8})-[0-9a-f]{8})\.receipts$/

/** Names a segment: the station, a number that only grows, and a random part that no other process shares. */
export function segmentId(station: string, number: number, random: Uint8Array): string {
  return `${station}-${String(number).padStart(8, '0')}-${Buffer.from(random).toString('hex')}`
}

/** The file of a segment. */
export const fileOfSegment = (id: string): string => `${id}${suffix}`

/** What is known of a segment without reading it; can always be made again. */
export const fileOfIndex = (id: string): string => `${id}.index`

/** A segment's file. */
export interface FoundSegment {
  readonly id: string
  readonly number: number
}

/** The segments in a folder, oldest first. */
export async function listSegments(folder: string): Promise<readonly FoundSegment[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const groups = pattern.exec(name)?.groups
    return groups?.id === undefined ? [] : [{ id: groups.id, number: Number(groups.number) }]
  })
  return found.sort((a, b) => a.number - b.number)
}

/** A process that ended while it made or pruned a segment left a file under no segment's name. */
export async function deleteHalfMade(folder: string): Promise<void> {
  const half = (await readdir(folder)).filter(
    (name) => name.endsWith(`${suffix}.new`) || name.endsWith('.index.new'),
  )
  await Promise.all(half.map((name) => unlink(join(folder, name))))
}
