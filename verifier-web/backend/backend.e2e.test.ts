/** The library's Web backend in real browsers, and every other runtime beside them: the same answers as in Node, byte for byte. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import type { Told } from '../../test-vectors/run/outcomes.ts'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { missingWebKit, openWebKit } from '../walk/webkit.ts'
import { showTrial, tellHere, tellIn, tellInOldestNode } from './runtimes.ts'
import { serveTrial, type Served } from './served.ts'
import { trySignatures, tryVectors, type SignatureCase } from './trial.ts'

const vectors = join(import.meta.dirname, '../../test-vectors')
const corpus = join(import.meta.dirname, '../../../shared/corpora/wycheproof')
const seed = Number(process.env['GREENGATE_SEED'] ?? 20_200_211)
/** A host that is not this machine, as far as the browser knows: it gives a page from there no cryptography. */
const elsewhere = 'gate.example'

let served: Served
let open: OpenBrowser
let browser: Browser

beforeAll(async () => {
  served = await serveTrial()
  open = await openBrowser({ switches: [`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`] })
  browser = open.browser
  await browser.setTimeout({ script: 120_000 })
  await showTrial(browser, `http://127.0.0.1:${served.port}/`)
})

afterAll(async () => {
  await open.close()
  await served.close()
})

/** The scripts that bring Ed25519 along. */
const ofEd25519 = (): readonly string[] =>
  [...served.scripts]
    .filter(([, text]) => text.includes('// lib/crypto/ed25519.ts'))
    .map(([name]) => name)

test('whoever bundles for a browser gets the Web backend, nothing of Node, and other people’s Ed25519 apart', () => {
  const first = served.scripts.get('trial.js') ?? ''
  const all = [...served.scripts.values()].join('')
  expect(all).toContain('crypto.subtle')
  expect(all).not.toContain('node:crypto')
  expect(first).not.toContain('// lib/crypto/ed25519.ts')
  expect(ofEd25519()).toContain('service-worker.js')
})

test('every vector comes out in Chromium as it does in Node', async () => {
  const here = await tryVectors(async (path) => new Uint8Array(await readFile(join(vectors, path))))
  const there = await browser.execute(() => globalThis.greengateTrial?.vectors())
  expect(there).toEqual(here)
  expect(there?.failures).toEqual([])
  expect(here.ran).toBeGreaterThan(100)
})

const digestOf = (told: readonly Told[]): string =>
  createHash('sha256').update(JSON.stringify(told)).digest('hex')

describe('what is decided is the same, byte for byte,', () => {
  const every = 6
  const first = seed % every
  let here: readonly Told[]

  const expectSame = (there: readonly Told[]): void => {
    // By digests first: where they differ, the first outcome that does.
    if (digestOf(there) === digestOf(here)) return
    const at = here.findIndex((told, i) => JSON.stringify(told) !== JSON.stringify(there[i]))
    expect(there[at]).toEqual(here[at])
    expect(there.length).toBe(here.length)
  }

  beforeAll(async () => {
    here = await tellHere(every, first)
    expect(here.length).toBeGreaterThan(200)
  })

  test('in the oldest Node', async () => {
    expectSame(await tellInOldestNode(every, first))
  })

  test.each(['inPage', 'inWorker', 'inServiceWorker'] as const)(
    'in Chromium, %s',
    async (place) => {
      expectSame(await tellIn(browser, place)(every, first))
      const parts = ofEd25519().filter((name) => name !== 'service-worker.js')
      expect(parts.filter((name) => served.asked.includes(`/${name}`))).toEqual([])
    },
  )

  test.skipIf(missingWebKit() !== undefined)('WebKit: in a page', async () => {
    const webkit = await openWebKit()
    try {
      await webkit.browser.setTimeout({ script: 120_000 })
      await showTrial(webkit.browser, `http://127.0.0.1:${served.port}/`)
      expectSame(await tellIn(webkit.browser, 'inPage')(every, first))
    } finally {
      await webkit.close()
    }
  })

  test('in a browser from before Ed25519, which fetches what it lacks', async () => {
    await showTrial(browser, `http://127.0.0.1:${served.port}/old`)
    const few = every * 60
    const there = await tellIn(browser, 'inPage')(few, seed % few)
    expect(there).toEqual(await tellHere(few, seed % few))
    expect(there.length).toBeGreaterThan(2)
    expect(served.asked.filter((path) => ofEd25519().includes(path.slice(1)))).not.toEqual([])
  })
})

test('a page that came over plain http is told that it has no cryptography', async () => {
  await showTrial(browser, `http://${elsewhere}:${served.port}/`)
  expect(await browser.execute(() => isSecureContext)).toBe(false)
  const told = await tellIn(browser, 'inPage')(60, seed % 60)
  const outcomes = told.map(([, outcome]) => outcome)
  expect(outcomes.filter((outcome) => outcome.includes('"pass"'))).toEqual([])
  expect(outcomes).toContain('{"error":"ERR_CRYPTO_MISSING"}')
  // Whatever is asked without a bundle is a decision all the same.
  expect(outcomes.filter((outcome) => outcome.includes('not ours'))).toEqual([])
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
      await showTrial(browser, `http://127.0.0.1:${served.port}/`)
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
