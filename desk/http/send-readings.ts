/** What the card reader at a counter reads, told to the counter's page by server-sent events. */
import { streamEvents } from './stream-events.ts'

/** A reading: what a page can show while a card lies on the reader. */
export type CardReading =
  | { readonly state: 'waiting' | 'reading' | 'fault' }
  | {
      readonly state: 'read'
      readonly card: {
        readonly idType: string
        readonly number: string
        readonly name?: string
        readonly birthDate?: string
        readonly validUntil?: string
        readonly source: 'chip' | 'mrz'
      }
    }

/** A reader: the station's drivers stand behind it. */
export interface CardReader {
  /** Tells the state now and every one that follows, until it is ended. */
  listen(hear: (reading: CardReading) => void): () => void
}

/** Sends readings until the page goes away, or the desk stops. */
export function sendReadings(reader: CardReader, stop: AbortSignal): Response {
  return streamEvents((send) => reader.listen(send), stop)
}
