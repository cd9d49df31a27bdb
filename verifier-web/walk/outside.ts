/** A proxy that leads nowhere and writes down who wanted out: whatever a page or its workers ask of another host. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The world outside, as the browser sees it. */
export interface Outside {
  /** Switches that send everything but loopback here. */
  readonly switches: readonly string[]
  /** Who was asked for, other than the services that Chromium itself calls whatever page is open. */
  strangers(): readonly string[]
  close(): Promise<void>
}

const ofChromium =
  /^(?:http:\/\/)?[a-z0-9.-]+\.(?:google|googleapis|gstatic|gvt1|duckduckgo)\.com(?::443$|\/)/

/** Starts the proxy. */
export async function openOutside(): Promise<Outside> {
  const wanted: string[] = []
  const server = createServer((request, response) => {
    wanted.push(request.url ?? '')
    response.writeHead(502).end()
  })
  server.on('connect', (request, socket) => {
    wanted.push(request.url ?? '')
    // The browser hangs up as soon as it is told.
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    switches: [`--proxy-server=http://127.0.0.1:${port}`],
    strangers: () => wanted.filter((url) => !ofChromium.test(url)),
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
