/** The studio's desk: what lies on it, what is saved in it, and what others change there. */
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setText } from '../rules/test-set.ts'
import { openDesk } from './command.ts'
import type { Conflict, Desk, DeskEvent, StudioFile } from './studio-api.ts'
import { openStudio, type TestStudio } from './test-studio.ts'

let studio: TestStudio

beforeAll(async () => {
  studio = await openStudio(
    {
      'people.jsonl': '{}\n',
      'broken.yaml': 'id: [',
      'other/signed.json': '{"id":"signed","version":3,"engine":1,"rules":[]}',
      'other/nothing.json': '{"name":"no rule set"}',
      '../published/1/small.yaml': setText.replace('days(at) <= $', 'days(at) < $'),
    },
    (scratch) => ({ versions: scratch.at('published') }),
  )
})

afterAll(async () => {
  expect(studio.faults).toEqual([])
  await studio[Symbol.asyncDispose]()
})

const fileAt = (path: string): Promise<StudioFile> =>
  studio.get<StudioFile>(`/api/file?path=${encodeURIComponent(path)}`)

const put = async (path: string, text: string, expected: string | null) => {
  const { status, text: answer } = await studio.ask('PUT', '/api/file', { path, text, expected })
  return { status, body: JSON.parse(answer) as StudioFile & Conflict }
}

test('the desk holds the rule sets, what is published, their cases, and who may be counted', async () => {
  const desk = await studio.get<Desk>('/api/desk')
  expect(desk.sets).toEqual(
    [
      ['2/small.yaml', 'small', 2, true, '2/small.cases.yaml'],
      ['broken.yaml', null, null, true, 'broken.cases.yaml'],
      ['other/signed.json', 'signed', 3, false, 'other/signed.cases.json'],
      ['small.yaml', 'small', 1, true, 'small.cases.yaml'],
      ['@versions/1/small.yaml', 'small', 1, false, '@versions/1/small.cases.yaml'],
    ].map(([path, id, version, isWritable, cases]) => ({ path, id, version, isWritable, cases })),
  )
  expect(desk.open).toBe('2/small.yaml')
  expect(desk.name).toBe('rules')
  expect(desk.populations).toEqual([{ path: 'people.jsonl', bytes: 3 }])
  expect(desk.factTypes.path).toBe('fact-types.json')
  const contact = desk.factTypes.kinds.find(({ name }) => name === 'contact')
  expect(contact?.fields.map(({ name }) => name)).toContain('closeness')
  expect(desk.factTypes.onSite).toEqual([{ name: 'temperature', unit: 'Cel' }])
})

test('a text is saved whole, in its place, with the rights that it had', async () => {
  const file = join(studio.folder, 'mine.yaml')
  writeFileSync(file, setText)
  chmodSync(file, 0o600)
  const { sha256 } = await fileAt('mine.yaml')
  const text = `# 变更\n${setText}`
  const { status, body } = await put('mine.yaml', text, sha256)
  expect(status).toBe(200)
  expect(readFileSync(file, 'utf8')).toBe(text)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await fileAt('mine.yaml')).sha256).toBe(body.sha256)
  expect(readdirSync(studio.folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('what somebody else wrote meanwhile is not overwritten, but shown', async () => {
  studio.write('theirs.yaml', 'id: before\n')
  const { sha256 } = await fileAt('theirs.yaml')
  studio.write('theirs.yaml', 'id: theirs\n')
  const { status, body } = await put('theirs.yaml', 'id: mine\n', sha256)
  expect(status).toBe(409)
  expect(body.conflict?.text).toBe('id: theirs\n')
  expect((await fileAt('theirs.yaml')).text).toBe('id: theirs\n')
  expect((await put('theirs.yaml', 'id: mine\n', body.conflict?.sha256 ?? '')).status).toBe(200)
})

test('a file that is gone, and one that is there already, are conflicts too', async () => {
  studio.write('gone.yaml', 'id: gone\n')
  const { sha256 } = await fileAt('gone.yaml')
  rmSync(join(studio.folder, 'gone.yaml'))
  expect(await put('gone.yaml', 'id: x\n', sha256)).toEqual({
    status: 409,
    body: { conflict: null },
  })
  const fresh = await put('new.cases.yaml', 'cases: []\n', null)
  expect(fresh.status).toBe(200)
  const again = await put('new.cases.yaml', 'cases: [ ]\n', null)
  expect(again.status).toBe(409)
  expect(again.body.conflict?.sha256).toBe(fresh.body.sha256)
})

test('of two who save at once over the same text, one is told', async () => {
  studio.write('both.yaml', 'id: both\n')
  const { sha256 } = await fileAt('both.yaml')
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((id) => put('both.yaml', `id: ${id}\n`, sha256)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

test.each(['other/signed.json', '@versions/1/small.yaml', 'notes.txt', 'nowhere/small.yaml'])(
  '%s is not written',
  async (path) => {
    const before = await studio.ask('GET', `/api/file?path=${encodeURIComponent(path)}`)
    const sha256 = before.status === 200 ? (JSON.parse(before.text) as StudioFile).sha256 : null
    expect([404, 422]).toContain((await put(path, setText, sha256)).status)
    const after = await studio.ask('GET', `/api/file?path=${encodeURIComponent(path)}`)
    expect(after.text).toBe(before.text)
  },
)

test('a text is brought into its one form, and a broken one is not', async () => {
  const text = 'id:   x\nrules:\n - { no: 1,   when: some( contact ) }\n'
  const formatted = await studio.post<{ text: string }>('/api/format', { path: 'x.yaml', text })
  expect(formatted.text).toContain('some(contact)')
  const broken = { path: 'x.yaml', text: 'rules: [' }
  expect((await studio.ask('POST', '/api/format', broken)).status).toBe(422)
})

test('a change by another program is told, and judged from then on', async () => {
  const { origin, token } = studio.server
  const stop = new AbortController()
  const events = await fetch(`${origin}/api/events?token=${token}`, { signal: stop.signal })
  expect(events.headers.get('content-type')).toContain('text/event-stream')
  const seen = listen(events)
  await seen.until((heard) => heard.includes(': here'))
  studio.write('deep/er/new.yaml', setText.replace('id: small', 'id: newcomer'))
  await seen.until((heard) => heard.includes('"path":"deep/er/new.yaml"'))
  await seen.until((heard) => heard.includes('"desk"'))
  studio.write('deep/er/new.yaml', setText.replace('id: small', 'id: changed'))
  const { sha256 } = await fileAt('deep/er/new.yaml')
  // What was written first may be told in several steps.
  const told = await seen.until((heard) => heard.includes(sha256))
  expect(eventsIn(told)).toContainEqual({ is: 'file', path: 'deep/er/new.yaml', sha256 })
  const { sets } = await studio.get<Desk>('/api/desk')
  expect(sets.find(({ path }) => path === 'deep/er/new.yaml')?.id).toBe('changed')
  rmSync(join(studio.folder, 'deep'), { recursive: true })
  await seen.until((heard) => heard.includes('"path":"deep/er/new.yaml","sha256":null'))
  stop.abort()
})

function listen(response: Response) {
  let heard = ''
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  return {
    async until(isThere: (heard: string) => boolean): Promise<string> {
      while (!isThere(heard)) {
        const { value } = await reader.read()
        heard += decoder.decode(value, { stream: true })
      }
      return heard
    },
  }
}

function eventsIn(heard: string): readonly DeskEvent[] {
  return [...heard.matchAll(/^data: (.*)$/gm)].map(
    ([, json]) => JSON.parse(json ?? '') as DeskEvent,
  )
}

test.each([
  ['nothing', 'nowhere'],
  ['a folder without rule sets', 'other-folder'],
  ['a file that is none', 'people.jsonl'],
])('%s is a mistake of the operator', async (_name, path) => {
  const place = path === 'other-folder' ? join(studio.folder, '../page') : join(studio.folder, path)
  await expect(openDesk(place, {}, 'en')).rejects.toMatchObject({ name: 'OperatorError' })
})
