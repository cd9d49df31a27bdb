/** A line on which bytes take the time that they take on a wire: a pseudo-terminal alone carries them at once. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Line } from '../station/devices/line/line.ts'

/** Start, eight bits, stop. */
const bitsOfByte = 10
/** Bytes arrive in pieces of about so many milliseconds, as a driver of the system hands them on. */
const pieceMs = 8

/** What a cable of a certain speed is told of. */
export interface Pace {
  readonly baud: number
  /** The last piece of what was written is sent now. */
  readonly onLast?: (bytes: Uint8Array) => void
}

/** Paces what is written; what is read comes as it comes. */
export function pacedLine(line: Line, { baud, onLast }: Pace): Line {
  const piece = Math.max(1, Math.round((pieceMs * baud) / bitsOfByte / 1_000))
  let last: Promise<void> = Promise.resolve()
  const send = async (bytes: Uint8Array) => {
    const startMs = performance.now()
    for (let at = 0; at < bytes.length; at += piece) {
      const end = Math.min(at + piece, bytes.length)
      const dueMs = startMs + (end * bitsOfByte * 1_000) / baud
      await wait(Math.max(0, dueMs - performance.now()))
      if (end === bytes.length) onLast?.(bytes)
      await line.write(bytes.subarray(at, end))
    }
  }
  return {
    ...line,
    write(bytes) {
      const mine = last.then(() => send(bytes))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
