/** Tests of signing in at a provider: a real one on this machine, and what somebody in between may try. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oidcSignIn, type OidcOptions } from './oidc-sign-in.ts'
import { startProvider, walkProvider, type TestProvider } from './test-provider.ts'

const redirect = 'http://127.0.0.1:8787/api/sign-in/oidc/callback'
const identity = { id_number: '110105199001010014', name: 'Wang Xiaoming', birthdate: '1990-01-01' }
const vouches = {
  idType: { always: 'cn-resident-id' },
  number: 'id_number',
  name: 'name',
  birthDate: 'birthdate',
} as const
const refused = expect.objectContaining({ code: 'sign-in-refused' }) as Error

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider(redirect)
})
afterAll(() => provider.close())

const open = (options: Partial<OidcOptions> = {}) =>
  oidcSignIn({
    issuer: provider.issuer,
    ...provider.client,
    redirect,
    scope: 'openid identity',
    random: (length) => randomBytes(length),
    ...options,
  })

test('whoever the provider knows is signed in, and nobody is verified unless that is configured', async () => {
  provider.next('wang', identity)
  const signIn = open()
  const { url, ticket } = await signIn.begin('officer', new Date())
  const back = await walkProvider(url, redirect)
  expect(await signIn.finish(back.search, ticket, new Date())).toEqual({
    as: 'officer',
    provider: provider.issuer,
    subject: 'wang',
  })
})

test('the claims that are configured vouch for who somebody is', async () => {
  provider.next('wang', identity)
  const signIn = open({ vouches })
  const { url, ticket } = await signIn.begin('account', new Date())
  const back = await walkProvider(url, redirect)
  expect((await signIn.finish(back.search, ticket, new Date())).vouched).toEqual({
    idType: 'cn-resident-id',
    number: identity.id_number,
    name: identity.name,
    birthDate: identity.birthdate,
  })
})

test('half an identity vouches for nobody', async () => {
  provider.next('li', { name: 'Li Na' })
  const signIn = open({ vouches })
  const { url, ticket } = await signIn.begin('account', new Date())
  const back = await walkProvider(url, redirect)
  const signedIn = await signIn.finish(back.search, ticket, new Date())
  expect([signedIn.subject, signedIn.vouched]).toEqual(['li', undefined])
})

test('the request carries a challenge, a state and a nonce, and another one has others', async () => {
  const signIn = open()
  const asked = await Promise.all([1, 2].map(() => signIn.begin('account', new Date())))
  const [one, other] = asked.map(({ url }) => url.searchParams)
  expect(one!.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) {
    expect(one!.get(name)).toMatch(/^[\w-]{43}$/)
    expect(one!.get(name)).not.toBe(other!.get(name))
  }
})

/** What somebody does to a sign-in between the provider and the desk. */
test.each<[string, (back: URL, ticket: string) => [URL, string | undefined] | 'late']>([
  ['comes without the ticket', (back) => [back, undefined]],
  ['comes with a ticket that nobody gave', (back) => [back, 'A'.repeat(43)]],
  ['comes back ten minutes later', () => 'late'],
  ['changes the state', (back, ticket) => [changed(back, 'state', 'other'), ticket]],
  ['takes the state away', (back, ticket) => [changed(back, 'state'), ticket]],
  ['brings another code', (back, ticket) => [changed(back, 'code', 'other'), ticket]],
  [
    'says that another provider sent it',
    (back, t) => [changed(back, 'iss', 'https://b.example'), t],
  ],
  ['was refused by the provider', (back, t) => [changed(back, 'error', 'access_denied'), t]],
])('whoever %s is not signed in', async (_name, change) => {
  provider.next('wang', identity)
  const signIn = open()
  const { url, ticket } = await signIn.begin('account', new Date())
  const back = await walkProvider(url, redirect)
  const brought = change(back, ticket)
  const [at, shown] = brought === 'late' ? [back, ticket] : brought
  const when = new Date(Date.now() + (brought === 'late' ? 600_000 : 0))
  await expect(signIn.finish(at.search, shown, when)).rejects.toThrow(refused)
  // Whatever it was: the ticket is used, and the right answer comes too late.
  if (shown === ticket) {
    await expect(signIn.finish(back.search, ticket, new Date())).rejects.toThrow(refused)
  }
})

test('the ticket of one browser does not finish what another began', async () => {
  provider.next('wang', identity)
  const signIn = open()
  const [mine, theirs] = [
    await signIn.begin('account', new Date()),
    await signIn.begin('account', new Date()),
  ]
  const back = await walkProvider(theirs.url, redirect)
  await expect(signIn.finish(back.search, mine.ticket, new Date())).rejects.toThrow(refused)
})

test('a provider that does not answer is no fault of whoever signs in', async () => {
  for (const issuer of ['http://127.0.0.1:9', 'http://provider.example']) {
    await expect(open({ issuer }).begin('account', new Date())).rejects.toMatchObject({
      code: 'unavailable',
    })
  }
})

function changed(back: URL, name: string, value?: string): URL {
  const url = new URL(back)
  if (value === undefined) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url
}
