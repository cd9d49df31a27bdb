/** What modbus-serial takes for a serial port, over a line of ours: whole answers out, whatever noise is between them. */
import { EventEmitter } from 'node:events'
import type { Line } from '../line/line.ts'

/** CRC-16 of Modbus. */
export function modbusCrc(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return crc
}

/** A whole frame. */
export function modbusFrame(address: number, code: number, data: readonly number[]): Uint8Array {
  const crc = modbusCrc(Uint8Array.from([address, code, ...data]))
  return Uint8Array.from([address, code, ...data, crc & 0xff, crc >> 8])
}

/**
 * modbus-serial's own ports open a path by themselves and stay shut once it has gone; over our line the same client
 * lives through unplugging, and shares the line with whatever else hangs on the board.
 */
export interface ModbusPort extends EventEmitter {
  readonly isOpen: boolean
  open(opened: (error: Error | null) => void): void
  close(closed: () => void): void
  write(bytes: Uint8Array): void
}

/** Makes one; it emits `data` with each whole answer to the request that went out last. */
export function openModbusPort(line: Line): ModbusPort {
  let request = new Uint8Array()
  let heard = new Uint8Array()
  const unlisten = line.onBytes((bytes) => {
    heard = Uint8Array.from([...heard, ...bytes]).slice(-512)
    const answer = findAnswer(heard, request)
    if (answer === undefined) return
    heard = new Uint8Array()
    // One request, one answer.
    request = new Uint8Array()
    port.emit('data', Buffer.from(answer))
  })
  const port = Object.assign(new EventEmitter(), {
    isOpen: true,
    open: (opened: (error: Error | null) => void) => {
      opened(null)
    },
    close: (closed: () => void) => {
      unlisten()
      closed()
    },
    write: (bytes: Uint8Array) => {
      request = Uint8Array.from(bytes)
      heard = new Uint8Array()
      // What does not get away is not answered, and the client's time is over.
      line.write(request).catch(() => undefined)
    },
  })
  return port
}

/** The first stretch of bytes that answers the request and whose CRC is right. */
function findAnswer(heard: Uint8Array, request: Uint8Array): Uint8Array | undefined {
  const [address, code] = request
  if (address === undefined || code === undefined) return undefined
  for (let start = 0; start + 5 <= heard.length; start++) {
    if (heard[start] !== address) continue
    const said = heard[start + 1]
    const length =
      said === (code | 0x80)
        ? 5
        : said !== code
          ? 0
          : code === 1 || code === 2
            ? 5 + (heard[start + 2] ?? 0)
            : 8
    const frame = heard.subarray(start, start + length)
    if (length > 0 && frame.length === length && modbusCrc(frame) === 0) return frame
  }
  return undefined
}
