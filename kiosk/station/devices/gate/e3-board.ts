/** Relay boards of the E-3 kind: one relay, one byte a command, no answer, and a pulse that the board times. */
import type { OpenLine } from '../line/line.ts'
import { boardOfLine, whenStarted, type RelayBoard } from './relay-board.ts'

/** The bytes; `pulse` is on for a second and off by itself. */
export const e3Bytes = { on: 0xaa, off: 0xbb, pulse: 0xcc } as const

/** How long the board's own pulse lasts. */
const pulseMs = 1_000

/** Opens one. Its channel is 1. */
export function openE3Board(
  { path, baud = 9_600 }: { readonly path: string; readonly baud?: number },
  openLine: OpenLine,
): RelayBoard {
  const form = { path, baudRate: baud }
  const line = openLine(form)
  const only = (channel: number) => {
    if (channel !== 1) throw new TypeError('an E-3 board has one channel')
  }
  return {
    ...boardOfLine(form, line, (channel, on) => {
      only(channel)
      return Uint8Array.of(on ? e3Bytes.on : e3Bytes.off)
    }),
    async pulse(channel) {
      only(channel)
      await whenStarted(line)
      await line.write(Uint8Array.of(e3Bytes.pulse))
      return pulseMs
    },
  }
}
