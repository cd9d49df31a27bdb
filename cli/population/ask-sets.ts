/** Asks sets as a station does: the newest patch that knows of a change first, then the set itself. */
import { openCovered, openNotGreen, openPatch } from 'greengate/issue'
import { readWholeFile } from './bucket-files.ts'
import type { AskedSets } from './job.ts'

/** Sets that were read back from their files. */
export interface OpenedSets {
  /** The code of a person's class; 0: green. For whoever is in the universe. */
  codeAt(hashes: Uint32Array, at: number): number
  isCovered(hashes: Uint32Array, at: number): boolean
}

/** Where the set of everybody lies: the one large thing, and each further one that a thread opens takes its place. */
export interface CoveredRoom {
  bytes?: Uint8Array
}

const green = -1
const unchanged = -2

/**
 * Opens them.
 *
 * @param room - Sets that were opened with it before are of no use any more.
 * @throws GreengateError `ERR_POPULATION_MALFORMED`
 */
export function openSets(
  { notGreen, patches, covered, classes }: AskedSets,
  room: CoveredRoom,
): OpenedSets {
  const base = openNotGreen(readWholeFile(notGreen))
  const newestFirst = patches.map((path) => openPatch(readWholeFile(path))).reverse()
  if (covered !== '') room.bytes = readWholeFile(covered, room.bytes)
  const all = covered === '' || room.bytes === undefined ? undefined : openCovered(room.bytes)
  const codeOf = (found: number): number => (found === green ? 0 : (classes[found] as number))
  return {
    codeAt(hashes, at) {
      for (const patch of newestFirst) {
        const found = patch.classAt(hashes, at)
        if (found !== unchanged) return codeOf(found)
      }
      return codeOf(base.classAt(hashes, at))
    },
    isCovered: (hashes, at) => all?.hasAt(hashes, at) ?? true,
  }
}
