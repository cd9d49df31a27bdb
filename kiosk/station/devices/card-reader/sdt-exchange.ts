/** Asks an SDT reader one thing at a time over a line that may be cut, silent or noisy. */
import { DeviceError } from '../device.ts'
import type { Line, LineState, OpenLine } from '../line/line.ts'
import { answerTo, type SdtAnswer } from './sdt-answer.ts'
import { encodeCommand, type Baud, type Command } from './sdt-frame.ts'
import { createFrameParser, type Reply } from './sdt-frame-parser.ts'

/** What came of asking. */
export type Asked =
  | SdtAnswer
  /** Nothing came in time. */
  | { readonly means: 'silent' }
  /** What came was damaged on the way. */
  | { readonly means: 'damaged' }
  /** The line is gone. */
  | { readonly means: 'gone' }

/** A reader at the end of a line. */
export interface Exchange {
  line(): LineState
  onLine(listener: (state: LineState) => void): () => void
  /** Only one question at a time. */
  ask(command: Command, withinMs: number): Promise<Asked>
  /** Waits until nothing comes any more, so that a late answer is not taken for the next one. */
  settle(): Promise<void>
  /** Opens the line at another rate. */
  speakAt(baud: Baud): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  readonly command: Command
  readonly end: (asked: Asked) => void
  /** Damaged bytes may be noise before the answer: a moment is left for it. */
  hurry(): void
}

/** Opens the line. */
export function openExchange(path: string, first: Baud, openLine: OpenLine, quietMs: number) {
  const parser = createFrameParser()
  const listeners = new Set<(state: LineState) => void>()
  let waiting: Waiting | undefined
  let arrivals = 0
  let isClosed = false
  let line: Line = listenTo(openLine({ path, baudRate: first }))

  function listenTo(opened: Line): Line {
    opened.onBytes((bytes) => {
      arrivals++
      for (const found of parser.push(bytes)) take(found)
      bytes.fill(0)
    })
    opened.onState((state) => {
      if (state !== 'ready') waiting?.end({ means: 'gone' })
      for (const listener of [...listeners]) listener(state)
    })
    return opened
  }

  function take(found: Reply | 'damaged') {
    if (found === 'damaged') waiting?.hurry()
    else if (waiting === undefined) found.data.fill(0)
    else waiting.end(answerTo(waiting.command.name, found))
  }

  const exchange: Exchange = {
    line: () => line.state(),
    onLine(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    ask(command, withinMs) {
      // Whatever came before the question is no answer to it.
      parser.reset()
      if (isClosed) return Promise.resolve({ means: 'gone' })
      return new Promise((resolve) => {
        const asking: Waiting = {
          command,
          end(asked) {
            if (waiting !== asking) return
            waiting = undefined
            clearTimeout(timer)
            parser.reset()
            resolve(asked)
          },
          hurry() {
            clearTimeout(timer)
            timer = setTimeout(asking.end, quietMs, { means: 'damaged' })
          },
        }
        let timer = setTimeout(asking.end, withinMs, { means: 'silent' })
        waiting = asking
        line.write(encodeCommand(command)).catch((error: unknown) => {
          if (!(error instanceof DeviceError)) throw error
          asking.end({ means: error.code === 'ERR_DEVICE_MISSING' ? 'gone' : 'silent' })
        })
      })
    },
    async settle() {
      for (let rounds = 0; rounds < 20; rounds++) {
        const before = arrivals
        await new Promise((quiet) => setTimeout(quiet, quietMs))
        if (arrivals === before) return
      }
    },
    async speakAt(baud) {
      waiting?.end({ means: 'gone' })
      if (isClosed) return
      await line.close()
      line = listenTo(openLine({ path, baudRate: baud }))
    },
    async close() {
      isClosed = true
      waiting?.end({ means: 'gone' })
      parser.reset()
      await line.close()
    },
  }
  return exchange
}
