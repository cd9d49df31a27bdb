/** Keeps what was said between the trial and a gate, a line each, for who looks into a fault. */
import { open } from 'node:fs/promises'
import { fileError } from '../edges/file.ts'
import type { StartGate } from './gate-process.ts'

/** Takes a line of one side. */
export type RecordLine = (side: 'to' | 'from', text: string) => void

/** A file that lines are kept in. */
export interface LineRecord {
  readonly line: RecordLine
  /** Resolves when all of it is written. */
  readonly end: () => Promise<void>
}

/**
 * Opens a record: `{"to": ...}` is what the gate was asked, `{"from": ...}` what it wrote, as text where it is no JSON.
 *
 * @throws {@link OperatorError} where it cannot be written
 */
export async function openRecord(path: string): Promise<LineRecord> {
  try {
    const file = await open(path, 'w')
    const stream = file.createWriteStream()
    return {
      line: (side, text) => {
        stream.write(`${JSON.stringify({ [side]: parsed(text) })}\n`)
      },
      end: () =>
        new Promise((resolve) => {
          stream.end(resolve)
        }),
    }
  } catch (error) {
    throw fileError(path, error, 'name a file to write')
  }
}

/** Starts gates whose every line is kept. */
export const recorded =
  (start: StartGate, keep: RecordLine): StartGate =>
  ({ line, ended }) => {
    const gate = start({
      line: (text) => {
        keep('from', text)
        line(text)
      },
      ended,
    })
    return {
      ...gate,
      send: (text) => {
        keep('to', text)
        gate.send(text)
      },
    }
  }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return text
  }
}
