/** What nobody expected: the gate is shut, the journal closed, and everything starts anew. */
import type { Log } from './log.ts'

/** What is ended, and with what. */
export interface EndParts {
  /** Shuts the gate and closes the journal. */
  readonly end: () => Promise<void>
  /** Ends the process, by a code that has it started anew. */
  readonly leave: () => void
  readonly log: Pick<Log, 'error'>
  /** Whoever hangs while it ends is left behind. */
  readonly mostMs?: number
}

/** What an error may be told by: its message may repeat what somebody showed. */
const kindOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)

/** Ends the process after the first fault; a second one while it ends changes nothing. */
export function endOnFault(
  process: Pick<NodeJS.EventEmitter, 'on' | 'off'>,
  { end, leave, log, mostMs = 3_000 }: EndParts,
): () => void {
  let isEnding = false
  const onFault = (error: unknown) => {
    if (isEnding) return
    isEnding = true
    log.error(`a fault of our own (${kindOf(error)}); starting anew`)
    const late = setTimeout(leave, mostMs)
    const left = () => {
      clearTimeout(late)
      leave()
    }
    void end().then(left, left)
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  return () => {
    process.off('uncaughtException', onFault)
    process.off('unhandledRejection', onFault)
  }
}
