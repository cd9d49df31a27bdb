/** What a receipt costs at the very least on a disk: a kilobyte appended and on the platter. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'

const bytes = new Uint8Array(1_024).fill(0x5a)

/** Appends to a file of its own, once for every call. */
export interface DiskFloor {
  append(): Promise<void>
  /** Milliseconds of each append. */
  readonly took: readonly number[]
  close(): Promise<void>
}

/** Opens the file in a folder. */
export const openDiskFloor = async (folder: string): Promise<DiskFloor> => {
  const file = await open(join(folder, 'floor'), 'a')
  const took: number[] = []
  return {
    took,
    async append() {
      const startMs = performance.now()
      await file.appendFile(bytes)
      await file.datasync()
      took.push(performance.now() - startMs)
    },
    close: () => file.close(),
  }
}
