/** The segment files of a journal: their names, and what a station does at start with those it finds. */
import { readFile, readdir, stat, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError, readSegment, type Receipt } from 'greengate'

const suffix = '.receipts'
const pattern = /^(?<id>[a-z0-9-]+-(?<number>\d{8})-[0-9a-f]{8})\.receipts$/

/** Names a segment: the station, a number that only grows, and a random part that no other process shares. */
export function segmentId(station: string, number: number, random: Uint8Array): string {
  return `${station}-${String(number).padStart(8, '0')}-${Buffer.from(random).toString('hex')}`
}

/** The file of a segment. */
export const fileOfSegment = (id: string): string => `${id}${suffix}`

interface Found {
  readonly id: string
  readonly number: number
}

/** The segments in a folder, oldest first. */
export async function listSegments(folder: string): Promise<readonly Found[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const groups = pattern.exec(name)?.groups
    return groups?.id === undefined ? [] : [{ id: groups.id, number: Number(groups.number) }]
  })
  return found.sort((a, b) => a.number - b.number)
}

/**
 * Cuts off the torn tail of the newest segment, and gathers the receipts written of late.
 *
 * A segment that was changed is told and left as it is: it is evidence, and the gate must open all the same.
 */
export async function repairSegments(
  folder: string,
  since: Date,
  log: (line: string) => void,
): Promise<{ readonly next: number; readonly recent: readonly Receipt[] }> {
  await deleteHalfMade(folder)
  const segments = await listSegments(folder)
  const newest = segments.at(-1)
  const recent: Receipt[] = []
  for (const { id } of segments) {
    const path = join(folder, fileOfSegment(id))
    const fresh = (await stat(path)).mtimeMs >= since.getTime()
    if (!fresh && id !== newest?.id) continue
    recent.push(...(await repair(path, id, log)))
  }
  return { next: (newest?.number ?? 0) + 1, recent }
}

async function repair(
  path: string,
  id: string,
  log: (line: string) => void,
): Promise<readonly Receipt[]> {
  const bytes = new Uint8Array(await readFile(path))
  try {
    const { receipts, wholeBytes } = await readSegment(bytes, id)
    if (wholeBytes < bytes.length) {
      await truncate(path, wholeBytes)
      log(`cut a torn tail of ${bytes.length - wholeBytes} bytes off segment ${id}`)
    }
    return receipts
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    log(`segment ${id} was changed (${error.code}); it is left as it is`)
    return []
  }
}

// A process that ended while it made a segment left a file without a receipt under no segment's name.
async function deleteHalfMade(folder: string): Promise<void> {
  const half = (await readdir(folder)).filter((name) => name.endsWith(`${suffix}.new`))
  await Promise.all(half.map((name) => unlink(join(folder, name))))
}
