/** The files in which a build keeps what does not fit into memory. */
import { closeSync, fstatSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { entryBytes } from './entry.ts'
import { spillPath } from './spill.ts'

/** More rows than these never fall into one bucket by chance: they are about a few people, again and again. */
const mostEntries = 4_194_304

/** All entries of a bucket, whichever thread left them; the files are taken away. */
export function takeEntries(folder: string, bucket: number, threads: number): Uint32Array {
  const paths = Array.from({ length: threads }, (_, thread) => spillPath(folder, bucket, thread))
  const lengths = paths.map(lengthOf)
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  if (whole > mostEntries * entryBytes) {
    throw new OperatorError('most rows repeat others; take the repeated ones out first')
  }
  const bytes = new Uint8Array(whole)
  let at = 0
  for (const [i, path] of paths.entries()) {
    const length = lengths[i] as number
    if (length === 0) continue
    readInto(path, bytes.subarray(at, at + length))
    rmSync(path)
    at += length
  }
  return new Uint32Array(bytes.buffer)
}

/** Writes words; nothing for none. */
export function writeWords(path: string, words: Uint32Array): void {
  if (words.length > 0)
    writeFileSync(path, new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
}

/**
 * Reads a file whole, into memory that words can lie in.
 *
 * @param room - Of an earlier reading, which nobody needs any more: taken where the length is the same.
 */
export function readWholeFile(path: string, room?: Uint8Array): Uint8Array {
  const length = lengthOf(path)
  const bytes = room?.length === length ? room : new Uint8Array(length)
  readInto(path, bytes)
  return bytes
}

/** Reads words; none where there is no file. */
export function readWords(path: string): Uint32Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(path))
  if (bytes.length > 0) readInto(path, bytes)
  return new Uint32Array(bytes.buffer)
}

/** The hashes of everybody in a bucket, in order. */
export function hashesPath(folder: string, bucket: number): string {
  return join(folder, `people-${bucket}`)
}

/** Those of them who are not green: their hashes, each with its code. */
export function othersPath(folder: string, bucket: number): string {
  return join(folder, `others-${bucket}`)
}

function lengthOf(path: string): number {
  try {
    const file = openSync(path, 'r')
    try {
      return fstatSync(file).size
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0
    throw error
  }
}

function readInto(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'r')
  try {
    for (let at = 0; at < bytes.length;) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) throw new OperatorError(`${path}: was changed meanwhile; begin again`)
      at += read
    }
  } finally {
    closeSync(file)
  }
}
