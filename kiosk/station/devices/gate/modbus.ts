/** A gate on a Modbus RTU relay board, with the gate's own contacts on the board's inputs where they are wired. */
import type { Gate, Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { openModbusBoard, type ModbusBoardOptions } from './modbus-board.ts'
import { openRelayGate, type RelayGateOptions } from './relay-gate.ts'

/** As the configuration has it. */
export interface ModbusGateOptions extends ModbusBoardOptions, RelayGateOptions {}

/** Opens it. */
export function openModbusGate(
  options: ModbusGateOptions,
  surroundings: Surroundings & { readonly openLine: OpenLine },
): Gate {
  return openRelayGate(openModbusBoard(options, surroundings.openLine), options, surroundings)
}
