/** Looks at a board's inputs again and again, and tells what a gate says by them. */
import type { GateHappening } from '../device.ts'
import { asDeviceError, type RelayBoard } from './relay-board.ts'

/** Which input, counted from 1, is wired to which contact of the gate. */
export interface GateInputs {
  /** Closes for a moment with every passage. */
  readonly passed?: number
  /** Closed for as long as the gate is not shut. */
  readonly open?: number
  /** Closes when somebody forces the gate. */
  readonly forced?: number
  /** Closed for as long as the gate is broken. */
  readonly fault?: number
  /** Closed for as long as the fire alarm is on. */
  readonly fire?: number
}

/** What is watched, and who hears of it. */
export interface InputsWatch {
  /** None: the board is asked all the same, to know that it is there. */
  readonly inputs: GateInputs | undefined
  readonly pollMs: number
  readonly tell: (happening: GateHappening) => void
  readonly isWanted: () => boolean
  readonly onError: () => void
}

const risen: Readonly<Record<keyof GateInputs, GateHappening>> = {
  passed: { happening: 'passed', persons: 1 },
  open: { happening: 'opened' },
  forced: { happening: 'forced' },
  fault: { happening: 'fault' },
  fire: { happening: 'fire', on: true },
}
const fallen: Partial<Record<keyof GateInputs, GateHappening>> = {
  open: { happening: 'shut' },
  fault: { happening: 'recovered' },
  fire: { happening: 'fire', on: false },
}

/** Watches until the returned function is called. Boards that never say anything are not watched. */
export function watchInputs(
  { read }: RelayBoard,
  { inputs = {}, pollMs, tell, isWanted, onError }: InputsWatch,
): () => void {
  if (read === undefined) return () => undefined
  const wired = Object.entries(inputs) as [keyof GateInputs, number][]
  const before = new Map<keyof GateInputs, boolean>()
  let isOver = false
  const compare = (levels: readonly boolean[]) => {
    for (const [what, input] of wired) {
      const level = levels[input - 1] === true
      const was = before.get(what)
      before.set(what, level)
      // A contact that is closed at the first look: as a state it is told, as a moment it is of the past.
      const isNews = was === undefined ? level && fallen[what] !== undefined : was !== level
      const happening = level ? risen[what] : fallen[what]
      if (isNews && happening !== undefined) tell(happening)
    }
  }
  const look = async () => {
    try {
      if (isWanted()) compare(await read())
    } catch (error) {
      // A board that has no inputs says so, which is an answer.
      const isThere = asDeviceError(error).code === 'ERR_DEVICE_REFUSED' && wired.length === 0
      if (!isThere && !isOver && isWanted()) onError()
    }
    if (!isOver) timer = setTimeout(() => void look(), pollMs)
  }
  let timer = setTimeout(() => void look(), pollMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
