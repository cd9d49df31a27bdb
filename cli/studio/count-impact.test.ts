/** The impact of a text in the studio, to its end and broken off; and the command that starts it all. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setText, writeSmallSet } from '../rules/test-set.ts'
import { scratch, startGreengate } from '../test-process.ts'
import type { ImpactNews, ImpactQuestion } from './studio-api.ts'
import { openStudio, type TestStudio } from './test-studio.ts'

let studio: TestStudio

const stricter = setText.replace('version: 1', 'version: 2').replace('48 hours', '24 hours')

beforeAll(async () => {
  studio = await openStudio({ 'people.jsonl': 'no person\n' })
})

afterAll(async () => {
  expect(studio.faults).toEqual([])
  await studio[Symbol.asyncDispose]()
})

const ask = (
  question: Partial<ImpactQuestion>,
  signal: AbortSignal | null = null,
): Promise<Response> =>
  fetch(`${studio.server.origin}/api/impact`, {
    method: 'POST',
    signal,
    headers: {
      authorization: `Bearer ${studio.server.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      path: '2/small.yaml',
      text: stricter,
      before: 'small.yaml',
      population: { kind: 'synthetic', count: 6000, seed: 1 },
      ...question,
    }),
  })

const newsOf = async (answer: Response): Promise<readonly ImpactNews[]> =>
  (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ImpactNews)

test('an impact is told as it is counted, and in the end in whole', async () => {
  const news = await newsOf(await ask({}))
  const last = news.at(-1)
  if (last?.is !== 'impact') throw new Error('no impact')
  expect(last.impact.people).toBe(6000)
  expect([last.impact.a.version, last.impact.b.version]).toEqual([1, 2])
  const done = news.flatMap((each) => (each.is === 'progress' ? [each.people] : []))
  expect(done).toEqual([2000, 4000, 6000])
})

test.each([
  ['a text that is no set', { text: 'rules: [' }],
  ['a version before that there is not', { before: 'nowhere.yaml' }],
  ['a version before from elsewhere', { before: '../small.yaml' }],
  ['people that are none', { population: { kind: 'file', path: 'people.jsonl' } }],
  ['people in another kind of file', { population: { kind: 'file', path: 'small.yaml' } }],
  ['people from elsewhere', { population: { kind: 'file', path: '../people.jsonl' } }],
] as const)('%s is refused, and the studio goes on', async (_name, question) => {
  const news = await newsOf(await ask(question))
  expect(news.at(-1)?.is).toBe('refused')
  expect((await studio.ask('GET', '/api/desk')).status).toBe(200)
})

test('who stops listening stops the count and its threads', async () => {
  const threads = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
  const before = threads()
  const stop = new AbortController()
  const answer = await ask(
    { population: { kind: 'synthetic', count: 5_000_000, seed: 1 } },
    stop.signal,
  )
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toContain('"progress"')
  expect(threads()).toBeGreaterThan(before)
  stop.abort()
  await expect.poll(threads, { timeout: 30_000 }).toBe(before)
})

test('the command prints one address, answers there, and ends well on ctrl-c', async () => {
  await using folder = scratch()
  writeSmallSet(folder.path)
  const before = folder.list()
  await using studio = startGreengate(['rules', 'studio', folder.path, '--no-open'])
  const printed = await studio.seen('\n')
  expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/)
  const { origin, hash } = new URL(printed.trim())
  const authorization = `Bearer ${hash.slice('#token='.length)}`
  expect((await fetch(`${origin}/api/desk`, { headers: { authorization } })).status).toBe(200)
  expect(await studio.interrupt()).toBe(0)
  expect(folder.list()).toEqual(before)
})
