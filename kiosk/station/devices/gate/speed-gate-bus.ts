/** Questions to a speed gate's board, one at a time: RS-485 has two wires, and who speaks does not hear. */
import { DeviceError } from '../device.ts'
import type { Line } from '../line/line.ts'
import { whenStarted } from './relay-board.ts'
import { findSpeedGateStatus, speedGateFrame, type SpeedGateStatus } from './speed-gate-frames.ts'

/** For so long an answer is waited for; at 19,200 baud command and answer take 14 ms. */
const answerMs = 400
/** For so long a command waits for its turn: what is older is not sent, or a gate might open late. */
const turnMs = 1_000
/** Bytes of one frame follow each other closer than this. */
const gapMs = 80

/** Sends a command and resolves to the status that answers it. */
export type AskSpeedGate = (command: number, data?: number) => Promise<SpeedGateStatus>

/** Takes a line into use for one board on it. */
export function speedGateBus(
  line: Line,
  machine: number,
): { readonly ask: AskSpeedGate; readonly close: () => void } {
  const { latencyMs = 0 } = line
  let heard = new Uint8Array()
  let heardMs = 0
  let answer: ((status: SpeedGateStatus) => void) | undefined
  let last: Promise<unknown> = Promise.resolve()
  const unlisten = line.onBytes((bytes) => {
    const nowMs = performance.now()
    heard = Uint8Array.from([...(nowMs - heardMs > gapMs ? [] : heard), ...bytes])
    heardMs = nowMs
    for (;;) {
      const { status, rest } = findSpeedGateStatus(heard)
      heard = Uint8Array.from(rest)
      if (status === undefined) return
      if (status.machine === machine) answer?.(status)
    }
  })
  const exchange = async (command: number, data: number) => {
    await whenStarted(line)
    let timer: ReturnType<typeof setTimeout> | undefined
    const answered = new Promise<SpeedGateStatus>((resolve, reject) => {
      answer = resolve
      timer = setTimeout(() => {
        reject(
          new DeviceError('ERR_DEVICE_SILENT', `gate board ${String(machine)} does not answer`),
        )
      }, answerMs + latencyMs)
    })
    heard = new Uint8Array()
    try {
      const [status] = await Promise.all([
        answered,
        line.write(speedGateFrame(machine, command, data)),
      ])
      return status
    } finally {
      clearTimeout(timer)
      answer = undefined
    }
  }
  return {
    ask(command, data = 0) {
      const askedMs = performance.now()
      const mine = last.then(() => {
        if (performance.now() - askedMs <= turnMs + latencyMs) return exchange(command, data)
        throw new DeviceError(
          'ERR_DEVICE_SILENT',
          `gate board ${String(machine)} was busy too long`,
        )
      })
      last = mine.then(
        () => undefined,
        () => undefined,
      )
      return mine
    },
    close: unlisten,
  }
}
