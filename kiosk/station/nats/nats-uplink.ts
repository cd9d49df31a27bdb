/** The way to a collector over NATS: requests up, pushed updates down, by one connection. */
import type { CollectorLine } from '../upload/collector-line.ts'
import {
  keepConnected,
  type ConnectedOptions,
  type KeptConnection,
  type NatsServers,
} from './keep-connected.ts'
import { natsLine } from './nats-line.ts'

/** What it gives. */
export interface NatsUplink {
  readonly line: CollectorLine
  listen(pushed: (body: Uint8Array) => void, connected: (isFirst: boolean) => void): void
  close(): Promise<void>
}

/** Opens it; it connects by and by. */
export const connectUplink = (at: NatsServers, parts: Omit<ConnectedOptions, 'at'>): NatsUplink =>
  uplinkOver(keepConnected({ at, ...parts }), parts)

/** The way over a connection that is kept. */
export function uplinkOver(
  kept: KeptConnection,
  parts: Pick<ConnectedOptions, 'station' | 'log'>,
): NatsUplink {
  return {
    line: natsLine(kept, parts.station),
    listen(pushed, connected) {
      let isFirst = true
      let isTold = false
      kept.onConnected((connection) => {
        connection.subscribe('greengate.update', {
          callback(error, { data }) {
            // Whoever throws in here ends the reading of the connection.
            if (error === null) pushed(data)
            else if (!isTold) {
              isTold = true
              parts.log('nats: the server lets nobody listen for updates here; they are polled')
            }
          },
        })
        connected(isFirst)
        isFirst = false
      })
    },
    close: () => kept.close(),
  }
}
