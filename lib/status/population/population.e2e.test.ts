/** Population sets over 200,000 people in a real Chromium: the same bytes, the same answers, the same refusals as in Node. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type {} from '../../testing/population-trial.ts'
import { buildFiles, countWrong, type PopulationFiles } from '../../testing/population-world.ts'
import { openBrowser, type OpenBrowser } from '../../../verifier-web/walk/browser.ts'

let server: Server
let open: OpenBrowser
let files: PopulationFiles

beforeAll(async () => {
  files = await buildFiles()
  const built = await build({
    entryPoints: [join(import.meta.dirname, '../../testing/population-trial.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source', 'browser'],
  })
  const bodies = new Map<string, readonly [type: string, body: string | Uint8Array]>([
    ['/', ['text/html', '<!doctype html><script type="module" src="/trial.js"></script>']],
    ['/trial.js', ['text/javascript', built.outputFiles[0]!.text]],
    ...Object.entries(files).map(
      ([name, bytes]) => [`/${name}`, ['application/octet-stream', bytes]] as const,
    ),
  ])
  server = createServer((request, response) => {
    const [type, body] = bodies.get(request.url ?? '') ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = await openBrowser()
  await open.browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await open.browser.waitUntil(() =>
    open.browser.execute(() => globalThis.greengatePopulation !== undefined),
  )
}, 120_000)

afterAll(async () => {
  await open.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('Chromium builds the same files, answers alike about everybody, and refuses what is broken', async () => {
  const came = await open.browser.execute(() => globalThis.greengatePopulation!())
  expect(came.same).toEqual(['covered', 'not-green', 'patch'])
  expect({ wrong: came.wrong, passed: came.passed }).toEqual(countWrong(files, 100_000))
  expect(came.wrong).toEqual({ covered: 0, 'not-green': 0, patch: 0 })
  expect(came.control).toBeGreaterThan(20)
  expect(came.refused).toEqual(Array.from({ length: 3 }, () => 'ERR_POPULATION_MALFORMED'))
}, 120_000)
