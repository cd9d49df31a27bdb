/** A proxy that leads nowhere and writes down who wanted out: whatever a page or its workers ask of another host. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The world outside, as the browser sees it. */
export interface Outside {
  /** Switches that send everything but loopback here. */
  readonly switches: readonly string[]
  /** What was asked for. */
  readonly wanted: readonly string[]
  close(): Promise<void>
}

/** Starts the proxy. */
export async function openOutside(): Promise<Outside> {
  const wanted: string[] = []
  const server = createServer((request, response) => {
    wanted.push(request.url ?? '')
    response.writeHead(502).end()
  })
  server.on('connect', (request, socket) => {
    wanted.push(request.url ?? '')
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    switches: [`--proxy-server=http://127.0.0.1:${port}`],
    wanted,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
