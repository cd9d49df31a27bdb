/** Relay boards that speak Modbus RTU: every command is echoed, and some time their pulses by themselves. */
import type { DeviceState } from '../../../shared/device-health.ts'
import { DeviceError } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { joinModbusBus } from './modbus-bus.ts'
import { modbusFrame } from './modbus-port.ts'
import type { RelayBoard } from './relay-board.ts'

/** Which family a board is of. */
export type ModbusProfile = 'waveshare' | 'lc'

/** How a board is reached. */
export interface ModbusBoardOptions {
  readonly path: string
  readonly baud?: number
  /** The board's own; absent: the one it leaves the factory with. */
  readonly address?: number
  readonly profile?: ModbusProfile
}

/** Function and data of what a board can be told. */
export const modbusCommands = {
  set: (channel: number, on: boolean) => ({ code: 5, data: [0, channel - 1, on ? 0xff : 0, 0] }),
  /** On now, off by itself after so many tenths of a second. */
  pulse: (channel: number, tenths: number) => ({
    code: 5,
    data: [2, channel - 1, tenths >> 8, tenths & 0xff],
  }),
  all: (on: boolean) => ({ code: 15, data: [0, 0, 0, 8, 1, on ? 0xff : 0] }),
  relays: { code: 1, data: [0, 0, 0, 8] },
  inputs: { code: 2, data: [0, 0, 0, 8] },
}

const profiles = {
  waveshare: { address: 1, timesPulses: true },
  // Its address answers whatever the board's switches say.
  lc: { address: 0xff, timesPulses: false },
} as const

/** Opens one; what shares its path shares its line. `read` answers the eight inputs. */
export function openModbusBoard(
  { path, baud = 9_600, profile = 'waveshare', ...given }: ModbusBoardOptions,
  openLine: OpenLine,
): RelayBoard {
  const { timesPulses, ...factory } = profiles[profile]
  const address = given.address ?? factory.address
  if (address < 1) throw new TypeError('a broadcast is never answered: a board needs an address')
  const bus = joinModbusBus(path, baud, openLine)
  const listeners = new Set<(state: DeviceState) => void>()
  /** Whether the board left the last request unanswered. */
  let isSilent = false
  const state = (): DeviceState => (bus.state() === 'ready' && isSilent ? 'silent' : bus.state())
  let told = state()
  const tell = () => {
    const now = state()
    if (now === told) return
    told = now
    for (const listener of [...listeners]) listener(now)
  }
  const unlisten = bus.onState(() => {
    // Whoever is plugged in again is asked again.
    isSilent = false
    tell()
  })
  const ask = async ({
    code,
    data,
  }: {
    readonly code: number
    readonly data: readonly number[]
  }) => {
    try {
      const answer = await bus.ask(address, code, data)
      isSilent = false
      return answer
    } catch (error) {
      if (error instanceof DeviceError) isSilent = error.code === 'ERR_DEVICE_SILENT'
      throw error
    } finally {
      tell()
    }
  }
  const command = async (what: { readonly code: number; readonly data: readonly number[] }) => {
    const echo = await ask(what)
    if (what.data.slice(0, 4).some((byte, place) => echo[place] !== byte)) {
      throw new DeviceError(
        'ERR_DEVICE_REFUSED',
        `board ${String(address)} on ${path} did otherwise`,
      )
    }
  }
  return {
    state,
    onState(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    set: (channel, on) => command(modbusCommands.set(channel, on)),
    ...(timesPulses && {
      async pulse(channel: number, ms: number) {
        const tenths = Math.max(1, Math.ceil(ms / 100))
        await command(modbusCommands.pulse(channel, tenths))
        return tenths * 100
      },
    }),
    async read() {
      const [, bits = 0] = await ask(modbusCommands.inputs)
      return Array.from({ length: 8 }, (_, place) => ((bits >> place) & 1) === 1)
    },
    lastWords(channel) {
      const { code, data } = modbusCommands.set(channel, false)
      return { path, baud, bytes: modbusFrame(address, code, data) }
    },
    async close() {
      unlisten()
      await bus.close()
    },
  }
}
