/** Finds and reads the segment files of a journal. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { GreengateError, readSegment, type Receipt } from 'greengate'
import { fileError, kindAt, readBytes } from '../../edges/file.ts'
import { OperatorError } from '../../operator-error.ts'

const ending = '.receipts'

/** A file that holds a segment. */
export interface SegmentFile {
  readonly path: string
  /** The segment's id. */
  readonly id: string
}

/**
 * Lists segments.
 *
 * @param path - A segment file, or a folder of `*.receipts`.
 * @param id - The id of the segment, where the file is not called by it.
 * @throws {@link OperatorError}
 */
export async function listSegments(
  path: string,
  id: string | undefined,
): Promise<readonly SegmentFile[]> {
  if ((await kindAt(path)) !== 'folder') return [{ path, id: id ?? basename(path, ending) }]
  if (id !== undefined) throw new OperatorError('--segment: names one file; give it to --receipts')
  const names = (await namesIn(path)).filter((name) => name.endsWith(ending)).sort()
  if (names.length === 0) {
    throw new OperatorError(`${path}: holds no *${ending}; name a segment file or their folder`)
  }
  return names.map((name) => ({ path: join(path, name), id: basename(name, ending) }))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    throw fileError(folder, error, 'name a segment file or their folder')
  }
}

/**
 * Reads a segment, recomputing its chain.
 *
 * @returns Its receipts, and how many bytes of a torn tail were left out.
 * @throws {@link OperatorError} with the code of the refusal.
 */
export async function readReceipts({
  path,
  id,
}: SegmentFile): Promise<{ readonly receipts: readonly Receipt[]; readonly tornBytes: number }> {
  const bytes = await readBytes(path, 'a segment of receipts')
  try {
    const { receipts, wholeBytes } = await readSegment(bytes, id)
    return { receipts, tornBytes: bytes.length - wholeBytes }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const remedy =
      error.code === 'ERR_RECEIPT_CHAIN'
        ? 'do not rely on it; compare it with what the station holds'
        : 'name a segment of receipts, with --segment where the file is not called by its id'
    throw new OperatorError(`${path}: ${error.message} (${error.code}); ${remedy}`, {
      cause: error,
    })
  }
}
