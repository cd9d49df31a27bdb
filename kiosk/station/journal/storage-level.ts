/** How full the journal is, of its quota and of the disk: what is left is told before it is gone. */
import type { StorageState } from '../../shared/staff-api.ts'

/** Where levels begin, in hundredths. */
const warning = 0.8
const alarm = 0.9

/** Of the last bytes of the quota receipts get none: staff's acts and what makes room again are noted there. */
const mostForNotes = 256 * 1024

/** Knows how much there is room for. */
export interface StorageRoom {
  /** What the disk has, as it was last looked at, while so much was used. */
  looked(freeBytes: number, usedBytes: number): void
  state(usedBytes: number): StorageState
  /** Whether there is still room for something that is no receipt. */
  hasRoomForNotes(usedBytes: number): boolean
}

/**
 * Begins with a disk that is as large as the quota.
 *
 * @param spareBytes - What must stay free on the disk, so that a segment can be pruned beside itself.
 */
export function startStorageRoom(quotaBytes: number, spareBytes: number): StorageRoom {
  let capacity = quotaBytes
  const limit = () => capacity - Math.min(mostForNotes, Math.floor(capacity / 32))
  return {
    looked(freeBytes, usedBytes) {
      const reachable = usedBytes + Math.max(0, freeBytes - spareBytes)
      capacity = Math.min(quotaBytes, reachable)
    },
    state(usedBytes) {
      const share = limit() <= 0 ? 1 : usedBytes / limit()
      const level =
        share >= 1 ? 'full' : share >= alarm ? 'alarm' : share >= warning ? 'warning' : 'ok'
      return { usedBytes, quotaBytes, level }
    },
    hasRoomForNotes: (usedBytes) => usedBytes < capacity,
  }
}
