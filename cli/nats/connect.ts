/** Connects to NATS: by URL, nkey, credentials or client certificate; every refusal is one clear line that holds no secret. */
import { isIP } from 'node:net'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import { connect, credsAuthenticator, errors, nkeyAuthenticator } from '@nats-io/transport-node'
import type { Authenticator, NatsConnection } from '@nats-io/transport-node'
import { OperatorError } from '../operator-error.ts'
import { readCreds, readSeed } from './seed-file.ts'

/** Where a NATS is, and who we are there. */
export interface NatsPlace {
  /** `nats://` or `tls://`, one for each server that is known; the others tell themselves. */
  readonly servers: readonly string[]
  /** A file: a seed (`SU…`), or an Ed25519 key of ours. */
  readonly nkey?: string
  /** A file of credentials: a JWT and its seed. */
  readonly creds?: string
  /** Files, PEM. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
}

/** How a connection behaves. */
export interface ConnectionWishes {
  /** Shown by the server to its operator: the command. */
  readonly name: string
  /** Of replies: `_INBOX_gate-1` for who may subscribe to no other. */
  readonly inboxPrefix?: string
  /** How often a lost server is tried before the connection is given up; default: ever again. */
  readonly maxReconnectAttempts?: number
  /** How long the first connection to a server may take. */
  readonly timeoutMs?: number
}

/**
 * Connects.
 *
 * @throws {@link OperatorError} unreachable, refused, or another certificate than ours
 */
export async function connectTo(
  place: NatsPlace,
  { name, inboxPrefix, maxReconnectAttempts = -1, timeoutMs = 5_000 }: ConnectionWishes,
): Promise<NatsConnection> {
  const { servers, tls } = place
  try {
    return await connect({
      servers: [...servers],
      name,
      timeout: timeoutMs,
      maxReconnectAttempts,
      reconnectTimeWait: 250,
      // A server that was killed closes its connection; one that hangs is noticed by this.
      pingInterval: 10_000,
      noAsyncTraces: true,
      ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
      ...(await authenticatorOf(place)),
      ...tlsOf(tls, servers),
    })
  } catch (error) {
    throw refusalOf(error, servers)
  }
}

async function authenticatorOf(place: NatsPlace): Promise<{ authenticator?: Authenticator }> {
  const { nkey, creds } = place
  if (nkey !== undefined) return answering(nkeyAuthenticator(await readSeed(nkey)))
  if (creds !== undefined) return answering(credsAuthenticator(await readCreds(creds)))
  return {}
}

/**
 * Signs what is a challenge and nothing else. The key may be one that signs documents or receipts: a server that asked
 * for such a text to be signed would have a forgery. None of them is made of these letters alone.
 */
function answering(authenticator: Authenticator): { authenticator: Authenticator } {
  return {
    authenticator: (nonce) => {
      if (nonce !== undefined && !/^[A-Za-z0-9_-]{8,64}$/.test(nonce)) throw new NoChallenge()
      return authenticator(nonce)
    },
  }
}

class NoChallenge extends Error {
  override name = 'NoChallenge'
}

function tlsOf(tls: NatsPlace['tls'], servers: readonly string[]): { tls?: object } {
  if (tls === undefined) return {}
  const { ca, cert, key } = tls
  return {
    tls: {
      ...(ca === undefined ? {} : { caFile: ca }),
      ...(cert === undefined ? {} : { certFile: cert }),
      ...(key === undefined ? {} : { keyFile: key }),
      checkServerIdentity: identityOf(servers.map(hostnameOf).filter((host) => isIP(host) !== 0)),
    },
  }
}

/** The client names no server that is called by an address: then the certificate is of one of those that were given. */
function identityOf(addresses: readonly string[]) {
  return (host: string, of: PeerCertificate): Error | undefined => {
    const fault = checkServerIdentity(host, of)
    if (fault === undefined || host !== 'localhost') return fault
    const isOurs = addresses.some((address) => checkServerIdentity(address, of) === undefined)
    return isOurs ? undefined : fault
  }
}

/** What a server or the way to it said, in our words; what is none of theirs is thrown on as it is. */
function refusalOf(error: unknown, servers: readonly string[]): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error
  // Only the host: a URL may hold a password.
  const where = `NATS at ${servers.map(hostOf).join(', ')}`
  const said = causesOf(error)
  const refused = (what: string): OperatorError =>
    new OperatorError(`${where}: ${what}`, { cause: error })
  if (said.some((cause) => cause instanceof errors.AuthorizationError)) {
    return refused(
      'refuses our credentials; see --nats-nkey, --nats-creds and the users of the server',
    )
  }
  if (said.some((cause) => cause instanceof errors.UserAuthenticationExpiredError)) {
    return refused('our credentials have run out; get new ones for --nats-creds')
  }
  if (said.some((cause) => cause instanceof NoChallenge))
    return refused('asks for something to be signed that is no challenge; see whose server it is')
  if (said.some(isOfTls)) {
    return refused(
      'no secure connection; see that --nats-ca names who signed its certificate, and --nats-cert and --nats-key ours',
    )
  }
  // A server that does not take our certificate says so to nobody.
  if (said.some((cause) => cause instanceof errors.TimeoutError)) {
    return refused(
      'no answer in time; see that it runs, the URL, and that it takes our certificate',
    )
  }
  return refused('cannot be reached; see that it runs, and the URL')
}

function hostOf(url: string): string {
  const host = URL.parse(url)?.host
  return host === undefined || host === '' ? 'an unreadable URL' : host
}

function hostnameOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '')
}

function causesOf(error: Error): readonly Error[] {
  const all: Error[] = []
  for (let at: unknown = error; at instanceof Error && all.length < 8; at = at.cause) {
    all.push(at)
    if (at instanceof AggregateError)
      all.push(...at.errors.filter((one: unknown) => one instanceof Error))
  }
  return all
}

/** Node's and OpenSSL's names of what a handshake fails by. */
function isOfTls(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(ERR_(TLS|SSL|OSSL)|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME|EPROTO)/.test(code) ||
    /\btls\b|certificate|PEM/i.test(error.message)
  )
}
