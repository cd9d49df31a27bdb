/** The trial as browsers load it: in parts for a page and its workers, in one file for a service worker, which may load no parts. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'

const vectors = join(import.meta.dirname, '../../test-vectors')
const common = {
  bundle: true,
  write: false,
  target: 'es2022',
  conditions: ['source', 'browser'],
} as const satisfies BuildOptions

/** A browser from before Ed25519, as far as a page can tell. */
const old = `{
  const { importKey } = SubtleCrypto.prototype
  SubtleCrypto.prototype.importKey = function (format, data, algorithm, ...rest) {
    const refused = (algorithm.name ?? algorithm) === 'Ed25519'
    return refused
      ? Promise.reject(new DOMException('Algorithm: Unrecognized name', 'NotSupportedError'))
      : importKey.call(this, format, data, algorithm, ...rest)
  }
}`

/** What is served, and what of it was asked for. */
export interface Served {
  readonly port: number
  /** Scripts, by name. */
  readonly scripts: ReadonlyMap<string, string>
  /** Paths that were asked for, in their order. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Serves it at the loopback: `/` and, where the browser is to be an old one, `/old`. */
export async function serveTrial(): Promise<Served> {
  const here = (name: string): string => join(import.meta.dirname, name)
  const inParts = await build({
    ...common,
    entryPoints: { trial: here('trial-page.ts'), worker: here('trial-worker.ts') },
    format: 'esm',
    splitting: true,
    outdir: 'parts',
  })
  const inOne = await build({
    ...common,
    entryPoints: { 'service-worker': here('trial-worker.ts') },
    format: 'iife',
    outdir: 'one',
  })
  const scripts = new Map(
    [...inParts.outputFiles, ...inOne.outputFiles].map(({ path, text }) => [basename(path), text]),
  )
  const asked: string[] = []
  const page = '<script type="module" src="/trial.js"></script>'
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const script = scripts.get(path.slice(1))
    if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script)
    else if (path === '/') response.end(`<!doctype html>${page}`)
    else if (path === '/old') response.end(`<!doctype html><script>${old}</script>${page}`)
    else
      readFile(join(vectors, path.replace('/vectors/', ''))).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { port, scripts, asked, close: () => close(server) }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
