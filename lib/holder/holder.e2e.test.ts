/** The holder's entry in a real Chromium: a key that cannot be read outlives the page, asks for a code and shows it live. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issue, jwkSigner, openRequest } from 'greengate/issue'
import { verify } from 'greengate'
import type {} from '../testing/holder-trial.ts'
import { clock, goodClaims, goodContext, issuerKeys, worldBundle } from '../testing/world.ts'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'

let server: Server
let open: OpenBrowser

const load = async (): Promise<void> => {
  const { browser } = open
  await browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await browser.waitUntil(() => browser.execute(() => 'holderTrial' in globalThis))
}

beforeAll(async () => {
  const built = await build({
    entryPoints: [join(import.meta.dirname, '../testing/holder-trial.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source', 'browser'],
  })
  const script = built.outputFiles[0]!.text
  expect(script).not.toContain('node:')
  server = createServer((request, response) => {
    const isScript = request.url === '/trial.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? script : '<!doctype html><script type="module" src="/trial.js"></script>',
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = await openBrowser()
  await load()
})

afterAll(async () => {
  await open.close()
  server.closeAllConnections()
  server.close()
})

test.each(['ESP256', 'Ed25519'] as const)(
  'a key for %s is kept over a reload, unread, and what it shows passes a gate once it is live',
  async (name) => {
    const { browser } = open
    const made = await browser.execute((alg) => globalThis.holderTrial.make(alg), name)
    expect(made.secret).toBe('InvalidAccessError')
    await load()
    const challenge = new Uint8Array(16).fill(3)
    const request = await browser.execute(
      (alg, bytes) => globalThis.holderTrial.ask(alg, bytes),
      name,
      [...challenge],
    )
    const { holderKey } = await openRequest(request, challenge)
    expect(holderKey).toEqual(made.publicJwk)
    const signer = await jwkSigner(issuerKeys.Ed25519)
    const code = await issue({ ...goodClaims, holderKey }, { signer, cti: new Uint8Array(8) })
    const shown = await browser.execute(
      (alg, text, now) => globalThis.holderTrial.show(alg, text, now),
      name,
      code,
      clock.toISOString(),
    )
    const options = { bundle: await worldBundle(), now: clock, context: goodContext }
    expect((await verify(shown, options)).outcome).toBe('pass')
    expect((await verify(code, options)).reasons).toContainEqual({ code: 'live-proof-missing' })
  },
)
