/** Serves the state of the fleet and its page: a listener of its own, read only, for whoever the operator lets near it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isIP, type AddressInfo } from 'node:net'
import { pageFile } from '../studio/page-files.ts'
import { headers } from '../studio/guard.ts'
import type { FleetState } from './fleet-state.ts'
import type { Fleet } from './open-fleet.ts'

/** What is served. */
export interface ServeFleetOptions {
  readonly host: string
  readonly port: number
  /** Names beside the address by which it may be asked for, such as that of a server before it. */
  readonly names?: readonly string[]
  readonly fleet: Pick<Fleet, 'state' | 'listen'>
  /** The built page. */
  readonly pageFolder: string
  readonly onFault: (error: unknown) => void
}

/** A server that listens. */
export interface ServedFleet {
  readonly url: string
  close(): Promise<void>
}

/** Screens in a control room, and whoever looks besides. */
const maxConnections = 64
/** A connection over which nothing goes is taken for dead by some. */
const stillHereMs = 20_000
/** Changes come as often as heartbeats; nobody reads that fast. */
const quietMs = 1_000

/** Starts it. */
export async function serveFleet(options: ServeFleetOptions): Promise<ServedFleet> {
  const { host, port, fleet, pageFolder, names = [], onFault } = options

  /** Of thousands of stations it is megabytes: written once for all screens that ask meanwhile. */
  let written: { readonly state: FleetState; readonly body: Buffer } | undefined

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/\?.*$/s, '')
    if (!isOurs(request, names)) {
      refuse(response, 421)
    } else if (isForeign(request)) {
      refuse(response, 403)
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      refuse(response, 405)
    } else if (path === '/fleet.json') {
      const state = fleet.state()
      if (written?.state !== state) {
        written = { state, body: Buffer.from(JSON.stringify(state)) }
      }
      send(request, response, 'application/json; charset=utf-8', written.body)
    } else if (path === '/events') {
      sendEvents(request, response, fleet)
    } else {
      const file = await pageFile(pageFolder, path)
      if (file === undefined) refuse(response, 404)
      else send(request, response, file.type, file.content)
    }
  }

  const server = createServer({ requestTimeout: 20_000 }, (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answer(request, response).catch((error: unknown) => {
      onFault(error)
      if (response.headersSent) response.destroy()
      else refuse(response, 500)
    })
  })
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/**
 * Whether it was asked for by its address, or a name that the operator gave: a name of somebody else's that leads here
 * would let a foreign page read what a browser on this machine may.
 */
function isOurs({ headers: sent }: IncomingMessage, names: readonly string[]): boolean {
  const { host = '' } = sent
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || isIP(name) !== 0 || names.includes(name)
}

function isForeign({ headers: sent }: IncomingMessage): boolean {
  const site = sent['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, Connection: 'close' }).end()
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  type: string,
  content: Uint8Array,
): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length })
  response.end(method === 'HEAD' ? undefined : content)
}

/** Says that the state has changed, at most once a second; what it is now says `/fleet.json`. */
function sendEvents(
  { method }: IncomingMessage,
  response: ServerResponse,
  fleet: Pick<Fleet, 'listen'>,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  if (method === 'HEAD') {
    response.end()
    return
  }
  // Whoever hears this misses nothing from now on.
  response.write(': here\n\n')
  let quiet: NodeJS.Timeout | undefined
  let isDue = false
  const tell = (): void => {
    isDue = quiet !== undefined
    if (isDue) return
    response.write('event: changed\ndata: {}\n\n')
    quiet = setTimeout(() => {
      quiet = undefined
      if (isDue) tell()
    }, quietMs)
  }
  const end = fleet.listen(tell)
  const stillHere = setInterval(() => {
    response.write(': still here\n\n')
  }, stillHereMs)
  response.on('close', () => {
    clearInterval(stillHere)
    clearTimeout(quiet)
    end()
  })
}
