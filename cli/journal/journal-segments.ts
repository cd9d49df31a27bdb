/** Finds the segments of a journal wherever they are: a station's folder, a stick, a collector's store, or single files. */
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { kindAt, readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { segmentsOfCollection } from './collection-segments.ts'
import { namesIn } from './names-in.ts'
import { segmentsOnStick } from './stick-segments.ts'

/** Records of a segment, from one on to the last that is there. */
export interface JournalSegment {
  readonly id: string
  /** Where it is, for whoever must look. */
  readonly place: string
  /** The number of the first record that is there. */
  readonly first: number
  /** The chain before it; undefined: what the segment's header says, which is among the bytes. */
  readonly before?: Uint8Array
  bytes(): Promise<Uint8Array>
}

/** An open journal. */
export interface OpenJournal extends Disposable {
  /** By station, oldest first. */
  readonly segments: readonly JournalSegment[]
}

const ending = '.receipts'
const what = 'the folder of a journal, a segment, a stick or the store of a collector'

/**
 * Opens a journal.
 *
 * @throws {@link OperatorError}
 */
export async function openJournal(paths: readonly string[]): Promise<OpenJournal> {
  const found: JournalSegment[] = []
  const opened: Disposable[] = []
  for (const path of paths) {
    const kind = await kindAt(path)
    if (kind === 'nothing') throw new OperatorError(`${path}: there is no such file; name ${what}`)
    if (kind === 'folder') found.push(...(await inFolder(path)))
    else if (await isSqlite(path)) {
      const { segments, ...rest } = await segmentsOfCollection(path)
      opened.push(rest)
      found.push(...segments)
    } else found.push(ofFile(path))
  }
  const segments = found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.first - b.first))
  return {
    segments,
    [Symbol.dispose]: () => {
      for (const each of opened) each[Symbol.dispose]()
    },
  }
}

async function inFolder(folder: string): Promise<readonly JournalSegment[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(ending))
  const files = names.map((name) => ofFile(join(folder, name)))
  const carried = await segmentsOnStick(folder)
  if (files.length + carried.length > 0) return [...files, ...carried]
  throw new OperatorError(`${folder}: holds no records; name ${what}`)
}

const ofFile = (path: string): JournalSegment => ({
  id: basename(path, ending),
  place: path,
  first: 1,
  bytes: () => readBytes(path, what),
})

async function isSqlite(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('latin1') === 'SQLite format 3\0'
  } finally {
    await file.close()
  }
}
