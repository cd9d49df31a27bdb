/** The same codes in Node 20, Node 24 and Chromium: what their publishers say of them, and the same answer byte for byte. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { hasCorpora } from '../testing/corpora.ts'
import { foreignCases, type ForeignCase } from '../testing/foreign-cases.ts'
import type { Inspection } from '../inspect.ts'

const cases = hasCorpora ? foreignCases() : []
const folder = mkdtempSync(join(tmpdir(), 'greengate-'))
const bundled = (conditions: string[], platform: 'node' | 'browser') =>
  build({
    entryPoints: [join(import.meta.dirname, '../testing/answer-foreign.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform,
    target: 'es2022',
    conditions,
  }).then(({ outputFiles }) => outputFiles[0]!.text)

let open: OpenBrowser | undefined
let server: Server | undefined
const answers = new Map<string, readonly string[]>()

const inNode = async (path: string): Promise<readonly string[]> => {
  const { stdout } = await promisify(execFile)(path, [join(folder, 'ask.mjs')], {
    maxBuffer: 1 << 28,
  })
  return JSON.parse(stdout) as readonly string[]
}

const inChromium = async (script: string): Promise<readonly string[]> => {
  server = createServer((request, response) => {
    const isScript = request.url === '/script.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript ? script : '<!doctype html><script type="module" src="/script.js"></script>',
    )
  })
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done))
  open = await openBrowser()
  const { browser } = open
  await browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await browser.waitUntil(() => browser.execute(() => 'answerForeign' in globalThis))
  const ask = async (asked: readonly ForeignCase[]) =>
    browser.execute(
      (text) =>
        (
          globalThis as unknown as { answerForeign(asked: unknown): Promise<readonly string[]> }
        ).answerForeign(JSON.parse(text)),
      JSON.stringify(asked),
    )
  const found: string[] = []
  for (let i = 0; i < cases.length; i += 100) found.push(...(await ask(cases.slice(i, i + 100))))
  return found
}

beforeAll(async () => {
  if (!hasCorpora) return
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases))
  const inside = await bundled(['source', 'node'], 'node')
  writeFileSync(join(folder, 'answer.mjs'), inside)
  writeFileSync(
    join(folder, 'ask.mjs'),
    `import { readFileSync } from 'node:fs'
import './answer.mjs'
const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'))
process.stdout.write(JSON.stringify(await globalThis.answerForeign(cases)))`,
  )
  const oldest = join(
    import.meta.dirname,
    `../../house/node-20/node_modules/node-${process.platform}-${process.arch}/bin/node`,
  )
  answers.set('Node 24', await inNode(process.execPath))
  answers.set('Node 20', await inNode(oldest))
  answers.set('Chromium', await inChromium(await bundled(['source', 'browser'], 'browser')))
})

afterAll(async () => {
  await open?.close()
  server?.closeAllConnections()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Where an answer is not what the publisher says. */
const faultsOf = ({ id, corpus, expected }: ForeignCase, told: Inspection): readonly string[] => {
  const faults: string[] = []
  const { signature, time, keyUsage, payload } = expected
  const isProven = told.signature === 'valid'
  if (signature !== undefined && (signature === 'valid') !== isProven) faults.push('signature')
  if (time !== undefined && told.time !== time) faults.push('time')
  if (keyUsage !== undefined && (keyUsage === 'refused') !== (told.keyUsage === 'refused'))
    faults.push('keyUsage')
  if (payload !== undefined) {
    try {
      expect(told.payload).toEqual(payload)
    } catch {
      faults.push('payload')
    }
  }
  return faults.map((fault) => `${corpus} ${id} ${fault}: ${told.reasons.join()}`)
}

test.skipIf(!hasCorpora)('every published code is what its publisher says', () => {
  const told = answers.get('Node 24')!.map((text) => JSON.parse(text) as Inspection)
  const counts = new Map<string, number>()
  for (const { corpus, expected } of cases)
    counts.set(corpus, (counts.get(corpus) ?? 0) + Object.keys(expected).length)
  console.log(`published: ${JSON.stringify(Object.fromEntries(counts))}`)
  expect(cases.flatMap((one, i) => faultsOf(one, told[i]!))).toEqual([])
  expect(cases.length).toBeGreaterThan(350)
})

test.skipIf(!hasCorpora)('Node 20, Node 24 and Chromium answer alike', () => {
  const [first, ...others] = [...answers.values()]
  expect(others).toHaveLength(2)
  for (const other of others) {
    expect(other.map((text, i) => [cases[i]?.id, text])).toEqual(
      first!.map((text, i) => [cases[i]?.id, text]),
    )
  }
})
