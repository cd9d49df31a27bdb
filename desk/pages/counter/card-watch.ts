/** What the counter's reader tells, as it tells it. */

/** A reading, as the desk sends it. */
export type CardReading =
  | { readonly state: 'waiting' | 'reading' | 'fault' }
  | { readonly state: 'read'; readonly card: ReadCard }

/** What is read of a card. */
export interface ReadCard {
  readonly idType: string
  readonly number: string
  readonly name?: string
  readonly birthDate?: string
  readonly source: 'chip' | 'mrz'
}

/** Listens until it is ended; a line that breaks is taken up again by the browser. */
export function watchCards(hear: (reading: CardReading) => void): () => void {
  const events = new EventSource('/api/office/reader')
  events.addEventListener('message', ({ data }) => {
    hear(JSON.parse(data as string) as CardReading)
  })
  events.addEventListener('error', () => {
    hear({ state: 'fault' })
  })
  return () => {
    events.close()
  }
}
