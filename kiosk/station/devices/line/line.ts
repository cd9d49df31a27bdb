/** A serial line that opens itself again for as long as it runs: bytes in, bytes out, and how it is. */
import { SerialPort } from 'serialport'
import type { DeviceState } from '../../../shared/device-health.ts'
import { systemCode } from '../../station-error.ts'
import { DeviceError } from '../device.ts'

/** How a line is opened. */
export interface LineOptions {
  /** Such as `/dev/serial/by-id/...`: a name that stays with the device. */
  readonly path: string
  readonly baudRate: number
  readonly parity?: 'none' | 'even' | 'odd'
  readonly stopBits?: 1 | 2
  /** Between two attempts to open it, in milliseconds. */
  readonly reopenMs?: number
}

/** How a line is. `ready` says that it is open, not that anybody is at its other end. */
export type LineState = Extract<
  DeviceState,
  'starting' | 'ready' | 'missing' | 'busy' | 'denied' | 'failing'
>

/** An open line, or one that waits to be. */
export interface Line {
  state(): LineState
  /**
   * Sends bytes; resolves when the system has sent them on.
   *
   * @throws DeviceError `ERR_DEVICE_MISSING` where the line is not open, or breaks meanwhile.
   */
  write(bytes: Uint8Array): Promise<void>
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  onState(listener: (state: LineState) => void): () => void
  close(): Promise<void>
}

/** Opens lines; drivers take it as an argument so that what they speak may go over anything. */
export type OpenLine = (options: LineOptions) => Line

/** Opens a line of this machine. */
export const openSerialLine: OpenLine = ({
  path,
  baudRate,
  parity = 'none',
  stopBits = 1,
  reopenMs = 1_000,
}) => {
  const onBytes = new Set<(bytes: Uint8Array) => void>()
  const onState = new Set<(state: LineState) => void>()
  let state: LineState = 'starting'
  let port: SerialPort | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const become = (next: LineState) => {
    if (state === next) return
    state = next
    for (const listener of [...onState]) listener(next)
  }
  const later = () => {
    port = undefined
    if (isClosed) return
    clearTimeout(again)
    again = setTimeout(open, reopenMs)
  }
  const open = () => {
    const opening = new SerialPort({ path, baudRate, parity, stopBits, autoOpen: false })
    port = opening
    opening.on('data', (bytes: Buffer) => {
      for (const listener of [...onBytes]) listener(new Uint8Array(bytes))
    })
    opening.on('error', () => undefined)
    opening.once('close', () => {
      if (port !== opening) return
      become('missing')
      later()
    })
    opening.open((error) => {
      if (error === null) {
        if (isClosed) opening.close(() => undefined)
        else become('ready')
        return
      }
      become(stateOf(error))
      later()
    })
  }
  open()

  return {
    state: () => state,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        const to = port
        const missing = () => new DeviceError('ERR_DEVICE_MISSING', `${path} is not there`)
        if (to?.isOpen !== true) {
          reject(missing())
          return
        }
        const fail = () => {
          reject(missing())
        }
        to.once('close', fail)
        to.write(Buffer.from(bytes), (error) => {
          if (error != null) fail()
          else
            to.drain((late) => {
              to.removeListener('close', fail)
              if (late === null) resolve()
              else fail()
            })
        })
      }),
    onBytes(listener) {
      onBytes.add(listener)
      return () => {
        onBytes.delete(listener)
      }
    },
    onState(listener) {
      onState.add(listener)
      return () => {
        onState.delete(listener)
      }
    },
    async close() {
      isClosed = true
      clearTimeout(again)
      const open = port
      port = undefined
      if (open?.isOpen !== true) return
      await new Promise<void>((resolve) => {
        open.close(() => {
          resolve()
        })
      })
    },
  }
}

/** The binding says by words of the system what is wrong; only those that staff can act on are told apart. */
function stateOf(error: Error): LineState {
  const said = systemCode(error) ?? error.message
  if (/ENOENT|ENXIO|ENODEV|No such/i.test(said)) return 'missing'
  if (/EBUSY|lock|temporarily|resource busy/i.test(said)) return 'busy'
  return /EACCES|EPERM|denied/i.test(said) ? 'denied' : 'failing'
}
