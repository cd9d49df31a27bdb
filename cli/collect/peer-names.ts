/** Whom a client certificate names: the stations that may be behind a connection. */
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'

/**
 * Common name and DNS names of the certificate that the client showed; the handshake has verified it.
 *
 * @returns Undefined where no certificate was shown.
 */
export function peerNames({ socket }: IncomingMessage): readonly string[] | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { subject, subjectaltname = '' } = socket.getPeerCertificate()
  const common: unknown = (subject as { readonly CN?: unknown } | undefined)?.CN
  // A name that must be quoted might hold what looks like another one.
  const names = subjectaltname.includes('"') ? [] : subjectaltname.split(', ')
  const dns = names.filter((name) => name.startsWith('DNS:')).map((name) => name.slice(4))
  return [...(typeof common === 'string' ? [common] : []), ...dns]
}
