/** Keeps a station connected to servers of NATS: whatever becomes of them it tries again for ever, and nobody waits for it. */
import {
  connect,
  credsAuthenticator,
  errors,
  type Authenticator,
  type ConnectionOptions,
  type NatsConnection,
} from '@nats-io/transport-node'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import type { PublicJwk } from 'greengate/issue'
import { systemCode } from '../station-error.ts'
import { isChallenge, nkeyOf } from './nkey.ts'

/** Where the servers are, and by what a station is known to them. */
export interface NatsServers {
  readonly servers: readonly string[]
  readonly as: 'key' | 'certificate' | 'creds'
  readonly caFile?: string | undefined
  readonly certFile?: string | undefined
  readonly keyFile?: string | undefined
  readonly credsFile?: string | undefined
}

/** The station's own key, as far as a server is concerned. */
export interface ChallengedKey {
  readonly publicKey: PublicJwk
  readonly signNow: (bytes: Uint8Array) => Uint8Array
}

/** What a connection is kept with. */
export interface ConnectedOptions {
  readonly at: NatsServers
  readonly station: string
  readonly key: ChallengedKey
  readonly log: (line: string) => void
  readonly random?: () => number
  /** Multiplies every wait; tests go faster. */
  readonly pace?: number
}

/** A connection that comes and goes. */
export interface KeptConnection {
  /** undefined: there is none at the moment. */
  current(): NatsConnection | undefined
  /** Of the connection that there is, or was last: aborted when it is lost. */
  lost(): AbortSignal
  /** Is called with each new connection, also with one that is there already. */
  onConnected(use: (connection: NatsConnection) => void): void
  /** One that is being made is closed when it is there; nobody waits for that. */
  close(): Promise<void>
}

/** Ten thousand stations come back within this after a server was away for long: some 330 a second. */
const mostWaitMs = 30_000
const firstWaitMs = 500
const usual: ConnectionOptions = {
  // A loop of our own: what was not sent is not sent later behind our back, and creds are read anew each time.
  reconnect: false,
  ignoreClusterUpdates: true,
  timeout: 5_000,
  pingInterval: 20_000,
  maxPingOut: 2,
}

/** Begins to connect; returns at once. */
export function keepConnected(options: ConnectedOptions): KeptConnection {
  const { station, log, random = Math.random, pace = 1 } = options
  const users: ((connection: NatsConnection) => void)[] = []
  const ending = new AbortController()
  let current: NatsConnection | undefined
  let gone = new AbortController()
  let said = 'connected'
  const hasEnded = () => ending.signal.aborted
  const tell = (state: string, line: string) => {
    if (state !== said) log(line)
    said = state
  }

  const once = async (): Promise<void> => {
    const connection = await connect({
      ...usual,
      ...(await credentials(options)),
      servers: [...options.at.servers],
      name: station,
      inboxPrefix: `_INBOX_${station}`,
    })
    if (hasEnded()) return connection.close()
    current = connection
    gone = new AbortController()
    tell('connected', 'nats: connected again')
    for (const use of users) use(connection)
    const why = await connection.closed()
    current = undefined
    gone.abort()
    if (!hasEnded()) tell('lost', `nats: the connection was lost${reason(why)}`)
  }
  const run = async () => {
    let failures = 0
    while (!hasEnded()) {
      const started = performance.now()
      try {
        await once()
        failures = performance.now() - started > mostWaitMs ? 0 : failures + 1
      } catch (error) {
        failures += 1
        tell('none', `nats: no connection${reason(error)}; it is tried again for ever`)
      }
      const bound = Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(failures, 30))
      await waited(random() * bound * pace, ending.signal)
    }
  }
  const ended = run()

  return {
    current: () => (current?.isClosed() === true ? undefined : current),
    lost: () => gone.signal,
    onConnected(use) {
      users.push(use)
      if (current !== undefined) use(current)
    },
    async close() {
      ending.abort()
      if (current === undefined) return
      await current.close()
      await ended
    },
  }
}

async function credentials({
  at,
  key,
}: ConnectedOptions): Promise<{ tls?: object; authenticator?: Authenticator }> {
  const { as, caFile, certFile, keyFile, credsFile, servers } = at
  const pem = async (file: string | undefined) => file && (await readFile(file, 'utf8'))
  const given = { ca: await pem(caFile), cert: await pem(certFile), key: await pem(keyFile) }
  const tls = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== undefined))
  const isSecured = Object.keys(tls).length > 0 || servers.some((url) => url.startsWith('tls:'))
  const authenticator =
    as === 'creds'
      ? credsAuthenticator(await readFile(credsFile ?? ''))
      : as === 'key'
        ? answering(key)
        : undefined
  const secured = { tls: { ...tls, checkServerIdentity: identityOf(servers) } }
  return { ...(isSecured && secured), ...(authenticator && { authenticator }) }
}

/** The client names no server that is called by an address: then the certificate is of one of those that were given. */
function identityOf(servers: readonly string[]) {
  const addresses = servers
    .map((url) => new URL(url).hostname.replace(/^\[|\]$/g, ''))
    .filter((host) => isIP(host) !== 0)
  return (host: string, of: PeerCertificate): Error | undefined => {
    const fault = checkServerIdentity(host, of)
    if (fault === undefined || host !== 'localhost') return fault
    return addresses.some((address) => checkServerIdentity(address, of) === undefined)
      ? undefined
      : fault
  }
}

function answering({ publicKey, signNow }: ChallengedKey): Authenticator {
  const nkey = nkeyOf(publicKey)
  return (nonce) => {
    // A server that asks nobody who they are.
    if (nonce === undefined || nkey === undefined) return undefined
    if (!isChallenge(nonce)) throw new RangeError('the server asks for something else to be signed')
    return { nkey, sig: Buffer.from(signNow(Buffer.from(nonce))).toString('base64url') }
  }
}

/** One word for the log; texts of servers are not repeated. */
function reason(error: unknown): string {
  const word = wordOf(error)
  return word === undefined ? '' : ` (${word})`
}

function wordOf(error: unknown): string | undefined {
  if (error instanceof errors.AuthorizationError) return 'not admitted'
  if (error instanceof errors.UserAuthenticationExpiredError) return 'not admitted any more'
  if (error instanceof RangeError) return 'its challenge is none'
  if (error instanceof errors.TimeoutError) return 'late'
  const code = systemCode(error) ?? (error instanceof Error ? systemCode(error.cause) : undefined)
  if (code !== undefined) return code
  return error instanceof Error ? error.name : undefined
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
