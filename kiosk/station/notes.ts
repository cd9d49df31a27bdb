/** What the station notes in its journal beside decisions, and what becomes of the service when it cannot. */
import type { ReceiptPlace, StationEvent } from 'greengate'
import type { Journal } from './journal/journal.ts'
import { StationError } from './station-error.ts'

/** Notes one after the other. */
export interface Notes {
  /** Durable when the promise resolves; undefined: the journal takes nothing, and the station knows. */
  note(event: StationEvent): Promise<ReceiptPlace | undefined>
  /** Resolves when everything asked before is on the disk, or could not be. */
  drained(): Promise<unknown>
}

/** Starts to note. */
export function startNotes(
  journal: Pick<Journal, 'note'>,
  onFailed: (error: StationError) => void,
): Notes {
  let last: Promise<unknown> = Promise.resolve()
  const write = async (event: StationEvent) => {
    try {
      return await journal.note(event)
    } catch (error) {
      if (!(error instanceof StationError)) throw error
      onFailed(error)
      return undefined
    }
  }
  return {
    note(event) {
      const mine = last.then(() => write(event))
      last = mine.catch(() => undefined)
      return mine
    },
    drained: () => last,
  }
}
