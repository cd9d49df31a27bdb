/** Pages with nothing but a scanner, from the sources, served from loopback: bare, in a frame of another origin, and forbidden a camera. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')
const wasm = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
const inRoot = (path: string) => join(root, 'verifier-web', path)

/** A running site. */
export interface ScannerSite {
  /** Where it is, with a slash at the end. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const scanner = `<!doctype html><html lang="en"><head><title>Scanner</title>
  <meta name="viewport" content="width=device-width"></head><body><main>
  <h1>Scanner</h1>
  <greengate-scanner language="en" remember assets="/decoder"></greengate-scanner></main>
  <script type="module" src="/page.js"></script></body></html>`
/** Another origin: the same server by another name. */
const framing = (port: number) => `<!doctype html><html lang="en"><title>Around</title>
  <iframe id="without" title="a" src="http://localhost:${port}/"></iframe>
  <iframe id="with" title="b" allow="camera" src="http://localhost:${port}/"></iframe></html>`

/**
 * Builds and serves it.
 *
 * @param script - What the page runs after the scanner is defined, as TypeScript or JavaScript with imports.
 */
export async function openScannerSite(script = ''): Promise<ScannerSite> {
  const shared = { bundle: true, write: false, format: 'esm', target: 'es2022' } as const
  const element = JSON.stringify(inRoot('elements/greengate-scanner.ts'))
  const [page, decoder, wasmBytes] = await Promise.all([
    build({
      ...shared,
      stdin: { contents: `import ${element}\n${script}`, resolveDir: import.meta.dirname },
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
    build({
      ...shared,
      entryPoints: ['decoder-worker', 'decoder-fallback'].map((name) => inRoot(`edges/${name}.ts`)),
      outdir: '/decoder',
    }),
    readFile(join(root, wasm)),
  ])
  const files = new Map<string, string | Uint8Array>([
    ['/page.js', page.outputFiles[0]?.text ?? ''],
    ...decoder.outputFiles.map(({ path, contents }) => [path, contents] as const),
    ['/decoder/zxing_reader.wasm', wasmBytes],
  ])
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const { port } = server.address() as AddressInfo
    const pages = { '/': scanner, '/forbidden': scanner, '/around': framing(port) }
    const html = pages[pathname as keyof typeof pages] as string | undefined
    const file = html ?? files.get(pathname)
    const kind = pathname.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'
    if (pathname === '/forbidden') response.setHeader('Permissions-Policy', 'camera=()')
    response.setHeader('Content-Type', html === undefined ? kind : 'text/html; charset=utf-8')
    response.statusCode = file === undefined ? 404 : 200
    response.end(file)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
