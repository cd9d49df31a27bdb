/** Serves the studio on loopback: the page to whoever asks on this machine, everything else behind the token. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Desk } from './desk.ts'
import { DeskWatch } from './desk-watch.ts'
import { bearer, checkOrigin, checkToken, headers } from './guard.ts'
import { pageFile } from './page-files.ts'
import { Refused } from './refused.ts'
import { routesOf, sendJson, type Route } from './routes.ts'

/** What is served. */
export interface StudioOptions {
  readonly desk: Desk
  /** The built page. */
  readonly pageFolder: string
  /** 0 takes any free one. */
  readonly port: number
  /** Told of a fault of the studio's own. */
  readonly onFault: (error: unknown) => void
}

/** A studio that is served until it is closed. */
export interface StudioServer {
  readonly origin: string
  readonly token: string
  /** The token stands in the fragment, which no browser sends to anyone. */
  readonly url: string
  close(): Promise<void>
}

const host = '127.0.0.1'
/** Pages of one author. */
const maxConnections = 64

/**
 * Starts to serve.
 *
 * @throws {@link OperatorError} for a port that cannot be had, and a folder that cannot be read
 */
export async function serveStudio(options: StudioOptions): Promise<StudioServer> {
  const { desk, pageFolder, port } = options
  const watch = new DeskWatch(desk)
  await watch.start()
  const token = randomBytes(32).toString('base64url')
  const routes = routesOf(desk, watch)
  let origin = ''
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    checkOrigin(request, origin)
    const { method = '', url = '' } = request
    const { pathname, searchParams: query } = addressOf(origin, url)
    if (!pathname.startsWith('/api/')) return sendPage(pageFolder, pathname, request, response)
    const isEvents = pathname === '/api/events'
    checkToken(isEvents ? (query.get('token') ?? undefined) : bearer(request), token)
    await routeFor(routes, method, pathname)({ request, response, query })
  }
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answer(request, response).catch((error: unknown) => {
      refuse(error, response, options)
    })
  })
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(systemCode(error) === undefined ? error : portError(port))
    })
    server.listen({ port, host }, resolve)
  })
  origin = `http://${host}:${String((server.address() as AddressInfo).port)}`
  return {
    origin,
    token,
    url: `${origin}/#token=${token}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
      await watch.close()
    },
  }
}

function addressOf(origin: string, url: string): URL {
  if (url.startsWith('/') && URL.canParse(origin + url)) return new URL(origin + url)
  throw new Refused(400, '地址不对', 'that is no address of this studio')
}

function portError(port: number): OperatorError {
  return new OperatorError(
    `--port ${String(port)}: is in use, or may not be used; leave it out for a free one`,
  )
}

function routeFor(routes: ReadonlyMap<string, Route>, method: string, path: string): Route {
  const route = routes.get(`${method} ${path}`)
  if (route !== undefined) return route
  const isThere = [...routes.keys()].some((key) => key.endsWith(` ${path}`))
  throw isThere
    ? new Refused(405, '不支持这种请求方法', 'that is not done this way')
    : new Refused(404, '没有这个接口', 'there is nothing under that path')
}

async function sendPage(
  folder: string,
  path: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Refused(405, '不支持这种请求方法', 'that is not done this way')
  }
  const file = await pageFile(folder, path)
  if (file === undefined) throw new Refused(404, '没有这个页面', 'there is no such page')
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.content.length })
  response.end(method === 'HEAD' ? undefined : file.content)
}

/** Says why there is no answer. What the studio cannot explain ends the answer, not the studio. */
function refuse(error: unknown, response: ServerResponse, { desk, onFault }: StudioOptions): void {
  const isKnown = error instanceof Refused || error instanceof OperatorError
  // A page that goes away in the middle of a request is no fault.
  const isGone = response.destroyed && systemCode(error) === 'ECONNRESET'
  if (!isKnown && !isGone) onFault(error)
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  // What is left of a request that was not read to its end must not be taken for the next one.
  response.setHeader('Connection', 'close')
  if (error instanceof Refused) sendJson(response, error.status, error.in(desk.language))
  else if (error instanceof OperatorError)
    sendJson(response, 422, { error: desk.folder.shown(error.message) })
  else sendJson(response, 500, { error: 'a fault of the studio itself' })
}
