/** Asks a gate one thing after another, waits so long and no longer, and notes whatever it does besides answering. */
import type { StartGate } from './gate-process.ts'
import { parseAnswer, type GateAnswer, type Request, type SetUpAnswer } from './protocol.ts'

/** What a gate may do wrong in how it speaks. */
export type SpeechFault =
  'answered-another' | 'answered-twice' | 'ended' | 'ended-badly' | 'no-answer' | 'not-an-answer'

export interface Limits {
  /** How long a gate may take over a case. */
  readonly caseMs: number
  /** How long it may take to start, or to take a bundle. */
  readonly setUpMs: number
  /** How long it may take to end when its input has ended. */
  readonly endMs: number
}

export interface Dialogue {
  /** Whether there is still somebody to ask. */
  readonly isOpen: boolean
  /** Gives the answer; undefined: none came, and the gate is ended. */
  ask(request: Request): Promise<GateAnswer | SetUpAnswer | undefined>
  /** Lets it end by itself, as a gate does whose input ends. */
  close(): Promise<void>
}

/** Whoever speaks this much out of turn is not listened to any longer. */
const patience = 20

/**
 * Starts a gate.
 *
 * @param fault - Is told each fault when it is seen: what the gate was last asked is at fault.
 */
export function startDialogue(
  start: StartGate,
  limits: Limits,
  fault: (what: SpeechFault) => void,
): Dialogue {
  const answered = new Set<string>()
  let waiting: { request: Request; settle: (line: object | undefined) => void } | undefined
  let [isOpen, isClosing, outOfTurn] = [true, false, 0]
  const onEnd: (() => void)[] = []

  const speaksOutOfTurn = (what: SpeechFault): void => {
    fault(what)
    outOfTurn += 1
    if (outOfTurn >= patience) gate.kill()
  }
  const gate = start({
    line(text) {
      if (!isOpen || outOfTurn >= patience) return
      const line = parse(text)
      const answer = waiting && parseAnswer(line, waiting.request)
      if (answer !== undefined) {
        answered.add(answer.id)
        waiting?.settle(answer)
        return
      }
      const { id } = line ?? {}
      if (typeof id !== 'string') speaksOutOfTurn('not-an-answer')
      else if (id === waiting?.request.id) {
        speaksOutOfTurn('not-an-answer')
        // It has answered, and badly: nothing is to be waited for.
        answered.add(id)
        waiting.settle(undefined)
      } else speaksOutOfTurn(answered.has(id) ? 'answered-twice' : 'answered-another')
    },
    ended(isWell) {
      if (!isOpen) return
      isOpen = false
      if (!isClosing) {
        // Ended by us for speaking out of turn: that is said already.
        if (outOfTurn < patience) fault('ended')
      } else if (!isWell) fault('ended-badly')
      waiting?.settle(undefined)
      for (const each of onEnd) each()
    },
  })
  /** Ends it, without calling its end another fault. */
  const abandon = (what: SpeechFault): void => {
    fault(what)
    isOpen = false
    gate.kill()
    waiting?.settle(undefined)
  }

  return {
    get isOpen() {
      return isOpen
    },
    ask(request) {
      if (!isOpen) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const ms = request.type === 'case' ? limits.caseMs : limits.setUpMs
        const timer = setTimeout(() => {
          abandon('no-answer')
        }, ms)
        waiting = {
          request,
          settle(line) {
            clearTimeout(timer)
            waiting = undefined
            resolve(line as GateAnswer | SetUpAnswer | undefined)
          },
        }
        gate.send(JSON.stringify(request))
      })
    },
    close() {
      if (!isOpen) return Promise.resolve()
      isClosing = true
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          abandon('ended-badly')
          resolve()
        }, limits.endMs)
        onEnd.push(() => {
          clearTimeout(timer)
          resolve()
        })
        gate.close()
      })
    },
  }
}

/** Reads a line as an object; undefined: it is none. */
function parse(text: string): { readonly id?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
