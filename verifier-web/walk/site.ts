/** The page as it ships, built into a folder of its own, and served from loopback with a log of every request. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import sirv from 'sirv'

const root = resolve(import.meta.dirname, '../..')

/** Builds what the build's own configuration says about `verifier-web/dist` into another folder. */
async function buildPage(folder: string): Promise<void> {
  // As `npm run build` finds it; a test runner's own value would choose the packages' development builds.
  process.env['NODE_ENV'] = 'production'
  const { options } = await loadConfigFile(join(root, 'rollup.config.mjs'), {})
  const ours = options.filter(({ output }) => output.some(({ dir }) => dir === 'verifier-web/dist'))
  if (ours.length === 0) throw new Error('the build does not know the page')
  for (const { output, ...input } of ours) {
    const bundle = await rollup(input)
    for (const one of output) await bundle.write({ ...one, dir: folder })
    await bundle.close()
  }
}

/** A running site. */
export interface Site {
  /** Where it is, with a slash at the end. */
  readonly url: string
  /** The paths that were asked for, in order. */
  readonly requests: readonly string[]
  /** Puts a file into the site, or takes it away. */
  put(path: string, bytes: Uint8Array | undefined): Promise<void>
  close(): Promise<void>
}

/** The policy of index.html as a header too, so that it holds for the worker; and what only a header can say. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Builds and serves the page on a free port of loopback. */
export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-page-'))
  await buildPage(folder)
  await mkdir(join(folder, 'bundle'))
  const requests: string[] = []
  const files = sirv(folder, {
    dev: true,
    setHeaders: (response) => {
      response.setHeader('Content-Security-Policy', policy)
    },
  })
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    files(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    async put(path, bytes) {
      if (bytes === undefined) await rm(join(folder, path), { force: true })
      else await writeFile(join(folder, path), bytes)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
