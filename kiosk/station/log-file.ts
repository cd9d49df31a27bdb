/** A file that lines are added to: it is turned over when it is full, and a full disk costs lines and nothing else. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemCode } from './station-error.ts'

/** How a file is kept. */
export interface LogFileOptions {
  readonly file: string
  /** When the file would be larger, the next one begins. */
  readonly maxBytes: number
  /** How many full ones stay, as `file.1` (the newest) to `file.n`. */
  readonly keep: number
  /** Writes to the file; a test puts a full disk here. */
  readonly write?: (descriptor: number, text: string) => unknown
}

/** An open file. */
export interface LogFile {
  /** Adds a line; what cannot be written is counted, and told when lines can be written again. */
  add(line: string): void
  close(): void
}

/** Opens the file with the first line. Small and seldom, lines are written at once: after a crash they are there. */
export function openLogFile({ file, maxBytes, keep, write = writeSync }: LogFileOptions): LogFile {
  let descriptor: number | undefined
  let length = 0
  let lost = 0

  const opened = (): number => {
    if (descriptor !== undefined) return descriptor
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    descriptor = openSync(file, 'a', 0o600)
    length = fstatSync(descriptor).size
    return descriptor
  }
  const close = () => {
    if (descriptor === undefined) return
    const open = descriptor
    // First: whatever becomes of it, it is not used again.
    descriptor = undefined
    closeSync(open)
  }
  const turnOver = () => {
    close()
    for (let number = keep; number > 0; number--) {
      const older = number === 1 ? file : `${file}.${number - 1}`
      renameIfThere(older, `${file}.${number}`)
    }
    if (keep === 0) rmSync(file, { force: true })
  }
  const put = (text: string) => {
    opened()
    const bytes = Buffer.byteLength(text)
    if (length > 0 && length + bytes > maxBytes) turnOver()
    write(opened(), text)
    length += bytes
  }

  return {
    add(line) {
      const text = lost === 0 ? `${line}\n` : `(${lost} lines could not be written)\n${line}\n`
      try {
        put(text)
        lost = 0
      } catch (error) {
        // Disk full, disk gone, read-only: the gate goes on, and standard error still has the line.
        if (systemCode(error) === undefined) throw error
        lost++
        forget()
      }
    },
    close,
  }

  /** A file system that came back is another one: the file is opened anew. */
  function forget(): void {
    try {
      close()
    } catch (error) {
      if (systemCode(error) === undefined) throw error
    }
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}
