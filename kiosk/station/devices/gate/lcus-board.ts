/** Relay boards of the LCUS kind: four bytes a command, no answer, no timing of their own. */
import type { OpenLine } from '../line/line.ts'
import { boardOfLine, type RelayBoard } from './relay-board.ts'

/** `A0`, the channel, on or off, and the low byte of their sum. */
export function lcusFrame(channel: number, on: boolean): Uint8Array {
  if (!Number.isInteger(channel) || channel < 1 || channel > 0xfe) {
    throw new TypeError('an LCUS channel is a number from 1 on')
  }
  const op = on ? 1 : 0
  return Uint8Array.of(0xa0, channel, op, (0xa0 + channel + op) & 0xff)
}

/** Opens one. */
export function openLcusBoard(
  { path, baud = 9_600 }: { readonly path: string; readonly baud?: number },
  openLine: OpenLine,
): RelayBoard {
  const form = { path, baudRate: baud }
  return boardOfLine(form, openLine(form), lcusFrame)
}
