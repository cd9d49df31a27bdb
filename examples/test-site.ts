/** Serves an example's folder under the headers that its README states: what each walk through an example begins with. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A running site. */
export interface ExampleSite {
  /** Without a slash at the end. */
  readonly origin: string
  /** The paths that were asked for, in order. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

/** The headers of the first block of a README that states any. */
export async function statedHeaders(readme: string): Promise<ReadonlyMap<string, string>> {
  const block = /```http\n([\s\S]*?)```/.exec(await readFile(readme, 'utf8'))?.[1]
  if (block === undefined) throw new Error(`${readme} states no headers`)
  return new Map(
    block
      .trim()
      .split('\n')
      .map((line): [string, string] => {
        const at = line.indexOf(': ')
        return [line.slice(0, at), line.slice(at + 2)]
      }),
  )
}

/** Serves on a free port of loopback. */
export async function serveExample(
  folder: string,
  headers: ReadonlyMap<string, string>,
): Promise<ExampleSite> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    requests.push(pathname)
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    // A missing file is the only way in which reading one of this folder fails.
    void readFile(join(folder, name))
      .catch(() => undefined)
      .then((bytes) => {
        for (const [header, value] of headers) response.setHeader(header, value)
        response.setHeader('Content-Type', types[extname(name)] ?? 'application/octet-stream')
        response.statusCode = bytes === undefined ? 404 : 200
        response.end(bytes)
      })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
