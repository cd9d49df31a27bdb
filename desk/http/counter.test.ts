/** The counter by its routes: who is taken for whom, whose sheet is drawn, and what a desk without devices says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberOf, openTestService } from './test-service.ts'

let service: Awaited<ReturnType<typeof openTestService>>
let cookie: string
beforeAll(async () => {
  service = await openTestService()
  cookie = await service.signIn('officer', 'counter@office.example')
})
afterAll(() => {
  service.close()
})

const post = async (path: string, body?: unknown) => {
  const response = await service.send('POST', `/api/office/${path}`, { body, cookie })
  const answer = response.status === 204 ? {} : ((await response.json()) as object)
  return { status: response.status, ...answer } as { status: number } & Record<string, string>
}
const record = (n: number, source: string) =>
  post('people', { idType: 'cn-resident-id', number: numberOf(n), name: '林小满', source })

test('whose card was read is verified, whose number was typed is not', async () => {
  expect(await record(1, 'typed')).toMatchObject({ status: 201, identity: 'declared' })
  expect(await record(1, 'chip')).toMatchObject({ status: 201, identity: 'verified' })
  expect(await record(2, 'chip')).toMatchObject({ status: 201, identity: 'verified' })
  expect(await record(2, 'typed')).toMatchObject({ status: 201, identity: 'verified' })
})

test('a sheet is drawn of a good paper code of the person, and of nothing else', async () => {
  const [first, second] = [await record(3, 'chip'), await record(4, 'chip')]
  const { cti = '' } = await post(`people/${first['id'] ?? ''}/paper`)
  const sheet = (id = '', of = cti) =>
    service.send('GET', `/api/office/people/${id}/paper/${of}`, { cookie })
  const drawn = await sheet(first['id'])
  expect([drawn.status, drawn.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect(drawn.headers.get('Cache-Control')).toBe('no-store')
  expect((await sheet(second['id'])).status).toBe(409)
  expect((await sheet(first['id'], '00'.repeat(8))).status).toBe(409)
  await post(`people/${first['id'] ?? ''}/paper`)
  expect((await sheet(first['id'])).status).toBe(409)
})

test('a counter without a printer says so', async () => {
  const devices = await service.send('GET', '/api/office/counter', { cookie })
  expect(await devices.json()).toEqual({ reader: false, printer: false })
  const { id = '' } = await record(5, 'chip')
  const { cti = '' } = await post(`people/${id}/paper`)
  expect(await post(`people/${id}/paper/${cti}/slip`)).toMatchObject({ code: 'unavailable' })
})
