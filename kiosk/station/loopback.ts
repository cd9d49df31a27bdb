/** Servers that only this machine can reach: bound to 127.0.0.1, named by nothing else, with strict headers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pageHeaders } from './page-policy.ts'
import { StationError, systemCode } from './station-error.ts'

/** A server that listens until it is closed. */
export interface Loopback {
  readonly server: Server
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Answers a request whose Host is known to be right. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

const host = '127.0.0.1'

/** Tells whether a request was meant for this server: another name for 127.0.0.1 is a rebinding attack. */
export const isForUs = (request: IncomingMessage, origin: string): boolean =>
  request.headers.host !== undefined && `http://${request.headers.host}` === origin

/** Tells whether a page of this very server asks: browsers send Origin with what is posted, and no page can forge it. */
const isOurPage = ({ headers }: IncomingMessage, origin: string): boolean =>
  headers.origin === origin && headers['content-type'] === 'application/json'

/**
 * Listens on 127.0.0.1, and lets nothing but GET and HEAD through.
 *
 * @param port - 0 takes any free one.
 * @param posted - Where pages of this server alone may post JSON to.
 * @throws StationError `ERR_STATION_PORT_BUSY`.
 */
export async function listenOnLoopback(
  port: number,
  handler: Handler,
  posted: readonly string[] = [],
): Promise<Loopback> {
  let origin = ''
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
    if (!isForUs(request, origin)) end(response, 421)
    else if (request.method === 'POST' && posted.includes(request.url ?? '')) {
      if (isOurPage(request, origin)) handler(request, response)
      else end(response, 403)
    } else if (request.method !== 'GET' && request.method !== 'HEAD') end(response, 405)
    else handler(request, response)
  })
  server.maxConnections = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenError(error, port))
    })
    server.listen({ port, host }, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  origin = `http://${host}:${bound}`
  return {
    server,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** Ends a response without a body. */
export function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}

/** In words, where the operator can do something about it. */
export function listenError(error: Error, port: number): Error {
  const code = systemCode(error)
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  const what = code === 'EACCES' ? 'may not be used' : 'is in use by another program'
  const help = 'choose another one with --port, or 0 for any free one'
  return new StationError('ERR_STATION_PORT_BUSY', `port ${port} ${what}; ${help}`, {
    cause: error,
  })
}
