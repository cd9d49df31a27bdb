/** A web server on loopback for a folder of static files, as careful as the best or as faulty as a test wants it. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came. */
export interface Asked {
  readonly path: string
  readonly range: string | undefined
  readonly status: number
}

/** Answers in the server's place; false leaves it to the server. */
export type Fault = (
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
) => boolean

/** A running server. */
export interface FaultyServer {
  readonly url: string
  readonly files: Map<string, Uint8Array>
  /** Every request that was answered in full or in part. */
  readonly asked: Asked[]
  /** What happens to requests from now on. */
  fault: Fault | undefined
  close(): Promise<void>
}

const tagOf = (bytes: Uint8Array): string =>
  `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`

/** Breaks the connection off after so many bytes of each body. */
export const cutAfter =
  (bytesEach: number): Fault =>
  (request, response, bytes) => {
    const { status, headers, body } = answerOf(request, bytes)
    response.writeHead(status, headers)
    response.flushHeaders()
    response.write(body.subarray(0, bytesEach), () => {
      if (body.length > bytesEach) response.socket?.destroy()
      else response.end()
    })
    return true
  }

/** What a careful server answers. */
export function answerOf(request: IncomingMessage, bytes: Uint8Array) {
  const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers
  const etag = tagOf(bytes)
  if (ifNoneMatch === etag) return { status: 304, headers: { etag }, body: new Uint8Array(0) }
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? NaN)
  const isRange = Number.isInteger(start) && (ifRange === undefined || ifRange === etag)
  if (!isRange)
    return { status: 200, headers: { etag, 'content-length': bytes.length }, body: bytes }
  if (start >= bytes.length) return { status: 416, headers: { etag }, body: new Uint8Array(0) }
  const body = bytes.subarray(start)
  const contentRange = `bytes ${start}-${bytes.length - 1}/${bytes.length}`
  return {
    status: 206,
    headers: { etag, 'content-length': body.length, 'content-range': contentRange },
    body,
  }
}

/** Starts a server. */
export async function openFaultyServer(files: Map<string, Uint8Array>): Promise<FaultyServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    const bytes = files.get(path)
    response.on('close', () => {
      asked.push({ path, range: request.headers.range, status: response.statusCode })
    })
    if (faulty.fault?.(request, response, bytes ?? new Uint8Array(0)) === true) return
    if (bytes === undefined) {
      response.writeHead(404).end()
      return
    }
    const { status, headers, body } = answerOf(request, bytes)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const faulty: FaultyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    asked,
    fault: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  return faulty
}
