/** A whole day at the desk over its interface: what people, sources and officers do, and that the log tells none of it. */
import { createHolderKey, requestText } from 'greengate/holder'
import { afterAll, expect, test } from 'vitest'
import { renewSecret } from '../sources/source-keys.ts'
import { deskClient, DeskRefusal, type DeskClient } from '../shared/desk-client.ts'
import { numberOf, openTestService, origin, sourceKey } from './test-service.ts'

const service = await openTestService()
const { app, clock, logged, shown, signIn } = service
afterAll(() => {
  service.close()
})
const secrets = new Set<string>([sourceKey])
/** A page of whoever has the cookie: the client that pages use. */
const pageOf = (cookie: string): DeskClient => {
  secrets.add(cookie.split('=')[1] ?? '')
  return deskClient((path, init) => {
    const headers = new Headers(init?.headers)
    headers.set('Cookie', cookie)
    headers.set('Sec-Fetch-Site', 'same-origin')
    return Promise.resolve(app.request(`${origin}${path as string}`, { ...init, headers }))
  })
}
const number = numberOf(7)
const name = '欧阳小红'
const contact = 'hong@example.org'
for (const secret of [number, name, contact, '甲医院来信']) secrets.add(secret)
const page = pageOf(await signIn('account', contact))
const [first, second, counter] = [
  pageOf(await signIn('officer', 'worklist@office.example')),
  pageOf(await signIn('officer', 'second@office.example')),
  pageOf(await signIn('officer', 'counter@office.example')),
]
const refusal = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'taken',
    (error: unknown) => (error instanceof DeskRefusal ? error.code : 'fault'),
  )
const card = { idType: 'cn-resident-id', number } as const
const applied = await page('POST /people', { body: { ...card, name, relation: 'self' } })
const params = { id: applied.id }

test('who applies is shown masked, and known to their own account', async () => {
  expect(applied).toMatchObject({
    name: '欧阳**',
    lastFour: number.slice(-4),
    identity: 'declared',
  })
  const { people } = await page('GET /people', {})
  expect(people.map(({ id, relation }) => [id, relation])).toEqual([[applied.id, 'self']])
  expect(
    await refusal(page('POST /people', { body: { ...card, name: '李四', relation: 'self' } })),
  ).toBe('name-differs')
  const wrong = { ...card, number: `${number.slice(0, 17)}Y` }
  expect(await refusal(page('POST /people', { body: { ...wrong, name, relation: 'child' } }))).toBe(
    'number-refused',
  )
})

test('a code is made for the key that the request proves, once for each challenge', async () => {
  const key = await createHolderKey()
  const { challenge } = await page('POST /people/:id/challenges', { params })
  const request = await requestText(key, {
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
  })
  const made = await page('POST /people/:id/codes', { params, body: { request } })
  expect(made).toMatchObject({ class: 'app', outcome: 'check' })
  expect(Date.parse(made.validUntil)).toBeGreaterThan(clock.now.getTime())
  secrets.add(made.text).add(challenge).add(request)
  expect(await refusal(page('POST /people/:id/codes', { params, body: { request } }))).toBe(
    'challenge-unknown',
  )
  expect(
    await refusal(page('POST /people/:id/codes', { params, body: { request: 'GGR1:X' } })),
  ).toBe('request-refused')
  const { codes } = await page('GET /people/:id/history', { params })
  expect(codes.map(({ cti, state }) => [cti, state])).toEqual([[made.cti, 'good']])
})

test('records that a source pushes are answered one by one', async () => {
  const record = (id: string, of: object) =>
    JSON.stringify({
      id,
      kind: 'contact',
      recordedAt: '2026-11-25T08:00:00Z',
      person: { ...card, name },
      fields: { at: '2026-11-24' },
      ...of,
    })
  const lines = [
    record('c1', {}),
    record('c1', {}),
    record('c2', { person: { ...card, name: '李四' } }),
    '{',
    record('c3', { kind: 'nonsense' }),
  ]
  const response = await app.request(`${origin}/api/sources/records`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${sourceKey}`, 'Content-Type': 'application/x-ndjson' },
    body: lines.join('\n'),
  })
  expect(await response.json()).toEqual({
    ...{ taken: 1, duplicate: 1, conflict: 0, held: 1, refused: 2 },
    remarks: [
      { record: 2, id: 'c1', state: 'duplicate' },
      { record: 3, id: 'c2', state: 'held', reason: 'other-name' },
      { record: 4, state: 'refused', reason: 'not-json' },
      { record: 5, id: 'c3', state: 'refused', reason: 'kind-unknown' },
    ],
  })
  const known = async () => (await page('GET /people/:id', { params })).facts
  expect(await known()).toEqual([])
  const me = await page('GET /me', {})
  const claims = me.kind === 'account' ? [me.number] : []
  await counter('POST /office/people', { body: { ...card, name, source: 'chip', claims } })
  expect((await known()).map(({ id, state }) => [id, state])).toEqual([['c1', 'good']])
})

test('an officer sees of a held record what it takes to say whose it is, and nobody’s whole name or number', async () => {
  const { matters } = await first('GET /office/matters', { query: { kind: 'held-fact' } })
  expect(matters.map(({ held }) => held)).toEqual([
    {
      ...{ source: 'hospital', id: 'c2', kind: 'contact', why: 'other-name' },
      sourceName: { zh: 'hospital', en: 'hospital' },
      ...{ recordedAt: '2026-11-25T08:00:00Z', takenAt: '2026-11-26T08:00:00Z' },
      names: { idType: 'cn-resident-id', name: '李*', lastFour: number.slice(-4) },
      candidate: expect.objectContaining({ id: applied.id, name: '欧阳**' }) as object,
    },
  ])
  expect(JSON.stringify(matters)).not.toContain(number)
})

test('the number of a slip is an appeal; an officer writes down what its receipt says', async () => {
  const appeal = (body: object) =>
    refusal(page('POST /people/:id/appeals', { params, body: { text: 'not so', ...body } }))
  expect(await appeal({ receipt: '482 913 7055' })).toBe('appeal-number-refused')
  expect(await appeal({ outcome: 'stop', rule: 7 })).toBe('told-missing')
  const slip = { receipt: '482 913 7059', text: 'not so' }
  const { id } = await page('POST /people/:id/appeals', { params, body: slip })
  const matter = { params: { id } }
  expect((await first('GET /office/matters/:id', matter)).told).toEqual({ receipt: '4829137059' })
  const told = { outcome: 'stop', ruleSet: 'cn-3301', version: 13, rule: 7 } as const
  const noted = { what: 'noted', text: 'from the collector', told } as const
  const { told: known } = await first('POST /office/matters/:id/acts', { ...matter, body: noted })
  expect(known).toEqual({ receipt: '4829137059', ...told })
  await page('POST /people/:id/matters/:matter/withdraw', { params: { ...params, matter: id } })
})

test('one officer alone corrects nothing, by no path', async () => {
  const asked = {
    fact: { source: 'hospital', id: 'c1' },
    wish: 'not-mine',
    text: '甲医院来信',
  } as const
  const { id } = await page('POST /people/:id/corrections', { params, body: asked })
  const matter = { params: { id } }
  const proposal = { do: 'retract', fact: asked.fact } as const
  const proposed = await first('POST /office/matters/:id/acts', {
    ...matter,
    body: { what: 'proposed', proposal, text: 'letter seen' },
  })
  const seq = proposed.acts.at(-1)!.seq
  const agree = { what: 'agreed', proposal: seq, text: 'seen too' } as const
  expect(await refusal(first('POST /office/matters/:id/acts', { ...matter, body: agree }))).toBe(
    'another-officer',
  )
  expect(await refusal(counter('POST /office/matters/:id/acts', { ...matter, body: agree }))).toBe(
    'forbidden',
  )
  expect(await refusal(page('POST /office/matters/:id/acts', { ...matter, body: agree }))).toBe(
    'forbidden',
  )
  expect(
    await refusal(
      second('POST /office/matters/:id/acts', { ...matter, body: { ...agree, proposal: seq + 1 } }),
    ),
  ).toBe('stale')
  const factNow = async () => (await page('GET /people/:id', { params })).facts[0]?.state
  expect(await factNow()).toBe('good')
  const decided = await second('POST /office/matters/:id/acts', { ...matter, body: agree })
  expect([decided.state, await factNow()]).toEqual(['granted', 'retracted'])
  expect(await refusal(first('POST /office/matters/:id/acts', { ...matter, body: agree }))).toBe(
    'decided',
  )
})

test('a counter finds whoever shows their card, and what it did is written down', async () => {
  expect((await counter('POST /office/people/find', { body: card })).id).toBe(applied.id)
  const seen = await counter('POST /office/people', { body: { ...card, name, source: 'chip' } })
  expect(seen.identity).toBe('verified')
  const paper = await counter('POST /office/people/:id/paper', { params })
  secrets.add(paper.text)
  const audit = pageOf(await signIn('officer', 'audit@office.example'))
  const { rows, isWhole } = await audit('GET /office/audit', {
    query: { about: `person:${applied.id}` },
  })
  expect(rows.map(({ what }) => what)).toEqual([
    ...['paper-made', 'person-read-chip', 'person-found'],
    ...['claim-confirmed', 'person-read-chip'],
  ])
  expect(isWhole).toBe(true)
})

test('a source pushes CSV as well, for a while under its former key too', async () => {
  const at = Math.floor(clock.now.getTime() / 1000)
  const random = (length: number) => new Uint8Array(length).fill(7)
  const renewed = renewSecret(service.store, 'hospital', random, at, 3600)
  secrets.add(renewed)
  const push = async (key: string, id: string): Promise<unknown> => {
    const line = `${id},contact,2026-11-25T08:00:00Z,${card.idType},${number},2026-11-24`
    const response = await app.request(`${origin}/api/sources/records`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'text/csv' },
      body: `id,kind,recordedAt,idType,number,fields.at\n${line}\n`,
    })
    return ((await response.json()) as Readonly<Record<string, unknown>>)['taken']
  }
  expect([await push(renewed, 'csv1'), await push(sourceKey, 'csv2')]).toEqual([1, 1])
  expect(await push('ggs_nobody-has-this-secret', 'csv3')).toBeUndefined()
  renewSecret(service.store, 'hospital', (length) => new Uint8Array(length).fill(8), at, 0)
  expect(await push(renewed, 'csv4')).toBeUndefined()
})

test('the log tells nothing of anybody: no name, number, contact, token, code, nor one-time code', () => {
  for (const code of shown.values()) secrets.add(code)
  const text = logged.join('\n')
  expect(logged.length).toBeGreaterThan(20)
  expect(text).toMatch(/^GET \/api\/people\/:id 200 \d+ ms$/m)
  expect(secrets.size).toBeGreaterThan(15)
  for (const secret of [...secrets, applied.id, number.slice(0, 14), '欧阳']) {
    expect([secret, text.includes(secret)]).toEqual([secret, false])
  }
})
