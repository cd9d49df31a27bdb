/** A cable inside one process: what is written at one end comes out of the other. For the demo, and for tests that need no pseudo-terminal. */
import { DeviceError } from '../device.ts'
import type { Line, LineState, OpenLine } from './line.ts'

/** A cable, and what can be done to it. */
export interface Wire {
  /** Opens the station's end; again after it was closed, as drivers do to change the rate. */
  readonly openLine: OpenLine
  /** The end of the device. */
  readonly device: Line
  /** At what rate the station speaks. */
  readonly baudRate: () => number
  plug(): void
  unplug(): void
}

/** Lays a cable; it is plugged in. */
export function layWire(): Wire {
  let isPlugged = true
  let baudRate = 0
  let station: End | undefined
  const device = openEnd(
    () => isPlugged,
    (bytes) => station?.receive(bytes),
  )
  const change = (state: LineState) => {
    isPlugged = state === 'ready'
    device.become(state)
    station?.become(state)
  }
  device.become('ready')
  return {
    openLine(options) {
      baudRate = options.baudRate
      const end = openEnd(
        () => isPlugged,
        (bytes) => {
          device.receive(bytes)
        },
        () => {
          if (station === end) station = undefined
        },
      )
      station = end
      queueMicrotask(() => {
        end.become(isPlugged ? 'ready' : 'missing')
      })
      return end.line
    },
    device: device.line,
    baudRate: () => baudRate,
    plug() {
      change('ready')
    },
    unplug() {
      change('missing')
    },
  }
}

interface End {
  readonly line: Line
  receive(bytes: Uint8Array): void
  become(next: LineState): void
}

function openEnd(
  isPlugged: () => boolean,
  send: (bytes: Uint8Array) => void,
  onClose: () => void = () => undefined,
): End {
  const onBytes = new Set<(bytes: Uint8Array) => void>()
  const onState = new Set<(state: LineState) => void>()
  let state: LineState = 'starting'
  const line: Line = {
    state: () => state,
    write(bytes) {
      if (!isPlugged()) return Promise.reject(new DeviceError('ERR_DEVICE_MISSING', 'unplugged'))
      const sent = bytes.slice()
      setImmediate(() => {
        if (isPlugged()) send(sent)
      })
      return Promise.resolve()
    },
    onBytes: (listener) => listen(onBytes, listener),
    onState: (listener) => listen(onState, listener),
    close() {
      onClose()
      return Promise.resolve()
    },
  }
  return {
    line,
    receive(bytes: Uint8Array) {
      for (const listener of [...onBytes]) listener(bytes.slice())
    },
    become(next: LineState) {
      if (state === next) return
      state = next
      for (const listener of [...onState]) listener(next)
    },
  }
}

function listen<T>(all: Set<T>, one: T): () => void {
  all.add(one)
  return () => {
    all.delete(one)
  }
}
