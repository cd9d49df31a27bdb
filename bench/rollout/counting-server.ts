/** A static web server over what was published, which counts requests and every byte that it sends. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was asked for, and what went back. */
export interface Count {
  readonly requests: number
  /** Heads and bodies. */
  readonly bytes: number
}

/** It runs until the scope ends. */
export interface CountingServer extends AsyncDisposable {
  readonly url: string
  /** What is shown from now on. */
  show(files: ReadonlyMap<string, Uint8Array>): void
  /** What has come since the last call. */
  take(): Count
}

/** Starts one on a free port of this machine. */
export const startCountingServer = async (): Promise<CountingServer> => {
  let files: ReadonlyMap<string, Uint8Array> = new Map()
  let [requests, bytes] = [0, 0]
  const tags = new WeakMap<Uint8Array, string>()
  const tagOf = (body: Uint8Array): string => {
    const known = tags.get(body)
    if (known !== undefined) return known
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    tags.set(body, tag)
    return tag
  }
  const server = createServer((request, response) => {
    const { socket } = request
    const before = socket.bytesWritten
    response.on('finish', () => {
      requests++
      bytes += socket.bytesWritten - before
    })
    const body = files.get((request.url ?? '/').slice(1))
    if (body === undefined) {
      response.writeHead(404, { 'content-length': 0 }).end()
      return
    }
    const tag = tagOf(body)
    if (request.headers['if-none-match'] === tag) response.writeHead(304, { etag: tag }).end()
    else response.writeHead(200, { etag: tag, 'content-length': body.length }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    show(shown) {
      files = shown
    },
    take() {
      const count = { requests, bytes }
      ;[requests, bytes] = [0, 0]
      return count
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
