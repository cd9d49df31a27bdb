/** One Modbus line: exchanges in turn, each with its limit of time, shared by all devices on it. */
import ModbusRTU from 'modbus-serial'
import type { DeviceState } from '../../../shared/device-health.ts'
import { DeviceError } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { openModbusPort } from './modbus-port.ts'
import { whenStarted } from './relay-board.ts'

/** What a device on the line asks. */
export interface ModbusBus {
  state(): DeviceState
  onState(listener: (state: DeviceState) => void): () => void
  /** Sends function and data, and resolves to the answer's data between its function and its CRC. */
  ask(address: number, code: number, data: readonly number[]): Promise<Uint8Array>
  close(): Promise<void>
}

/** For so long an answer is waited for; at 9,600 baud request and answer take 20 ms. */
const answerMs = 400
/** For so long a request waits for its turn: what is older is not sent, or a pulse might fire late. */
const turnMs = 1_000

const buses = new WeakMap<OpenLine, Map<string, { readonly bus: ModbusBus; users: number }>>()

/** Joins the bus on a path: two devices on one board never speak at the same time. */
export function joinModbusBus(path: string, baud: number, openLine: OpenLine): ModbusBus {
  const known = buses.get(openLine) ?? new Map<string, { readonly bus: ModbusBus; users: number }>()
  buses.set(openLine, known)
  const shared = known.get(path) ?? { bus: openModbusBus(path, baud, openLine), users: 0 }
  known.set(path, shared)
  shared.users++
  let left: Promise<void> | undefined
  return {
    ...shared.bus,
    close() {
      if (left !== undefined) return left
      if (--shared.users > 0) return (left = Promise.resolve())
      known.delete(path)
      return (left = shared.bus.close())
    },
  }
}

function openModbusBus(path: string, baud: number, openLine: OpenLine): ModbusBus {
  const line = openLine({ path, baudRate: baud })
  const port = openModbusPort(line)
  const client = new ModbusRTU(port)
  client.open()
  const { latencyMs = 0 } = line
  client.setTimeout(answerMs + latencyMs)
  let last: Promise<unknown> = Promise.resolve()
  let answer = new Uint8Array()
  port.prependListener('data', (frame: Buffer) => {
    answer = new Uint8Array(frame)
  })
  const exchange = async (address: number, code: number, data: readonly number[]) => {
    await whenStarted(line)
    if (line.state() !== 'ready')
      throw new DeviceError('ERR_DEVICE_MISSING', `${path} is not there`)
    return new Promise<Uint8Array>((resolve, reject) => {
      client.writeCustomFC(address, code, [...data], (error: Error | null) => {
        if (error === null) resolve(answer.slice(2, -2))
        else reject(deviceError(error, path, address))
      })
    })
  }
  return {
    state: () => line.state(),
    onState: (listener) => line.onState(listener),
    ask(address, code, data) {
      const askedMs = performance.now()
      const mine = last.then(() => {
        if (performance.now() - askedMs > turnMs + latencyMs) {
          throw new DeviceError('ERR_DEVICE_SILENT', `${path} was busy for too long`)
        }
        return exchange(address, code, data)
      })
      last = mine.then(
        () => undefined,
        () => undefined,
      )
      return mine
    },
    async close() {
      await last
      client.close(() => undefined)
      await line.close()
    },
  }
}

/** A board that says no is told apart from one that says nothing, or nonsense. */
function deviceError(error: Error & { modbusCode?: number }, path: string, address: number) {
  const board = `board ${String(address)} on ${path}`
  return error.modbusCode === undefined
    ? new DeviceError('ERR_DEVICE_SILENT', `${board} does not answer`, { cause: error })
    : new DeviceError('ERR_DEVICE_REFUSED', `${board} refuses`, { cause: error })
}
