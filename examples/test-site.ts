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

/**
 * The headers that a README states.
 *
 * @param block - Which of its blocks of headers; the first is 0.
 * @param places - What stands in it, and what stands in its place here: origins, ports.
 */
export async function statedHeaders(
  readme: string,
  block = 0,
  places: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, string>> {
  const blocks = [...(await readFile(readme, 'utf8')).matchAll(/```http\n([\s\S]*?)```/g)]
  const text = blocks[block]?.[1]
  if (text === undefined) throw new Error(`${readme} states no headers`)
  return new Map(
    replaced(text.trim(), places)
      .split('\n')
      .map((line): [string, string] => {
        const at = line.indexOf(': ')
        return [line.slice(0, at), line.slice(at + 2)]
      }),
  )
}

/** A text with what it names in other places. */
export function replaced(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((all, [from, to]) => all.replaceAll(from, to), text)
}

/**
 * Serves on a free port of loopback.
 *
 * @param host - What loopback is called: another name is another site to a browser.
 */
export async function serveExample(
  folder: string,
  headers: ReadonlyMap<string, string>,
  host = '127.0.0.1',
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
    origin: `http://${host}:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
