/** Relay boards as seen from the wire: each takes the bytes of its kind, and shows which relays are on. */
import type { Line } from '../line/line.ts'
import { modbusCrc, modbusFrame } from './modbus-port.ts'

/** A board at the other end of a line. */
export interface SimulatedRelays {
  /** Which channels are on, counted from 1. */
  readonly on: () => readonly number[]
  /** Every frame that it took, in hexadecimal; noise is not among them. */
  readonly frames: readonly string[]
  /** Calls back with every change of a relay. */
  watch(onRelay: (channel: number, on: boolean) => void): () => void
  /** Closes or opens an input; on boards that have them. */
  input(number: number, closed: boolean): void
  /** Whether what is sent to it arrives; what it was told before stays. */
  hear(doesHear: boolean): void
  /** A board without power hears nothing; when it comes back, its relays are off. */
  power(on: boolean): void
  close(): void
}

type Take = (heard: Uint8Array, board: Bench) => number
interface Bench {
  set(channel: number, on: boolean): void
  pulse(channel: number, ms: number): void
  answer(bytes: Uint8Array): void
  inputs(): number
  relays(): number
}

/** `take` eats one frame at the beginning of what was heard: how many bytes; 0: it needs more; -1: noise. */
function simulate(line: Line, take: Take): SimulatedRelays {
  const on = new Set<number>()
  const closed = new Set<number>()
  const frames: string[] = []
  const watchers = new Set<(channel: number, on: boolean) => void>()
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let heard = new Uint8Array()
  let isPowered = true
  let doesHear = true
  const bits = (of: Set<number>) => [...of].reduce((sum, one) => sum | (1 << (one - 1)), 0)
  const set = (channel: number, isOn: boolean) => {
    clearTimeout(timers.get(channel))
    if (on.has(channel) === isOn) return
    if (isOn) on.add(channel)
    else on.delete(channel)
    for (const watcher of [...watchers]) watcher(channel, isOn)
  }
  const bench: Bench = {
    set,
    pulse(channel, ms) {
      set(channel, true)
      timers.set(
        channel,
        setTimeout(() => {
          set(channel, false)
        }, ms),
      )
    },
    answer: (bytes) => void line.write(bytes).catch(() => undefined),
    inputs: () => bits(closed),
    relays: () => bits(on),
  }
  const unlisten = line.onBytes((bytes) => {
    if (!isPowered || !doesHear) return
    heard = Uint8Array.from([...heard, ...bytes])
    while (heard.length > 0) {
      const eaten = take(heard, bench)
      if (eaten === 0) return
      if (eaten > 0) frames.push(Buffer.from(heard.subarray(0, eaten)).toString('hex'))
      heard = heard.slice(Math.max(eaten, 1))
    }
  })
  return {
    on: () => [...on].sort((a, b) => a - b),
    frames,
    watch(onRelay) {
      watchers.add(onRelay)
      return () => {
        watchers.delete(onRelay)
      }
    },
    input(number, isClosed) {
      if (isClosed) closed.add(number)
      else closed.delete(number)
    },
    hear(does) {
      doesHear = does
      heard = new Uint8Array()
    },
    power(isOn) {
      isPowered = isOn
      heard = new Uint8Array()
      if (!isOn) for (const channel of [...on]) set(channel, false)
    },
    close() {
      unlisten()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/** A board of the LCUS kind. */
export function simulateLcus(line: Line): SimulatedRelays {
  return simulate(line, ([head, channel, op, sum], board) => {
    if (head !== 0xa0) return -1
    if (channel === undefined || op === undefined || sum === undefined) return 0
    if (sum !== ((head + channel + op) & 0xff) || op > 1) return -1
    board.set(channel, op === 1)
    return 4
  })
}

/** A board of the E-3 kind. */
export function simulateE3(line: Line): SimulatedRelays {
  return simulate(line, ([byte], board) => {
    if (byte === 0xaa) board.set(1, true)
    else if (byte === 0xbb) board.set(1, false)
    else if (byte === 0xcc) board.pulse(1, 1_000)
    else return -1
    return 1
  })
}

/** A Modbus board of eight relays and eight inputs; one that times pulses, or refuses to. */
export function simulateModbus(
  line: Line,
  { address, timesPulses }: { readonly address: number; readonly timesPulses: boolean },
): SimulatedRelays {
  return simulate(line, (heard, board) => {
    if (heard[0] !== address) return -1
    const code = heard[1]
    if (code === undefined) return 0
    const length = code === 15 ? 10 : 8
    if (![1, 2, 5, 15].includes(code)) return -1
    if (heard.length < length) return 0
    const frame = heard.subarray(0, length)
    if (modbusCrc(frame) !== 0) return -1
    const [, said = 0, ...data] = answerTo(frame, board, timesPulses)
    board.answer(modbusFrame(address, said, data))
    return length
  })
}

function answerTo(frame: Uint8Array, board: Bench, timesPulses: boolean): readonly number[] {
  const [address = 0, code = 0, high = 0, low = 0, first = 0, second = 0] = frame
  if (code === 1) return [address, code, 1, board.relays()]
  if (code === 2) return [address, code, 1, board.inputs()]
  if (code === 15) {
    for (let place = 0; place < 8; place++)
      board.set(place + 1, ((frame[7] ?? 0) >> place) % 2 === 1)
    return [...frame.subarray(0, 6)]
  }
  if (high === 2 && timesPulses) board.pulse(low + 1, ((first << 8) | second) * 100)
  else if (high === 0 && low < 8 && second === 0 && (first === 0 || first === 0xff)) {
    board.set(low + 1, first === 0xff)
  } else return [address, code | 0x80, 2]
  return [...frame.subarray(0, 6)]
}
