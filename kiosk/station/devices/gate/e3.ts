/** A gate on a relay board of the E-3 kind, whose one-second pulse ends by itself. */
import type { Gate, Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { openE3Board } from './e3-board.ts'
import { openRelayGate } from './relay-gate.ts'

/** As the configuration has it; the length of the pulse is the board's. */
export interface E3GateOptions {
  readonly name: string
  readonly path: string
  readonly baud?: number
  readonly gapMs?: number
}

/** Opens it. */
export function openE3Gate(
  { name, path, baud = 9_600, gapMs = 300 }: E3GateOptions,
  surroundings: Surroundings & { readonly openLine: OpenLine },
): Gate {
  const board = openE3Board({ path, baud }, surroundings.openLine)
  return openRelayGate(board, { name, channel: 1, gapMs }, surroundings)
}
