/** A serial line that opens itself again for as long as it runs: bytes in, bytes out, and how it is. */
import type { SerialPort } from 'serialport'
import type { DeviceState } from '../../../shared/device-health.ts'
import { DeviceError } from '../device.ts'
import { identityOf, loadSerialPort, shut, stateOf } from './serial-port.ts'

/** How a line is opened. */
export interface LineOptions {
  /** Such as `/dev/serial/by-id/...`: a name that stays with the device. */
  readonly path: string
  readonly baudRate: number
  readonly parity?: 'none' | 'even' | 'odd'
  readonly stopBits?: 1 | 2
  /** Between two attempts to open it, in milliseconds; what refuses is asked ever more rarely. */
  readonly reopenMs?: number
  /** The longest time between two attempts, in milliseconds. */
  readonly reopenAtMostMs?: number
}

/** How a line is. `ready` says that it is open, not that anybody is at its other end. */
export type LineState = Extract<
  DeviceState,
  'starting' | 'ready' | 'missing' | 'busy' | 'denied' | 'failing'
>

/** An open line, or one that waits to be. */
export interface Line {
  /** What the way to the device adds to the time of every answer; absent: nothing, as on a cable. */
  readonly latencyMs?: number
  state(): LineState
  /**
   * Sends bytes; resolves when the system has sent them on.
   *
   * @throws DeviceError `ERR_DEVICE_MISSING` where the line is not open, or breaks meanwhile; `ERR_DEVICE_SILENT`
   * where bytes do not get away: too many wait, or these did for too long (the line is opened anew then).
   */
  write(bytes: Uint8Array): Promise<void>
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  onState(listener: (state: LineState) => void): () => void
  close(): Promise<void>
}

/** Opens lines; drivers take it as an argument so that what they speak may go over anything. */
export type OpenLine = (options: LineOptions) => Line

/** More than this does not wait for the other end: a gate that is told something late is told something wrong. */
const mostWaiting = 64 * 1024
/** What a write may take beyond the time that its bytes need at the line's speed. */
const graceMs = 2_000
/** A line that was open for so long is a good one: the next break is answered at once. */
const steadyMs = 5_000
/** How often an open line is looked for. */
const watchMs = 250

/** Opens a line of this machine. The library that does it is loaded with the first line. */
export const openSerialLine: OpenLine = ({
  path,
  baudRate,
  parity = 'none',
  stopBits = 1,
  reopenMs = 1_000,
  reopenAtMostMs = Math.max(reopenMs, 5_000),
}) => {
  if (!Number.isInteger(baudRate) || baudRate <= 0) throw new TypeError('baudRate: no such speed')
  const onBytes = new Set<(bytes: Uint8Array) => void>()
  const onState = new Set<(state: LineState) => void>()
  let state: LineState = 'starting'
  let port: SerialPort | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let steady: ReturnType<typeof setTimeout> | undefined
  let watching: ReturnType<typeof setInterval> | undefined
  let waitMs = reopenMs
  let waiting = 0
  let isDraining = false
  let isClosed = false
  /** Asked anew after every wait: it may have been closed meanwhile. */
  const isOver = () => isClosed
  let attempt: Promise<void>

  const become = (next: LineState) => {
    if (state === next || isClosed) return
    state = next
    for (const listener of [...onState]) listener(next)
  }
  const later = (ms: number) => {
    if (isClosed) return
    clearTimeout(again)
    again = setTimeout(() => {
      attempt = open()
    }, ms)
  }
  /** Refused, or broken again at once: whatever it is, it is not mended by asking often. */
  const backOff = () => {
    later(waitMs)
    waitMs = Math.min(waitMs * 2, reopenAtMostMs)
  }

  const open = async () => {
    // Looking for a name costs nothing, so that what is plugged in is there at once.
    const identity = await identityOf(path)
    if (identity === null) {
      become('missing')
      later(reopenMs)
      return
    }
    const SerialPort = await loadSerialPort()
    if (isOver()) return
    if (SerialPort === undefined) {
      become('failing')
      backOff()
      return
    }
    const opening = new SerialPort({ path, baudRate, parity, stopBits, autoOpen: false })
    opening.on('data', (bytes: Buffer) => {
      if (isClosed) return
      for (const listener of [...onBytes]) listener(new Uint8Array(bytes))
    })
    // What goes wrong is told by what follows: the port closes.
    opening.on('error', () => undefined)
    opening.once('end', () => void shut(opening))
    opening.once('close', () => {
      void shut(opening)
      if (port !== opening) return
      port = undefined
      clearTimeout(steady)
      clearInterval(watching)
      become('missing')
      backOff()
    })
    const error = await new Promise<Error | null>((opened) => {
      opening.open(opened)
    })
    if (error !== null) {
      become(stateOf(error))
      backOff()
      return
    }
    if (isOver()) {
      await shut(opening)
      return
    }
    port = opening
    // A line that hangs up while it is read gives nothing for ever, and the library reads it for ever.
    watching = setInterval(() => {
      void identityOf(path).then((now) => (now === identity ? undefined : shut(opening)))
    }, watchMs)
    steady = setTimeout(() => {
      waitMs = reopenMs
    }, steadyMs)
    become('ready')
  }
  attempt = open()

  const send = (to: SerialPort, bytes: Uint8Array, ended: (error?: Error | null) => void) => {
    to.write(Buffer.from(bytes), (error) => {
      // A drain that never comes back holds a thread of this process: there is never a second one.
      if (error != null || isDraining) {
        ended(error)
        return
      }
      isDraining = true
      to.drain((late) => {
        isDraining = false
        ended(late)
      })
    })
  }

  return {
    state: () => state,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        const to = port
        if (to?.isOpen !== true || isClosed) {
          reject(new DeviceError('ERR_DEVICE_MISSING', `${path} is not there`))
          return
        }
        if (waiting + bytes.length > mostWaiting) {
          reject(new DeviceError('ERR_DEVICE_SILENT', `${path} takes nothing more`))
          return
        }
        waiting += bytes.length
        let isSettled = false
        const settle = (error?: DeviceError) => {
          if (isSettled) return
          isSettled = true
          clearTimeout(timer)
          to.removeListener('close', broken)
          waiting -= bytes.length
          if (error === undefined) resolve()
          else reject(error)
        }
        const broken = () => {
          settle(new DeviceError('ERR_DEVICE_MISSING', `${path} broke off`))
        }
        const timer = setTimeout(
          () => {
            settle(new DeviceError('ERR_DEVICE_SILENT', `${path} takes nothing`))
            void shut(to)
          },
          graceMs + ((waiting * 11) / baudRate) * 1_000,
        )
        to.once('close', broken)
        send(to, bytes, (error) => {
          if (error == null) settle()
          else broken()
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
      state = 'missing'
      clearTimeout(again)
      clearTimeout(steady)
      await attempt
      clearInterval(watching)
      const open = port
      port = undefined
      if (open !== undefined) await shut(open)
    },
  }
}
