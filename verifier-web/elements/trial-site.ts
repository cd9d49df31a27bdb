/** Builds the trial page of `<greengate-decision>` in parts, and serves it with the vectors from loopback. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const vectors = join(import.meta.dirname, '../../test-vectors')
const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>trial</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"></head>
<body><main><h1>Trial</h1><button id="before">before</button>
<greengate-decision><button slot="actions" id="action">action</button></greengate-decision>
</main><script type="module" src="/trial-page.js"></script></body></html>`

/** Serves it; `requests` are the paths that were asked for. */
export async function openTrialSite(): Promise<{
  readonly url: string
  readonly requests: readonly string[]
  close(): Promise<void>
}> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'trial-page.ts')],
    bundle: true,
    splitting: true,
    write: false,
    outdir: 'out',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    target: 'es2022',
    minify: true,
    conditions: ['source', 'browser'],
  })
  const scripts = new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]))
  const css = await readFile(join(import.meta.dirname, '../page.css'), 'utf8')
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const script = scripts.get(path)
    if (path === '/') response.setHeader('content-type', 'text/html').end(page)
    else if (path === '/page.css') response.setHeader('content-type', 'text/css').end(css)
    else if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script)
    else
      readFile(join(vectors, path.replace('/vectors/', ''))).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
