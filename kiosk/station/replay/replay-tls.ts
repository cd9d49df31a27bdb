/** How lanes are connected: TLS by a key that they share, with a fresh key for each connection, and nothing else. */
import type { TlsOptions } from 'node:tls'

/**
 * One suite, so that there is nothing to be talked down to: ECDHE makes each connection's key its own, the shared
 * key tells who is there. TLS 1.2, because Node gives no shared keys to 1.3; Electron's TLS has this suite too.
 */
export const replayTls = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
} as const satisfies TlsOptions

/** What the key is called on the wire; it is no secret, and says nothing of the lane. */
export const replayIdentity = 'greengate-replay-1'

/** Where a host listens. */
export interface ReplayAddress {
  readonly host: string
  readonly port: number
}

/** Reads `192.0.2.7:4800` or `[::1]:4800`; undefined where it is none. */
export function parseReplayAddress(text: string): ReplayAddress | undefined {
  const groups = /^(?:\[(?<six>[0-9a-f:]+)\]|(?<host>[a-z0-9.-]+)):(?<port>\d{1,5})$/i.exec(
    text,
  )?.groups
  const host = groups?.['six'] ?? groups?.['host']
  const port = Number(groups?.['port'])
  return host === undefined || port > 65_535 ? undefined : { host, port }
}

/** As a person would write it. */
export const addressText = ({ host, port }: ReplayAddress): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
