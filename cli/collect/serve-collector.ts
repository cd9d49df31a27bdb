/** The collector over HTTP: takes batches, answers with receipts or problems, and holds little in memory at any time. */
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTls, type ServerOptions as SecureOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { heartbeatLimits } from '../fleet/heartbeat.ts'
import type { TakeHeartbeat } from '../fleet/take-heartbeat.ts'
import { peerNames } from './peer-names.ts'
import { holdBodies } from './hold-bodies.ts'
import { bodyLength, readBody } from './read-body.ts'
import { Problem } from './problem.ts'

/** What is done with a batch; the answer is a receipt. Throws a Problem. */
export type TakeBatch = (sent: SentBatch) => Promise<string>

/** A batch as it came. */
export interface SentBatch {
  /** The stations that the carrier says it can be from; undefined: it says nothing. */
  readonly sender?: readonly string[] | undefined
  readonly idempotencyKey: string
  readonly statement: string
  readonly body: Uint8Array
}

/** What becomes of what stations send, whatever carries it. */
export interface Doors {
  /** Looks at the statement before the body is read: nobody unknown makes us read a mebibyte. */
  readonly admit: (statement: string, sender?: readonly string[]) => void
  readonly take: TakeBatch
  readonly heartbeat: TakeHeartbeat
  /** A fault of ours; the sender is told no more than that there was one. */
  readonly onFault: (error: unknown) => void
}

/** What a collector is served with. */
export interface ServeOptions extends Doors {
  readonly host: string
  readonly port: number
  readonly tls?: {
    readonly cert: string
    readonly key: string
    /** Whose client certificates are asked for; a station must then show one of its own. */
    readonly clientCa?: string
  }
  /** What answers `/health`: whether the store can be read. */
  readonly health: () => Readonly<Record<string, unknown>>
}

/** A collector that listens. */
export interface ServedCollector {
  readonly url: string
  /** Takes nothing new, ends what is under way, and resolves then. */
  close(): Promise<void>
}

/** Largest body: stations send a mebibyte, but a single record whole, whatever its size. */
export const maxBodyBytes = 2 * 1024 * 1024 + 65_536
const bodyMs = 120_000
const heartbeatMs = 20_000

/** Starts it. */
export async function serveCollector(options: ServeOptions): Promise<ServedCollector> {
  const { host, port, tls } = options
  const held = holdBodies()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/\?.*$/s, '')
    if (path.endsWith('/health')) {
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new Problem('not-allowed')
      send(response, 200, 'application/json', JSON.stringify(options.health()))
      return
    }
    const isRecords = path.endsWith('/records')
    if (!isRecords && !path.endsWith('/heartbeats')) throw new Problem('not-found')
    if (request.method !== 'POST') throw new Problem('not-allowed')
    const sender = tls?.clientCa === undefined ? undefined : (peerNames(request) ?? [])
    if (isRecords) await takeRecords(request, response, sender)
    else await takeHeartbeat(request, response, sender)
  }

  const takeRecords = async (
    request: IncomingMessage,
    response: ServerResponse,
    sender: readonly string[] | undefined,
  ): Promise<void> => {
    const statement = headerOf(request, 'greengate-batch')
    const idempotencyKey = quotedKey(headerOf(request, 'idempotency-key'))
    options.admit(statement, sender)
    const length = bodyLength(request, maxBodyBytes)
    const receipt = await held(length, async () => {
      const body = await readBody(request, length, bodyMs)
      return options.take({ idempotencyKey, statement, body, sender })
    })
    send(response, 200, 'application/jose', receipt)
  }

  const takeHeartbeat = async (
    request: IncomingMessage,
    response: ServerResponse,
    sender: readonly string[] | undefined,
  ): Promise<void> => {
    const length = bodyLength(request, heartbeatLimits.jwsBytes)
    const body = await held(length, () => readBody(request, length, heartbeatMs))
    const answer = await options.heartbeat(Buffer.from(body).toString('latin1'), sender)
    send(response, 200, 'application/json', JSON.stringify(answer))
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof Problem)) options.onFault(error)
      const problem = error instanceof Problem ? error : new Problem('fault')
      // What is left of a body that was not read would be taken for the next request.
      if (!request.complete) response.setHeader('Connection', 'close')
      const { retryAfter } = problem
      if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter)
      send(response, problem.status, 'application/problem+json', JSON.stringify(problem))
    })
  }
  const timeouts = { requestTimeout: bodyMs, headersTimeout: 20_000, keepAliveTimeout: 5_000 }
  const server =
    tls === undefined
      ? createPlain(timeouts, listener)
      : createTls({ ...timeouts, ...tlsOptions(tls) }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: taken } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${String(taken)}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error === undefined) resolve()
          else reject(error)
        })
        server.closeIdleConnections()
      }),
  }
}

function tlsOptions({ cert, key, clientCa }: NonNullable<ServeOptions['tls']>): SecureOptions {
  const client = { ca: clientCa, requestCert: true, rejectUnauthorized: true }
  return { cert, key, minVersion: 'TLSv1.2', ...(clientCa !== undefined && client) }
}

/** What stands in the quotes of an `Idempotency-Key`. Throws a Problem. */
export function quotedKey(value: string | undefined): string {
  const quoted = /^"([^"]{1,400})"$/.exec(value ?? '')?.[1]
  if (quoted === undefined) throw new Problem('malformed')
  return quoted
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  if (typeof value !== 'string' || value.length > 4096) throw new Problem('malformed')
  return value
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  // The sender may be gone; what was committed is answered when it asks again.
  if (response.destroyed) return
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(response.req.method === 'HEAD' ? undefined : body)
}
