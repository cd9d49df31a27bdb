/** Serves the screen and the contract on loopback: static files, and one WebSocket behind a token. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { largestFile } from '../shared/channels.ts'
import type { Connectable } from '../shared/connection.ts'
import { longestHead, subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import { end, isForUs, listenOnLoopback } from './loopback.ts'
import { sendPage } from './send-page.ts'
import { serveSocket } from './serve-socket.ts'
import { StationError } from './station-error.ts'
import { voiceFiles, voiceType } from './voice-files.ts'

/** What the screen is served with. */
export interface ScreenServerOptions {
  readonly api: Connectable
  /** The built screen. */
  readonly screenFolder: string
  /** Packs of sounds in place of those that were built with the screen. */
  readonly voiceFolder?: string
  /** 0 takes any free port. */
  readonly port: number
  readonly log: (line: string) => void
}

/** A screen that is served until it is closed. */
export interface ScreenServer {
  readonly origin: string
  /** Opens the screen. The token stands in the fragment, which no browser sends to anyone. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** A gate has one screen; a few more may be open for a look. */
const mostScreens = 4
/** A file that staff hand over is the largest message. */
const mostMessageBytes = largestFile + longestHead

/**
 * Starts to serve.
 *
 * @throws StationError `ERR_STATION_PORT_BUSY`, or `ERR_STATION_NOT_BUILT` when there is no screen to serve.
 */
export async function serveScreen(options: ScreenServerOptions): Promise<ScreenServer> {
  const { api, screenFolder, port, log } = options
  const page = join(screenFolder, 'index.html')
  if (!existsSync(page))
    throw new StationError('ERR_STATION_NOT_BUILT', `no screen in ${screenFolder}; npm run build`)
  const files = sirv(screenFolder, { dev: true })
  const voices = await voiceFiles(options.voiceFolder ?? join(screenFolder, 'voice'))
  const { server, origin, close } = await listenOnLoopback(port, (request, response) => {
    const voice = voices.get(request.url ?? '')
    if (voice !== undefined) {
      sendVoice(voice, request, response)
      return
    }
    if (request.url === '/') {
      // Read anew, as all files are: it may have been built meanwhile.
      sendPage(readFileSync(page, 'utf8'), api, request, response)
      return
    }
    files(request, response, () => {
      end(response, 404)
    })
  })
  const token = randomBytes(32).toString('base64url')
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  })

  server.on('upgrade', (request, duplex, head) => {
    const refused = refusal(request, origin, token) ?? (sockets.clients.size >= mostScreens && 503)
    if (refused) {
      refuse(duplex, refused)
      log(`a connection to the station was refused (${refused})`)
      return
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      serveSocket(socket, api, log)
    })
  })

  return {
    origin,
    url: `${origin}/#${token}`,
    async close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      await close()
    },
  }
}

/** Sends a file of a pack; one that has gone since the start is not there. */
function sendVoice(path: string, { method }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Content-Type', voiceType(path))
  if (method === 'HEAD') {
    end(response, 200)
    return
  }
  const file = createReadStream(path)
  file.once('error', () => {
    end(response, 404)
  })
  file.once('open', () => {
    file.pipe(response)
  })
}

/** The HTTP status to refuse an upgrade with; undefined when it may go on. */
function refusal(request: IncomingMessage, origin: string, token: string): number | undefined {
  if (!isForUs(request, origin)) return 421
  // Browsers always send Origin with a WebSocket; a page from elsewhere cannot forge it.
  if (request.headers.origin !== origin) return 403
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((t) => t.trim())
  if (!offered.includes(subprotocol)) return 400
  const shown = offered.find((protocol) => protocol.startsWith(tokenPrefix))
  if (shown === undefined || !same(shown.slice(tokenPrefix.length), token)) return 401
  return undefined
}

/** Compares in a time that tells nothing of where two texts differ. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

function refuse(duplex: Duplex, status: number): void {
  duplex.on('error', () => {
    duplex.destroy()
  })
  duplex.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
