/** For the test in a browser: a page with an editor and a comparison, under the policy that the studio's page has. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'

/** A running page. */
export interface TestSite {
  readonly url: string
  close(): Promise<void>
}

/** No style that is not the page's own or made by a script, no picture but the page's, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Editor</title><link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
<main><h1>Editor</h1><button id="before">Before</button><rule-editor></rule-editor><button id="after">After</button>
<before-view></before-view></main></html>`

const style = `:root { color-scheme: light dark; font-family: system-ui, sans-serif }
body { margin: 1rem; background: Canvas; color: CanvasText }
rule-editor { height: 27rem; margin: 0.5rem 0 } before-view { height: 20rem; margin-top: 0.5rem }`

/** Bundles the elements and serves them on a free port of loopback. */
export async function openTestSite(): Promise<TestSite> {
  const built = await build({
    entryPoints: [`${import.meta.dirname}/test-page.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    conditions: ['source', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', page],
    '/page.css': ['text/css', style],
    '/page.js': ['text/javascript', built.outputFiles[0]?.text ?? ''],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.writeHead(type === 'text/plain' ? 404 : 200).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
