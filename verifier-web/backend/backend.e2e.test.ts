/** The library's Web backend in a real browser: all vectors, and the same answers as Node, case by case. */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import type {} from './trial-page.ts'
import { trySignatures, tryVectors, type SignatureCase } from './trial.ts'

const vectors = join(import.meta.dirname, '../../test-vectors')
const corpus = join(import.meta.dirname, '../../../shared/corpora/wycheproof')

let server: Server
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  const built = await build({
    entryPoints: [join(import.meta.dirname, 'trial-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source', 'browser'],
  })
  const script = built.outputFiles[0]?.text ?? ''
  // Whoever bundles for a browser must get the Web backend, and nothing of Node.
  expect(script).toContain('crypto.subtle')
  expect(script).not.toContain('node:crypto')
  server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/') response.end('<!doctype html><script type="module" src="/trial.js"></script>')
    else if (path === '/trial.js') response.setHeader('content-type', 'text/javascript').end(script)
    else
      readFile(join(vectors, path.replace('/vectors/', ''))).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = await openBrowser()
  browser = open.browser
  await browser.setTimeout({ script: 120_000 })
  await browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await browser.waitUntil(() => browser.execute(() => globalThis.greengateTrial !== undefined))
})

afterAll(async () => {
  await open.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('every vector comes out in Chromium as it does in Node', async () => {
  const here = await tryVectors(async (path) => new Uint8Array(await readFile(join(vectors, path))))
  const there = await browser.execute(() => globalThis.greengateTrial?.vectors())
  expect(there).toEqual(here)
  expect(there?.failures).toEqual([])
  expect(here.ran).toBeGreaterThan(100)
})

interface Group {
  readonly publicKey: { readonly pk?: string; readonly uncompressed?: string }
  readonly tests: readonly {
    readonly tcId: number
    readonly msg: string
    readonly sig: string
    readonly result: string
  }[]
}

const base64url = (digits: string): string => Buffer.from(digits, 'hex').toString('base64url')

function jwkOf({ publicKey: { pk, uncompressed = '' } }: Group): SignatureCase['jwk'] {
  if (pk !== undefined) return { kty: 'OKP', crv: 'Ed25519', x: base64url(pk) }
  const [x, y] = [uncompressed.slice(2, 66), uncompressed.slice(66)]
  return { kty: 'EC', crv: 'P-256', x: base64url(x), y: base64url(y) }
}

function readCases(file: string): readonly (SignatureCase & { readonly valid: boolean })[] {
  const text = readFileSync(join(corpus, `${file}_test.json`), 'utf8')
  const { testGroups } = JSON.parse(text) as { readonly testGroups: readonly Group[] }
  return testGroups.flatMap((group) =>
    group.tests.map(({ tcId, msg, sig, result }) => ({
      id: `${file} ${tcId}`,
      jwk: jwkOf(group),
      message: msg,
      signature: sig,
      valid: result === 'valid',
    })),
  )
}

describe.skipIf(!existsSync(corpus))('corpora: wycheproof in Chromium', () => {
  test.each(['ed25519', 'ecdsa_secp256r1_sha256_p1363'])(
    '%s: the same answer as Node to every case, and the right one',
    async (file) => {
      const cases = readCases(file)
      const here = await trySignatures(cases)
      const there = await browser.execute(
        (sent) => globalThis.greengateTrial?.trySignatures(sent),
        cases,
      )
      const paired = cases.map(({ id }, at) => ({ id, answers: there?.[at] }))
      expect(paired).toEqual(cases.map(({ id }, at) => ({ id, answers: here[at] })))
      const right = there?.map(([answer]) => answer === 'right')
      expect(right).toEqual(cases.map(({ valid }) => valid))
      expect(right?.filter(Boolean).length).toBeGreaterThan(40)
    },
  )
})
