/** The page as it ships, in a folder of its own, and served from loopback with a log of every request. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { copyPages } from '../../house/built-pages.ts'

/** A running site. */
export interface Site {
  /** Where it is, with a slash at the end. */
  readonly url: string
  /** Where its files lie. */
  readonly folder: string
  /** The paths that were asked for, in order. */
  readonly requests: string[]
  /** Puts a file into the site, or takes it away. */
  put(path: string, bytes: Uint8Array | undefined): Promise<void>
  close(): Promise<void>
}

/** The policy of index.html as a header too, so that it holds for the worker; and what only a header can say. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "style-src 'self'; img-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
}

/** Answers with a file read whole: a test may take it away between two looks at it, and that is a 404 then. */
async function answer(
  folder: string,
  path: string,
  response: ServerResponse,
  hasPolicy: boolean,
): Promise<void> {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  // A missing file is the only way in which reading one of this folder fails.
  const bytes = await readFile(file).catch(() => undefined)
  if (hasPolicy) response.setHeader('Content-Security-Policy', policy)
  response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
  response.statusCode = bytes === undefined ? 404 : 200
  response.end(bytes)
}

/**
 * Serves the page on a free port of loopback.
 *
 * @param under - The folder of the site that it stands in, with a slash at the end; by default at the top.
 * @param hasPolicy - Whether its publisher sends the policy as a header too.
 */
export async function openSite(under = '', hasPolicy = true): Promise<Site> {
  const top = await mkdtemp(join(tmpdir(), 'greengate-page-'))
  const folder = join(top, under)
  await copyPages('verifier-web/dist', folder)
  const requests: string[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    requests.push(url)
    void answer(top, new URL(url, 'http://127.0.0.1').pathname, response, hasPolicy)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/${under}`,
    folder,
    requests,
    async put(path, bytes) {
      if (bytes === undefined) await rm(join(folder, path), { force: true })
      else {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), bytes)
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await rm(top, { recursive: true, force: true })
    },
  }
}
