/** A gate on a relay board of the LCUS kind. The host times its pulses: prefer a board that times them itself. */
import type { Gate, Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { openLcusBoard } from './lcus-board.ts'
import { openRelayGate, type RelayGateOptions } from './relay-gate.ts'

/** As the configuration has it. */
export interface LcusGateOptions extends Omit<RelayGateOptions, 'inputs' | 'pollMs'> {
  readonly path: string
  readonly baud?: number
}

/** Opens it. */
export function openLcusGate(
  options: LcusGateOptions,
  surroundings: Surroundings & { readonly openLine: OpenLine },
): Gate {
  return openRelayGate(openLcusBoard(options, surroundings.openLine), options, surroundings)
}
