/** A board of relays, whatever it speaks: what gates, lights and buzzers hang on. */
import type { DeviceState } from '../../../shared/device-health.ts'
import { DeviceError } from '../device.ts'
import type { Line, LineOptions } from '../line/line.ts'
import type { LastWords } from './guard-off.ts'

/** The board. Channels are counted from 1, as they are printed beside the terminals. */
export interface RelayBoard {
  state(): DeviceState
  onState(listener: (state: DeviceState) => void): () => void
  /**
   * @throws DeviceError where the board is not there, or did not take the command.
   */
  set(channel: number, on: boolean): Promise<void>
  /**
   * Switches on, and lets the board switch off by itself; absent where the board cannot. Resolves to how long it
   * lasts, in milliseconds: the nearest that the board can do and not shorter.
   */
  readonly pulse?: (channel: number, ms: number) => Promise<number>
  /** Whether the board answers, with its inputs from the first on; absent where the board never says anything. */
  readonly read?: () => Promise<readonly boolean[]>
  /** What switches a channel off where nobody is left to say it. */
  lastWords(channel: number): LastWords
  close(): Promise<void>
}

/** Resolves when something is no longer about to start: a line that is being opened gets its time, and no more. */
export function whenStarted(of: Pick<RelayBoard, 'state' | 'onState'>, ms = 1_500): Promise<void> {
  if (of.state() !== 'starting') return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unlisten()
      resolve()
    }
    const timer = setTimeout(end, ms)
    const unlisten = of.onState(end)
  })
}

/** Boards that never answer are as well as their line is. */
export function boardOfLine(
  { path, baudRate }: LineOptions,
  line: Line,
  frame: (channel: number, on: boolean) => Uint8Array,
): RelayBoard {
  return {
    lastWords: (channel) => ({ path, baud: baudRate, bytes: frame(channel, false) }),
    state: () => line.state(),
    onState: (listener) => line.onState(listener),
    async set(channel, on) {
      await whenStarted(line)
      await line.write(frame(channel, on))
    },
    close: () => line.close(),
  }
}

/**
 * Whether a command failed because of its device; a fault of our own is thrown on.
 */
export function asDeviceError(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error
  throw error
}
