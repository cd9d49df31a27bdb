/** A speed gate's board as seen from the wire: opens, counts who goes through, shuts by itself, loses its power. */
import type { Line } from '../line/line.ts'
import { speedGateCommands, speedGateFrame, speedGateStatusFrame } from './speed-gate-frames.ts'

/** The gate, and the people before it. */
export interface SimulatedSpeedGate {
  isOpen(): boolean
  /** Every command but questions for the status, in hexadecimal. */
  readonly commands: readonly string[]
  /** Somebody goes through to the left or the right. */
  pass(side?: 'left' | 'right'): void
  /** Nobody comes, and its own time is over. */
  forget(): void
  alarm(code: number): void
  fault(code: number): void
  /** Sets both counters, as a gate that has stood there for years. */
  count(left: number, right: number): void
  /** Without power it hears nothing and is open; when it comes back, it is shut and its counters begin anew. */
  power(on: boolean): void
  /** Bytes that are not its own, before its next answer. */
  noise(bytes: Uint8Array): void
  close(): void
}

/** A board that forgets whom it let nobody through for after so long. */
export function simulateSpeedGate(
  line: Line,
  { machine = 1, forgetMs = 5_000 }: { readonly machine?: number; readonly forgetMs?: number } = {},
): SimulatedSpeedGate {
  const commands: string[] = []
  let heard: number[] = []
  let [left, right, alarm, fault] = [0, 0, 0, 0]
  let allowed = 0
  let isKept = false
  let isPowered = true
  let before = new Uint8Array()
  let timer: ReturnType<typeof setTimeout> | undefined
  const isOpen = () => isKept || allowed > 0
  const shut = () => {
    clearTimeout(timer)
    allowed = 0
    isKept = false
  }
  const take = (command: number, data: number) => {
    const c = speedGateCommands
    if (command === c.clearLeft) left = 0
    else if (command === c.clearRight) right = 0
    else if (command === c.openLeft || command === c.openRight) {
      allowed += data
      clearTimeout(timer)
      timer = setTimeout(shut, forgetMs)
    } else if (command === c.keepOpenLeft || command === c.keepOpenRight) isKept = true
    else if (command === c.close) shut()
  }
  const unlisten = line.onBytes((bytes) => {
    if (!isPowered) return
    heard.push(...bytes)
    while (heard.length >= 8) {
      const [, , forWhom = 0, command = 0, data = 0] = heard
      const frame = speedGateFrame(forWhom, command, data)
      if (!frame.every((byte, place) => byte === heard[place])) {
        heard.shift()
        continue
      }
      heard = heard.slice(8)
      if (forWhom !== machine) continue
      if (command !== speedGateCommands.status) commands.push(Buffer.from(frame).toString('hex'))
      take(command, data)
      const gate = isOpen() ? 1 : 0
      const answer = speedGateStatusFrame({ version: 3, machine, fault, gate, alarm, left, right })
      void line.write(Uint8Array.from([...before, ...answer])).catch(() => undefined)
      before = new Uint8Array()
    }
  })
  return {
    isOpen,
    commands,
    pass(side = 'left') {
      if (side === 'left') left = (left + 1) % 2 ** 24
      else right = (right + 1) % 2 ** 24
      if (allowed > 0) allowed--
    },
    forget() {
      if (!isKept) shut()
    },
    alarm(code) {
      alarm = code
    },
    fault(code) {
      fault = code
    },
    count(toLeft, toRight) {
      left = toLeft
      right = toRight
    },
    power(on) {
      isPowered = on
      heard = []
      shut()
      if (!on) return
      left = 0
      right = 0
    },
    noise(bytes) {
      before = Uint8Array.from(bytes)
    },
    close() {
      unlisten()
      clearTimeout(timer)
    },
  }
}
