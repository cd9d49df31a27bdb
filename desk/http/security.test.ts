/** Tests of the service against whoever means harm: each walks the whole table of routes, so that none is forgotten. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems, type ProblemCode } from '../shared/problems.ts'
import {
  everyRoute,
  pathOf,
  textPlaces,
  withValueAt,
  type SampleRequest,
} from './test-every-route.ts'
import { numberOf, openTestService, origin, roles, sourceKey } from './test-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-pages-'))
mkdirSync(join(folder, 'pages', 'office'), { recursive: true })
writeFileSync(join(folder, 'secret.txt'), 'secret')
writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'pages', '.hidden'), 'secret')
writeFileSync(join(folder, 'pages', 'office', 'page.js'), '')
symlinkSync(join(folder, 'secret.txt'), join(folder, 'pages', 'link.txt'))

const service = await openTestService({
  pages: { path: join(folder, 'pages'), index: 'index.html' },
})
const { send, signIn, store } = service
const cookies: Record<string, string> = {}
let mine = ''
let theirs = ''

const apply = async (cookie: string, n: number): Promise<string> => {
  const body = { idType: 'cn-resident-id', number: numberOf(n), name: '王小明', relation: 'self' }
  const response = await send('POST', '/api/people', { cookie, body })
  return ((await response.json()) as { id: string }).id
}
beforeAll(async () => {
  cookies['mine'] = await signIn('account', 'mine@example.org')
  cookies['theirs'] = await signIn('account', 'theirs@example.org')
  for (const role of roles) cookies[role] = await signIn('officer', `${role}@office.example`)
  mine = await apply(cookies['mine'], 1)
  theirs = await apply(cookies['theirs'], 2)
})
afterAll(() => {
  service.close()
  rmSync(folder, { recursive: true })
})

const cookieFor = ({ route: { caller } }: SampleRequest): string | undefined =>
  typeof caller === 'string' ? cookies['mine'] : cookies[caller[0] ?? '']
const call = (
  sample: SampleRequest,
  other: { cookie?: string | undefined; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Response> => {
  const cookie = 'cookie' in other ? other.cookie : cookieFor(sample)
  const source: Record<string, string> =
    sample.route.caller === 'source' ? { Authorization: `Bearer ${sourceKey}` } : {}
  if (sample.route.body === 'records') source['Content-Type'] = 'application/x-ndjson'
  return send(sample.method, pathOf(sample), {
    body: other.body ?? sample.body,
    headers: { ...source, ...other.headers },
    ...(cookie === undefined ? {} : { cookie }),
  })
}
const codeOf = async (response: Response): Promise<ProblemCode | undefined> =>
  response.status < 400 ? undefined : ((await response.json()) as { code: ProblemCode }).code
/** What would end the very thing that the next request stands on; both have tests of their own. */
const ends: readonly string[] = ['POST /sign-out', 'POST /me/erase', 'POST /people/:id/leave']
/** Streams of events and redirects are no answers of this form. */
const samples = (id = mine) =>
  everyRoute({ id, matter: id }, (route, name) => route.media === undefined && !ends.includes(name))

test('nobody who is not signed in calls what is not for everybody', async () => {
  for (const sample of everyRoute({ id: mine, matter: mine })) {
    const { caller } = sample.route
    if (caller === 'anyone') continue
    const response = await send(sample.method, pathOf(sample), { body: sample.body })
    const wanted = caller === 'source' ? 'wrong-key' : 'not-signed-in'
    expect([sample.name, await codeOf(response)]).toEqual([sample.name, wanted])
  }
})

test('every route of a person answers another account as if there were nobody', async () => {
  const walked = everyRoute({ id: theirs, matter: theirs }, ({ caller }) => caller === 'guardian')
  expect(walked.length).toBeGreaterThan(10)
  const nobody = everyRoute(
    { id: 'nobody', matter: 'nobody' },
    ({ caller }) => caller === 'guardian',
  )
  for (const [place, sample] of walked.entries()) {
    const refused = [sample.name, await codeOf(await call(sample))]
    expect(refused).toEqual([sample.name, 'not-found'])
    expect(refused).toEqual([sample.name, await codeOf(await call(nobody[place]!))])
  }
})

test('a role opens its own routes and no others, and an account none of the office', async () => {
  for (const sample of samples()) {
    const { caller } = sample.route
    for (const who of ['mine', ...roles]) {
      if (caller === 'anyone' || caller === 'source' || caller === 'signed-in') continue
      const isTheirs = typeof caller === 'string' ? who === 'mine' : caller.some((r) => r === who)
      const code = await codeOf(await call(sample, { cookie: cookies[who] }))
      expect([sample.name, who, code === 'forbidden']).toEqual([sample.name, who, !isTheirs])
    }
  }
})

test.each<[string, Record<string, string>, ProblemCode]>([
  ['of another origin', { Origin: 'https://evil.example' }, 'foreign-origin'],
  ['of another site', { 'Sec-Fetch-Site': 'cross-site' }, 'foreign-origin'],
  ['of another port of this machine', { 'Sec-Fetch-Site': 'same-site' }, 'foreign-origin'],
  ['of a sandboxed frame', { Origin: 'null' }, 'foreign-origin'],
  ['of a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'media-type'],
  ['of a form with files', { 'Content-Type': 'multipart/form-data; boundary=x' }, 'media-type'],
  ['of plain text', { 'Content-Type': 'text/plain' }, 'media-type'],
  [
    'of JSON in another charset',
    { 'Content-Type': 'application/json; charset=utf-7' },
    'media-type',
  ],
])('a request %s changes nothing, on no route', async (_name, headers, wanted) => {
  for (const sample of samples().filter(({ method }) => method === 'POST')) {
    const { status } = problems[wanted]
    const code = await codeOf(await call(sample, { headers }))
    if (sample.route.body === 'records' && wanted === 'media-type' && code === undefined) continue
    expect([sample.name, code]).toEqual([sample.name, wanted])
    expect(status).toBeGreaterThan(400)
  }
})

test('a request that does not say where it comes from changes nothing for whoever is signed in', async () => {
  for (const sample of samples().filter(
    ({ method, route }) =>
      method === 'POST' && route.fromPrograms !== true && route.caller !== 'source',
  )) {
    const response = await service.app.request(`${origin}${pathOf(sample)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookieFor(sample) ?? '' },
      body: JSON.stringify(sample.body),
    })
    expect([sample.name, await codeOf(response)]).toEqual([sample.name, 'foreign-origin'])
  }
})

test('another name of this machine is no desk', async () => {
  for (const sample of samples()) {
    const url = `http://desk.evil.example:8787${pathOf(sample)}`
    const response = await service.app.request(url, { method: sample.method })
    expect([sample.name, await codeOf(response)]).toEqual([sample.name, 'misdirected'])
  }
})

test('a member that the form does not name is refused on every route, wherever it stands', async () => {
  for (const sample of samples().filter(
    ({ route }) => route.body !== undefined && route.body !== 'records',
  )) {
    for (const member of [
      'roles',
      'identity',
      'account',
      '__proto__',
      'constructor',
      'prototype',
    ]) {
      const text = JSON.stringify(sample.body).replace('{', `{${JSON.stringify(member)}:{"a":1},`)
      const code = await codeOf(await call(sample, { body: text }))
      expect([sample.name, member, code]).toEqual([sample.name, member, 'malformed'])
    }
  }
  expect(({} as Record<string, unknown>)['a']).toBeUndefined()
})

const injections = [
  "' OR '1'='1",
  '"; DROP TABLE person; --',
  "\u0000' UNION SELECT * FROM session --",
]

test('no text of any request is read as SQL', async () => {
  const counts = (): unknown =>
    store.db
      .prepare(
        'SELECT (SELECT count(*) FROM sqlite_schema) AS tables, (SELECT count(*) FROM person) AS people',
      )
      .get()
  const before = counts()
  let tried = 0
  for (const sample of samples()) {
    const whole = { params: sample.params, query: sample.query, body: sample.body }
    for (const place of textPlaces(whole)) {
      for (const injection of injections) {
        const changed = { ...sample, ...(withValueAt(whole, place, injection) as typeof whole) }
        const response = await call(changed)
        expect([sample.name, place, response.status < 500 || response.status === 503]).toEqual([
          sample.name,
          place,
          true,
        ])
        expect(await response.text()).not.toContain(theirs)
        tried += 1
      }
    }
  }
  expect(tried).toBeGreaterThan(200)
  expect(counts()).toEqual(before)
}, 120_000)

test('a body of more than 64 kB is refused on every route, with and without a length', async () => {
  const large = JSON.stringify({ text: 'x'.repeat(65_536) })
  for (const sample of samples().filter(
    ({ method, route }) => method === 'POST' && route.body !== 'records',
  )) {
    expect([sample.name, await codeOf(await call(sample, { body: large }))]).toEqual([
      sample.name,
      'too-large',
    ])
    const said = { 'Content-Length': '70000' }
    expect([sample.name, await codeOf(await call(sample, { headers: said }))]).toEqual([
      sample.name,
      'too-large',
    ])
  }
})

test('a body that is nested as deep as 64 kB can be is malformed, and no fault', async () => {
  const body = `{"texts":${'['.repeat(32_000)}${']'.repeat(32_000)}}`
  expect(await codeOf(await send('POST', '/api/codes/verify', { body }))).toBe('malformed')
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/..\\secret.txt',
  '/link.txt',
  '/.hidden',
  '/office',
  '/office/',
  '//etc/passwd',
  '/index.html%00.png',
])('nothing outside the folder of pages is given for %s', async (path) => {
  const response = await service.app.request(`${origin}${path}`)
  expect([response.status, (await response.text()).includes('secret')]).toEqual([404, false])
})

test('every answer has the strict headers, pages and refusals too', async () => {
  for (const path of ['/', '/office/page.js', '/api/desk', '/api/me', '/nothing']) {
    const { headers } = await service.app.request(`${origin}${path}`)
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; script-src 'self'/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
  }
})

test('a session that was planted before signing in is worth nothing afterwards', async () => {
  const planted = (cookies['theirs'] = await signIn('account', 'theirs@example.org'))
  const fresh = await signIn('account', 'victim@example.org', planted)
  expect(fresh).not.toBe(planted)
  expect(await codeOf(await send('GET', '/api/me', { cookie: planted }))).toBe('not-signed-in')
  const made = `greengate-desk=${'A'.repeat(43)}`
  const own = await signIn('account', 'victim2@example.org', made)
  expect(own).not.toBe(made)
  expect(await codeOf(await send('GET', '/api/me', { cookie: made }))).toBe('not-signed-in')
  expect(await codeOf(await send('GET', '/api/me', { cookie: `${own}; ${made}` }))).toBe(
    'not-signed-in',
  )
})

test('who signed out is signed out for whoever kept the cookie', async () => {
  const cookie = await signIn('account', 'leaving@example.org')
  expect((await send('POST', '/api/sign-out', { cookie })).status).toBe(204)
  expect(await codeOf(await send('GET', '/api/me', { cookie }))).toBe('not-signed-in')
})
