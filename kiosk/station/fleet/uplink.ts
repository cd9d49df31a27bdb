/** A station's way to its collector, HTTP or NATS by one option of its configuration, and what comes down it. */
import type { StationKey } from '../journal/station-key.ts'
import type { NatsServers } from '../nats/keep-connected.ts'
import type { CollectorLine } from '../upload/collector-line.ts'
import { httpLine, type ClientTls } from '../upload/http-line.ts'

/** Where a collector is, with the files of TLS read. */
export type CollectorPlace =
  | { readonly way: 'http'; readonly url: string; readonly tls?: ClientTls | undefined }
  | ({ readonly way: 'nats' } & NatsServers)

/** An open way. */
export interface Uplink {
  readonly line: CollectorLine
  /** Whatever is pushed from now on, and each connection that is made: of what came before one, something was missed. */
  listen(pushed: (body: Uint8Array) => void, connected: (isFirst: boolean) => void): void
  close(): Promise<void>
}

/** Whose way it is. */
export interface UplinkParts {
  readonly station: string
  readonly key: Pick<StationKey, 'publicKey' | 'signNow'>
  readonly log: (line: string) => void
}

/** Opens it; nobody waits for a connection. What speaks to NATS is loaded only where a server is named. */
export async function openUplink(
  place: CollectorPlace,
  { station, key, log }: UplinkParts,
): Promise<Uplink> {
  if (place.way === 'http') {
    return {
      line: httpLine(place.url, place.tls),
      listen: () => undefined,
      close: () => Promise.resolve(),
    }
  }
  const { connectUplink } = await import('../nats/nats-uplink.ts')
  return connectUplink(place, { station, key, log })
}
