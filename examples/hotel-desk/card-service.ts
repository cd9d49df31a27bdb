/** The desk's own service of the card reader: a WebSocket of this computer, whose messages the README has in full. */
import type { Card, GroupKey } from 'greengate'

/** What the service says. */
export type ServiceMessage =
  | { readonly kind: 'keys'; readonly groupKey: GroupKey }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'removed' }

/** What the desk is told. */
export interface ServiceEvents {
  message(message: ServiceMessage): void
  /** The service went away, and is looked for again. */
  lost(): void
}

/** Milliseconds between two attempts to find it. */
const again = 1_000

/** Listens for as long as the page is open. */
export function followService(address: string, events: ServiceEvents): void {
  const socket = new WebSocket(address)
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    events.message(JSON.parse(data) as ServiceMessage)
  })
  socket.addEventListener('close', () => {
    events.lost()
    setTimeout(() => {
      followService(address, events)
    }, again)
  })
}
