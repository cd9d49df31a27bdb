/** The scanner's end of a serial line: types texts as a scanner does, whole, in pieces, broken off, or as garbage. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Line } from '../line/line.ts'
import type { Suffix } from './text-frames.ts'

/** How a simulated scanner is set. */
export interface SimulatedScannerOptions {
  readonly suffix?: Suffix
  /** What it sends before a text: an AIM identifier. */
  readonly prefix?: string
  /** Bytes that it sends at once; default: all. */
  readonly chunk?: number
  /** Between two chunks, in milliseconds. */
  readonly pauseMs?: number
  /** It types only what it was told to look for, by these bytes. */
  readonly lookOn?: readonly number[]
}

/** A simulated scanner. */
export interface SimulatedScanner {
  /** Somebody holds a code before it; resolves when its bytes are sent. */
  see(text: string): Promise<void>
  /** Sends bytes as they are: noise, or a text that breaks off. */
  send(bytes: Uint8Array): Promise<void>
  /** Everything that the station told it. */
  readonly told: readonly number[]
}

const suffixes: Readonly<Record<Suffix, string>> = {
  cr: '\r',
  crlf: '\r\n',
  lf: '\n',
  tab: '\t',
  none: '',
}

/** Puts a scanner at the device's end of a line. */
export function simulateScanner(
  line: Line,
  { suffix = 'cr', prefix = '', chunk, pauseMs = 0, lookOn }: SimulatedScannerOptions = {},
): SimulatedScanner {
  const told: number[] = []
  let looks = lookOn === undefined
  const waiting: (() => void)[] = []
  line.onBytes((bytes) => {
    told.push(...bytes)
    const isLook = lookOn?.every((byte, i) => told.at(i - lookOn.length) === byte) === true
    if (!isLook) return
    looks = true
    for (const go of waiting.splice(0)) go()
  })
  const send = async (bytes: Uint8Array) => {
    const step = chunk ?? (bytes.length || 1)
    for (let at = 0; at < bytes.length; at += step) {
      await line.write(bytes.subarray(at, at + step))
      if (pauseMs > 0) await wait(pauseMs)
    }
  }
  return {
    told,
    send,
    async see(text) {
      if (!looks) await new Promise<void>((go) => waiting.push(go))
      // After a read it rests until it is told to look again.
      looks = lookOn === undefined
      await send(Buffer.from(`${prefix}${text}${suffixes[suffix]}`))
    },
  }
}
