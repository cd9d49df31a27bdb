/** Writes a file of a batch piece by piece, on the disk before it has its name; and reads it again, for its digest. */
import { createHash } from 'node:crypto'
import { open, rename } from 'node:fs/promises'

/** A file as whoever wrote it knows it. */
export interface KnownFile {
  readonly bytes: number
  readonly sha256: string
}

/** What a file without content would be known as. */
export const emptyFile: KnownFile = { bytes: 0, sha256: createHash('sha256').digest('hex') }

const ownerOnly = 0o600

/** Takes a piece; what it came from is free when it is answered. */
export type Take = (piece: Uint8Array) => Promise<void> | void

/**
 * Writes it, for its owner alone to read, whatever the folder allows. One writer at a time, so that a name beside the file is enough; what a killed one left is written over.
 *
 * @param fill - Hands over the pieces.
 */
export async function writeDurably(
  path: string,
  fill: (take: Take) => Promise<void> | void,
): Promise<KnownFile> {
  const part = `${path}.part`
  const file = await open(part, 'w', ownerOnly)
  const digest = createHash('sha256')
  let bytes = 0
  try {
    await fill(async (piece) => {
      digest.update(piece)
      bytes += piece.length
      await file.writeFile(piece)
    })
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
  return { bytes, sha256: digest.digest('hex') }
}

const blockBytes = 1_048_576

/** Reads it, handing over block by block. */
export async function readKnown(path: string, take?: Take): Promise<KnownFile> {
  const digest = createHash('sha256')
  const block = Buffer.allocUnsafe(blockBytes)
  let bytes = 0
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead } = await file.read(block, 0, block.length, bytes)
      if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') }
      const piece = block.subarray(0, bytesRead)
      digest.update(piece)
      await take?.(piece)
      bytes += bytesRead
    }
  } finally {
    await file.close()
  }
}
