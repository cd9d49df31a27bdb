/** Opens the board that a light or a buzzer hangs on; on the gate's path it is the gate's board. */
import type { OpenLine } from '../line/line.ts'
import { openLcusBoard } from './lcus-board.ts'
import { openModbusBoard, type ModbusBoardOptions } from './modbus-board.ts'
import type { RelayBoard } from './relay-board.ts'

/** How the board is reached. */
export interface RelayBoardOptions extends ModbusBoardOptions {
  readonly driver: 'lcus' | 'modbus'
}

/** Opens it. */
export function openRelayBoard(options: RelayBoardOptions, openLine: OpenLine): RelayBoard {
  return options.driver === 'lcus'
    ? openLcusBoard(options, openLine)
    : openModbusBoard(options, openLine)
}
