/** Where saying who one is is not enough: what a stranger can and cannot do who knows a name and a number. */
import { afterAll, expect, test } from 'vitest'
import { numberOf, openTestService } from './test-service.ts'

const service = await openTestService({}, false)
afterAll(() => {
  service.close()
})
const { send, signIn } = service
const card = (n: number) => ({
  ...{ idType: 'cn-resident-id', number: numberOf(n), name: '林小满' },
})
const post = async (path: string, cookie: string, body?: unknown) => {
  const response = await send('POST', `/api/${path}`, { cookie, body })
  return (await response.json()) as Record<string, string>
}

interface Me {
  readonly number: string
}

test('nobody begins to act online for who has shown their card, by knowing name and number', async () => {
  const counter = await signIn('officer', 'counter@office.example')
  const [stranger, lin] = [
    await signIn('account', 'stranger@example.org'),
    await signIn('account', 'lin@example.org'),
  ]
  const shown = await post('office/people', counter, { ...card(1), source: 'chip' })
  expect(shown['identity']).toBe('verified')
  for (const relation of ['self', 'child', 'parent', 'ward']) {
    const refused = await post('people', stranger, { ...card(1), relation })
    expect(refused['code']).toBe('identity-needed')
  }
  expect((await send('GET', `/api/people/${shown['id'] ?? ''}`, { cookie: stranger })).status).toBe(
    404,
  )
  // Who applied before, and shows their number with the card, goes on, and may say otherwise what they are to the person.
  const applied = await post('people', lin, { ...card(2), relation: 'ward' })
  const { number } = (await (await send('GET', '/api/me', { cookie: lin })).json()) as Me
  await post('office/people', counter, { ...card(2), source: 'chip', claims: [number] })
  expect(await post('people', lin, { ...card(2), relation: 'self' })).toMatchObject({
    id: applied['id'],
    identity: 'verified',
  })
})
