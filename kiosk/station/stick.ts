/** The place where sticks are put in: bundles and receipts of the collector come from it, the journal goes onto it. */
import type { KeyObject } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { largestFile } from '../shared/channels.ts'
import { KioskRefusal } from '../shared/kiosk-api.ts'
import type { Exported } from '../shared/staff-api.ts'
import { systemCode } from './station-error.ts'
import { exportJournal, type CarriedJournal } from './upload/export-journal.ts'
import { takeReceipts } from './upload/take-receipts.ts'

/** What is carried by hand. */
export interface Stick {
  /** The bundles on it, the newest file first. */
  readBundles(): Promise<readonly Uint8Array[]>
  /** Takes in what the collector signed; nothing where no collector is known. */
  takeReceipts(): Promise<void>
  writeJournal(): Promise<Exported>
}

/** Where and what. */
export interface StickParts extends CarriedJournal {
  /** Itself a stick, or the folder in which sticks are mounted. */
  readonly folder: string
  /** Absent: no collector's receipts are believed. */
  readonly collectorKey?: KeyObject | undefined
  readonly log: (line: string) => void
}

const isBundle = (name: string) => /\.ggb(\.gz)?$/.test(name) && name !== 'root.ggb'
/** Whatever else is on a stick is not looked through for ever. */
const mostBundles = 4

/** Opens the place; there need be no stick in it. */
export function openStick({ folder, collectorKey, ...carried }: StickParts): Stick {
  const find = async (): Promise<string> => {
    const sticks = await onStick(() => foldersIn(folder))
    // One that was taken out leaves an empty folder behind on some systems.
    for (const one of sticks) if ((await readdir(one)).length > 0) return one
    return folder
  }
  return {
    readBundles: () =>
      onStick(async () => {
        const top = await find()
        const paths = (await readdir(top)).filter(isBundle).map((name) => join(top, name))
        const found = await Promise.all(
          paths.map(async (path) => ({ path, is: await lstat(path) })),
        )
        const usable = found
          .filter(({ is }) => is.isFile() && is.size <= largestFile)
          .sort((a, b) => b.is.mtimeMs - a.is.mtimeMs)
          .slice(0, mostBundles)
        return Promise.all(usable.map(async ({ path }) => new Uint8Array(await readFile(path))))
      }),
    async takeReceipts() {
      if (collectorKey === undefined) return
      const { journal, station } = carried
      await takeReceipts(await find(), { journal, station, collectorKey, log: carried.log })
    },
    writeJournal: async () => exportJournal(await find(), carried),
  }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name))
}

/** Without a stick there is nothing here; the log of the machine says more. */
async function onStick<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw new KioskRefusal('not-here', { cause: error })
  }
}
