/** For how long a screen waits for an answer: whatever carries it, a station that has not answered by then is as good as gone. */
import { patienceMs } from './channels.ts'

/** All in milliseconds. */
export interface Patience {
  readonly usualMs: number
  /** Bytes are checked whole, and written to the disk, before they are answered. */
  readonly bytesMs: number
  /** Sticks are slow, and a whole journal is long. */
  readonly stickMs: number
}

const usual: Patience = { usualMs: patienceMs, bytesMs: 60_000, stickMs: 900_000 }

/** By what was asked. */
export function patienceFor(argument: unknown, given: Partial<Patience> = {}): number {
  const { usualMs, bytesMs, stickMs } = { ...usual, ...given }
  // From the page's world to the preload's, bytes may be of another realm's class.
  if (ArrayBuffer.isView(argument)) return bytesMs
  const act = actOf(argument)
  if (act === 'import' || act === 'export') return stickMs
  // Devices and commands have seconds of their own before they are given up.
  return act === 'test' || act === 'set-clock' ? bytesMs : usualMs
}

/** The name of an act of staff; undefined: it is none. */
function actOf(argument: unknown): unknown {
  const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null
  if (!isObject(argument) || !isObject(argument['act'])) return undefined
  return argument['act']['act']
}
