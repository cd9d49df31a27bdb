/** Who may ask the studio, and what it never gives: over real HTTP, on a folder with something beside it. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, page, type TestStudio } from './test-studio.ts'

let studio: TestStudio

beforeAll(async () => {
  studio = await openStudio()
  const { folder } = studio
  writeFileSync(join(folder, '../secret.yaml'), 'id: secret\n')
  symlinkSync(join(folder, '../secret.yaml'), join(folder, 'link.yaml'))
  symlinkSync(join(folder, '..'), join(folder, 'up'))
  symlinkSync(join(folder, 'small.yaml'), join(folder, 'inside.yaml'))
  writeFileSync(join(folder, '.hidden.yaml'), 'id: hidden\n')
})

afterAll(async () => {
  expect(studio.faults).toEqual([])
  await studio[Symbol.asyncDispose]()
})

test('the page needs no token, is not framed and loads nothing from elsewhere', async () => {
  const { status, headers, text } = await studio.ask('GET', '/', undefined, {
    authorization: undefined,
  })
  expect([status, text]).toEqual([200, page])
  const policy = headers['content-security-policy']
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self';")
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['cache-control']).toBe('no-store')
  expect((await studio.ask('GET', '/main.js')).headers['content-type']).toContain('javascript')
})

test.each([
  ['no token', undefined],
  ['another token', `Bearer ${'A'.repeat(43)}`],
  ['the token in another form', 'Basic dG9rZW4='],
  ['nothing behind Bearer', 'Bearer '],
])('with %s nothing is answered', async (_name, authorization) => {
  for (const [method, path] of [
    ['GET', '/api/desk'],
    ['POST', '/api/judge'],
    ['GET', '/api/nothing'],
  ] as const) {
    expect((await studio.ask(method, path, undefined, { authorization })).status).toBe(401)
  }
})

test('events take the token from the address, and no other', async () => {
  const without = { authorization: undefined }
  expect((await studio.ask('GET', '/api/events', undefined, without)).status).toBe(401)
  expect((await studio.ask('GET', '/api/events?token=wrong')).status).toBe(401)
  const desk = `/api/desk?token=${studio.server.token}`
  expect((await studio.ask('GET', desk, undefined, without)).status).toBe(401)
})

test.each([
  ['another name for this machine', { host: 'evil.example' }, 421],
  ['localhost', { host: 'localhost' }, 421],
  ['another port', { host: '127.0.0.1:1' }, 421],
  ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['what a browser says is cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
])('the right token is no use to %s', async (_name, headers, status) => {
  expect((await studio.ask('GET', '/api/desk', undefined, headers)).status).toBe(status)
  expect((await studio.ask('GET', '/', undefined, headers)).status).toBe(status)
})

test('its own page is answered', async () => {
  const { origin } = studio.server
  const headers = { origin, 'sec-fetch-site': 'same-origin' }
  expect((await studio.ask('GET', '/api/desk', undefined, headers)).status).toBe(200)
})

test('it listens on loopback alone', async () => {
  const { port } = new URL(studio.server.origin)
  const other = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  // 127.0.0.2 is this machine too; who listens everywhere would answer there.
  for (const host of ['127.0.0.2', ...(other === undefined ? [] : [other.address])]) {
    const answers = await new Promise((resolve) => {
      const socket = connect({ host, port: Number(port) })
      socket.on('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => {
        resolve(false)
      })
    })
    expect(answers, host).toBe(false)
  }
})

const outside = [
  '../secret.yaml',
  '2/../../secret.yaml',
  '..\\secret.yaml',
  '2\\small.yaml',
  'C:\\secret.yaml',
  'C:secret.yaml',
  '/etc/passwd',
  '//etc/passwd',
  'link.yaml',
  'up/secret.yaml',
  'small.yaml\u0000.txt',
  'small.yaml/',
  './small.yaml',
  '.hidden.yaml',
  '@versions/small.yaml',
  '',
  '.',
  '2',
  `${'a/'.repeat(600)}b.yaml`,
]

test.each(outside)(
  'the path %j leads to no file: not to read, not to write, not to judge',
  async (path) => {
    const read = await studio.ask('GET', `/api/file?path=${encodeURIComponent(path)}`)
    expect(read.status).toBe(404)
    const save = { path, text: 'id: x\n', expected: null }
    expect([404, 422]).toContain((await studio.ask('PUT', '/api/file', save)).status)
    const question = { path, text: '', cases: null, before: null, explain: null, language: 'en' }
    if (path !== '2') expect((await studio.ask('POST', '/api/judge', question)).status).toBe(404)
    const named = { ...question, path: 'small.yaml', before: path }
    expect((await studio.ask('POST', '/api/judge', named)).text).not.toContain('secret')
  },
)

test('a link that stays within the folder is followed', async () => {
  const file = await studio.get<{ text: string }>('/api/file?path=inside.yaml')
  expect(file.text).toContain('id: small')
})

test.each([
  ['/../secret.yaml'],
  ['/..%2fsecret.yaml'],
  ['/%2e%2e/secret.yaml'],
  ['/main.js%00'],
  ['//main.js'],
  ['/index.html/../../secret.yaml'],
])('the page has no file %s', async (path) => {
  expect((await studio.ask('GET', path)).status).toBe(404)
})

test.each([
  ['no JSON', 'PUT', '/api/file', '{', {}, 400],
  ['no object', 'PUT', '/api/file', '[]', {}, 400],
  ['a form', 'PUT', '/api/file', 'a=b', { 'content-type': 'text/plain' }, 415],
  ['no path', 'POST', '/api/judge', '{"text":""}', {}, 400],
  ['a path that is no text', 'POST', '/api/format', '{"text":"","path":{}}', {}, 400],
  [
    'people without number',
    'POST',
    '/api/impact',
    '{"path":"a","text":"","before":"b","population":{"kind":"synthetic","count":1e99,"seed":1}}',
    {},
    400,
  ],
  ['another method', 'DELETE', '/api/file', undefined, {}, 405],
  ['nothing that there is', 'GET', '/api/nothing', undefined, {}, 404],
  ['an address in whole', 'GET', 'http://evil.example/api/desk', undefined, {}, 400],
] as const)('%s is refused', async (_name, method, path, body, headers, status) => {
  expect((await studio.ask(method, path, body, headers)).status).toBe(status)
})

test('a request beyond all size is refused, and the next is answered', async () => {
  const text = 'x'.repeat(17 * 1024 * 1024)
  const answer = await studio
    .ask('POST', '/api/format', { path: 'small.yaml', text })
    .catch(() => undefined)
  expect(answer === undefined || answer.status === 413).toBe(true)
  expect((await studio.ask('GET', '/api/desk')).status).toBe(200)
})
