/** What a receipt costs at the very least on a disk: a kilobyte appended and on the platter. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'

const bytes = new Uint8Array(1_024).fill(0x5a)

/** Milliseconds of each of so many appends to a file of its own in a folder. */
export const diskFloor = async (folder: string, times: number): Promise<readonly number[]> => {
  const file = await open(join(folder, 'floor'), 'a')
  const took: number[] = []
  try {
    for (let time = 0; time < times; time++) {
      const startMs = performance.now()
      await file.appendFile(bytes)
      await file.datasync()
      took.push(performance.now() - startMs)
    }
    return took
  } finally {
    await file.close()
  }
}
