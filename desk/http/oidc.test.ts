/** Signing in at a provider through the desk's own routes, over https as browsers know it: a real provider, the way there and back. */
import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { oidcSignIn } from '../sign-in/oidc-sign-in.ts'
import { registerOfficer } from '../sign-in/register-officer.ts'
import { startProvider, walkProvider } from '../sign-in/test-provider.ts'
import { numberOf, openTestService } from './test-service.ts'

/** Behind a proxy that ends TLS: what is listened on is not what browsers know. */
const at = 'https://desk.example'
const redirect = `${at}/api/sign-in/oidc/callback`
const provider = await startProvider(redirect)
const vouches = {
  idType: { always: 'cn-resident-id' },
  number: 'id_number',
  name: 'name',
  birthDate: 'birthdate',
} as const
const service = await openTestService({
  at,
  ways: [
    oidcSignIn({
      ...{ issuer: provider.issuer, ...provider.client, redirect, vouches },
      ...{ scope: 'openid identity', random: (length) => randomBytes(length) },
    }),
  ],
})
const { send, store, clock } = service
afterAll(async () => {
  service.close()
  await provider.close()
})

const identity = (n: number, name: string) => ({ id_number: numberOf(n), name })
const pair = (line: string): string => line.split(';')[0] ?? ''

/** Goes there; what the browser has then, and where the provider sends it. */
const there = async (as: string, subject: string, claims: Readonly<Record<string, string>>) => {
  provider.next(subject, claims)
  const gone = await send('GET', `/api/sign-in/oidc?as=${as}`)
  expect(gone.status).toBe(303)
  const [ticket = ''] = gone.headers.getSetCookie()
  const back = await walkProvider(new URL(gone.headers.get('Location') ?? ''), redirect)
  return { ticket, path: `${back.pathname}${back.search}` }
}
/** Comes back, as the provider's page sends a browser. */
const back = (path: string, cookie?: string) =>
  send('GET', path, {
    headers: { 'Sec-Fetch-Site': 'cross-site' },
    ...(cookie === undefined ? {} : { cookie }),
  })
const signIn = async (
  as: string,
  subject: string,
  claims: Readonly<Record<string, string>> = {},
) => {
  const { ticket, path } = await there(as, subject, claims)
  const response = await back(path, pair(ticket))
  const set = response.headers.getSetCookie()
  return { response, set, session: pair(set.at(-1) ?? '') }
}
const get = async (path: string, cookie: string) =>
  (await send('GET', path, { cookie })).json() as Promise<Record<string, unknown>>
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

test('whom the provider vouches for comes back signed in, verified, and acting for themselves', async () => {
  const { response, session } = await signIn('account', 'wang', identity(1, '王小明'))
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/'])
  expect(await get('/api/me', session)).toMatchObject({ kind: 'account' })
  const { people } = await get('/api/people', session)
  expect(people).toMatchObject([
    { lastFour: numberOf(1).slice(-4), identity: 'verified', relation: 'self', name: '王**' },
  ])
  // Another time it is the same account, and nobody is written down twice.
  const again = await signIn('account', 'wang', identity(1, '王小明'))
  expect((await get('/api/people', again.session))['people']).toEqual(people)
  expect((await get('/api/me', again.session))['id']).toBe((await get('/api/me', session))['id'])
})

test('half an identity signs in and verifies nobody', async () => {
  const { session } = await signIn('account', 'half', { name: '李四' })
  expect(await get('/api/people', session)).toEqual({ people: [] })
})

test('an officer is who the operator wrote down by what the provider calls them, and nobody’s claims are taken for one', async () => {
  const before = store.db.prepare('SELECT count(*) AS n FROM person').get()
  const stranger = await signIn('officer', 'zhao', identity(3, '赵六'))
  expect([stranger.response.status, await codeOf(stranger.response)]).toEqual([
    401,
    'sign-in-refused',
  ])
  const officer = { id: 'o-zhao', provider: provider.issuer, subject: 'zhao', name: 'Zhao' }
  registerOfficer(store, { ...officer, roles: ['audit'] }, clock.now)
  const { response, session } = await signIn('officer', 'zhao', identity(3, '赵六'))
  expect(response.headers.get('Location')).toBe('/office/')
  expect(await get('/api/me', session)).toMatchObject({ id: 'o-zhao', roles: ['audit'] })
  expect(store.db.prepare('SELECT count(*) AS n FROM person').get()).toEqual(before)
  // A name of the one-time codes is none of the provider's.
  const other = await signIn('officer', 'worklist@office.example')
  expect(await codeOf(other.response)).toBe('sign-in-refused')
})

test.each<[string, (own: string, path: string) => [string, string | undefined]]>([
  ['without the ticket', (_own, path) => [path, undefined]],
  ['with a ticket made up', (_own, path) => [path, `__Host-greengate-sign-in=${'A'.repeat(43)}`]],
  [
    'with the ticket under the name of plain http',
    (own, path) => [path, own.replace('__Host-', '')],
  ],
  ['with another state', (own, path) => [path.replace(/state=[^&]+/, 'state=x'), own]],
  ['with another code', (own, path) => [path.replace(/code=[^&]+/, 'code=x'), own]],
])('who comes back %s is not signed in', async (_what, change) => {
  const { ticket, path } = await there('account', 'wang', identity(1, '王小明'))
  const response = await back(...change(pair(ticket), path))
  expect([response.status, await codeOf(response)]).toEqual([401, 'sign-in-refused'])
  expect(response.headers.getSetCookie().join()).not.toContain('greengate-desk')
})

test('a way back is good once, and ends whatever session the browser showed', async () => {
  const planted = (await signIn('account', 'wang', identity(1, '王小明'))).session
  const { ticket, path } = await there('account', 'li', identity(2, '李四'))
  const first = await back(path, `${pair(ticket)}; ${planted}`)
  expect(first.status).toBe(303)
  expect((await back(path, pair(ticket))).status).toBe(401)
  expect((await send('GET', '/api/me', { cookie: planted })).status).toBe(401)
})

test('over https every cookie is the host’s own, secure, and out of reach of scripts', async () => {
  const { ticket, path } = await there('account', 'wang', identity(1, '王小明'))
  expect(ticket).toMatch(
    /^__Host-greengate-sign-in=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  // What a proxy says of the way to it changes nothing: the operator said how browsers know the desk.
  const headers = { 'X-Forwarded-Proto': 'http', 'Sec-Fetch-Site': 'cross-site' }
  const response = await send('GET', path, { cookie: pair(ticket), headers })
  const [cleared, session] = response.headers.getSetCookie()
  expect(cleared).toMatch(/^__Host-greengate-sign-in=; Max-Age=0; .*; Secure$/)
  expect(session).toMatch(
    /^__Host-greengate-desk=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  const out = await send('POST', '/api/sign-out', { cookie: pair(session ?? '') })
  expect(out.headers.getSetCookie().join()).toMatch(
    /^__Host-greengate-desk=; Max-Age=0; .*; Secure$/,
  )
})

test('a number that somebody else declared first keeps nobody out whom the provider vouches for', async () => {
  const squatter = await signIn('account', 'squatter')
  const card = { idType: 'cn-resident-id', number: numberOf(5), name: '孙七', relation: 'self' }
  const declared = await send('POST', '/api/people', { cookie: squatter.session, body: card })
  expect(declared.status).toBe(201)
  const { response, session } = await signIn('account', 'sun', identity(5, '孙七'))
  expect(response.status).toBe(303)
  expect(await get('/api/people', session)).toMatchObject({
    people: [{ identity: 'verified', relation: 'self' }],
  })
  expect(await get('/api/people', squatter.session)).toEqual({ people: [] })
  // Another card of the same account takes the place of the one before.
  const renewed = await signIn('account', 'sun', identity(6, '孙七'))
  const { people } = await get('/api/people', renewed.session)
  expect(people).toMatchObject([{ lastFour: numberOf(6).slice(-4), relation: 'self' }])
})
