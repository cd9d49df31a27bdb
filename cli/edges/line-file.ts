/** Writes lines one after another to stdout or to a new file, never holding more than the reader has room for. */
import { createWriteStream } from 'node:fs'
import { rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileError, systemCode } from './file.ts'

/** So many characters go out at once: a call for each line would be most of the work. */
const chunk = 65_536

const advice = 'name a file that can be written'

/**
 * Writes lines: to stdout, or to a file that has its name only when all of it is there.
 *
 * @param path - Undefined: stdout.
 */
export async function writeLines(path: string | undefined, lines: Iterable<string>): Promise<void> {
  if (path === undefined) {
    await pour(process.stdout, lines)
    return
  }
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const stream = createWriteStream(part, { flags: 'wx' })
    const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject))
    await Promise.race([failed, pour(stream, lines)])
    await Promise.race([failed, new Promise<void>((resolve) => stream.end(resolve))])
    await rename(part, path)
  } catch (error) {
    throw fileError(path, error, advice)
  } finally {
    await unlink(part).catch((error: unknown) => {
      // Moved to its place, or never made.
      if (systemCode(error) === undefined) throw error
    })
  }
}

async function pour(stream: Writable, lines: Iterable<string>): Promise<void> {
  let held = ''
  for (const line of lines) {
    held += `${line}\n`
    if (held.length < chunk) continue
    if (!stream.write(held)) await new Promise<void>((resolve) => stream.once('drain', resolve))
    held = ''
  }
  if (held !== '') stream.write(held)
}
