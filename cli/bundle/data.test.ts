/** Raw data that a status header names, from the file that is handed over to the verifiers that hold them. */
import { createServer, type Server } from 'node:http'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  folderSource,
  httpSource,
  memoryStore,
  openBundle,
  type OpenBundle,
} from 'greengate/update'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { addDraft } from './add.ts'
import { digest, type Document } from './document.ts'
import { progressOf } from './progress.ts'
import { describe as describeDocument } from './words/describe.ts'
import { after, beginPublishing, day, founded, testAuthority, text } from './test-authority.ts'
import type { TestAuthority } from './test-authority.ts'

/** Bits without a pattern that gzip would find: 40 kB. */
const first = new Uint8Array(40_000)
for (let i = 0, x = 7; i < first.length; i++) first[i] = x = (Math.imul(x, 75) + 74) % 65_537
const second = first.slice()
for (const at of [3, 20_000, 39_999]) second[at]! ^= 16

const header = (version: number, bytes: Uint8Array, more: object = {}): object => ({
  ...{ version, expires: text(60 * day), issuer: 'cn-3301', month: '2026-12' },
  ...{ entries: bytes.length * 8, data: { length: bytes.length, sha256: digest(bytes) } },
  ...more,
})

let authority: TestAuthority
beforeEach(async () => {
  authority = await testAuthority()
  await beginPublishing(authority)
})
afterEach(() => authority[Symbol.asyncDispose]())

async function add(value: object, bytes?: Uint8Array) {
  const [file, bits] = ['header.json', 'bits'].map((name) => authority.at(name)) as [string, string]
  writeFileSync(file, JSON.stringify(value))
  if (bytes !== undefined) writeFileSync(bits, bytes)
  return addDraft(await authority.shelf(), file, bytes === undefined ? undefined : bits)
}

async function publish(version: number, bytes: Uint8Array, now: Date) {
  const { place } = await add(header(version, bytes), bytes)
  await authority.sign(now, ['status-1'], place)
  expect(await authority.publish(now)).toMatchObject({
    taken: [`status/cn-3301/2026-12/${version}`],
  })
}

/** What is published, as any web server shows it. */
async function serve(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer(({ url = '/' }, response) => {
    const file = join(authority.at('published'), url)
    asked.push(url.slice(1))
    if (!existsSync(file)) response.writeHead(404).end()
    else response.end(readFileSync(file))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${String(port)}/`, asked }
}

const open = (source: ReturnType<typeof httpSource>): Promise<OpenBundle> =>
  openBundle({ root: authority.root(), store: memoryStore(), worlds: ['test'], source })
const held = ({ bundle }: OpenBundle) => [...bundle.data.values()]

test('whoever signs a list is told how many of its bits are set, now and before', async () => {
  await publish(1, first, founded)
  const fewer = new Uint8Array(first.length)
  fewer.set([5, 128], 9)
  const { place } = await add(header(2, fewer), fewer)
  const shelf = await authority.shelf()
  const document = shelf.drafts.find((each) => each.place === place) as Document
  const progress = await progressOf(shelf, document)
  const told = (): string =>
    describeDocument(shelf, document, { progress, signedAt: 0, language: 'en' }).join('\n')
  const before = [...first].reduce(
    (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
    0,
  )
  expect(told()).toContain(`${before.toLocaleString('en')} → 3`)
  rmSync(authority.at(`data/${digest(fewer)}`))
  expect(told()).not.toContain('→ 3')
})

test('data are published, and taken up from a server and a folder: whole at first, then by the delta', async () => {
  await publish(1, first, founded)
  const { server, url, asked } = await serve()
  const byNet = await open(httpSource(url))
  const byFolder = await open(folderSource(authority.at('published')))
  for (const opened of [byNet, byFolder]) {
    expect(await opened.refresh(founded)).toMatchObject({ state: 'updated' })
    expect(held(opened)).toEqual([first])
  }
  await publish(2, second, after(day))
  asked.length = 0
  for (const opened of [byNet, byFolder]) {
    expect(await opened.refresh(after(day))).toMatchObject({ state: 'updated' })
    expect(held(opened)).toEqual([second])
  }
  const delta = `delta/${digest(first)}-${digest(second)}.gz`
  expect(asked.filter((path) => /^(data|delta|bundle)/.test(path))).toEqual([delta])
  expect(statSync(authority.at(`published/${delta}`)).size).toBeLessThan(first.length / 100)
  server.close()
})

test('where delta and data are others than the header names nothing is taken up', async () => {
  await publish(1, first, founded)
  const opened = await open(folderSource(authority.at('published')))
  await opened.refresh(founded)
  await publish(2, second, after(day))
  for (const name of readdirSync(authority.at('published/data')))
    writeFileSync(authority.at(`published/data/${name}`), gzipSync(first))
  for (const name of readdirSync(authority.at('published/delta')))
    writeFileSync(authority.at(`published/delta/${name}`), gzipSync('GGD1'))
  const whole = authority.at('published/bundle.ggb.gz')
  const bytes = readFileSync(whole)
  writeFileSync(whole, bytes.subarray(0, 2000))
  expect((await opened.refresh(after(day))).state).not.toBe('updated')
  expect(held(opened)).toEqual([first])
  // The whole has them: it is what a client falls back to.
  writeFileSync(whole, bytes)
  expect(await opened.refresh(after(day))).toMatchObject({ state: 'updated' })
  expect(held(opened)).toEqual([second])
})

describe('is refused, and nothing is written,', () => {
  test.each<[string, object, Uint8Array | undefined]>([
    ['a header without its data', header(1, first), undefined],
    ['a header with other data', header(1, first), second],
    ['data of a document that names none', { ...header(1, first), data: undefined }, first],
    ['a header whose issuer is a path', header(1, first, { issuer: '../cn' }), first],
  ])('%s', async (_name, value, bytes) => {
    const before = authority.list().filter((path) => !/header|bits/.test(path))
    await expect(add(value, bytes)).rejects.toBeInstanceOf(OperatorError)
    expect(authority.list().filter((path) => !/header|bits/.test(path))).toEqual(before)
  })

  test('a header that verifiers would refuse, at the latest when it is published', async () => {
    const { place } = await add(header(1, first, { entries: -1 }), first)
    await authority.sign(founded, ['status-1'], place)
    await expect(authority.publish(founded)).rejects.toBeInstanceOf(OperatorError)
  })
})
