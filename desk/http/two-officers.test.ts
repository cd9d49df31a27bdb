/** No path of the interface goes round the two officers: every route, by everybody, in any order, looked at after each call. */
import { generateKey, publicJwk } from 'greengate/issue'
import { runSeed } from '../../house/sampled.ts'
import { keySigner } from 'greengate-cli/bundle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomOf } from '../../house/endurance.ts'
import type { OrderAuthority } from '../orders/order-authority.ts'
import { makeOrder, signOrder } from '../orders/sign-order.ts'
import { settleClaims } from '../people/claims.ts'
import { registerOfficer } from '../sign-in/register-officer.ts'
import { routeNames } from '../shared/routes.ts'
import type { AtHand } from './test-any-request.ts'
import { numberOf, openTestService, roles, sourceKey } from './test-service.ts'
import { openWalk, type Walker } from './test-walk.ts'

const random = randomOf(runSeed, 0)
const draw = (below: number): number => Math.floor(random() * below)

const keys = await Promise.all(
  [1, 2].map(async () => keySigner(await generateKey('Ed25519'), 'key')),
)
const authority: OrderAuthority = {
  ...{ id: 'hz', zh: '指挥部', en: 'Headquarters', world: 'test' },
  ...{ keys: keys.map(({ jwk }) => publicJwk(jwk)), threshold: 2, longestDays: 14 },
}
const service = await openTestService({ authorities: [authority] })
const { store, clock, send, signIn } = service
afterAll(() => {
  service.close()
})

const card = (n: number, name = '王小明') => ({
  ...{ idType: 'cn-resident-id', number: numberOf(n), name, relation: 'self' },
})
const jsonOf = async <T>(response: Promise<Response>): Promise<T> =>
  (await response).json() as Promise<T>
const push = async (records: readonly object[]): Promise<void> => {
  const headers = { Authorization: `Bearer ${sourceKey}`, 'Content-Type': 'application/x-ndjson' }
  const body = records.map((record) => JSON.stringify(record)).join('\n')
  const { refused } = await jsonOf<{ refused: number }>(
    send('POST', '/api/sources/records', { headers, body }),
  )
  expect(refused).toBe(0)
}
const contactOf = (id: string, n: number, name?: string) => ({
  ...{ id, kind: 'contact', recordedAt: '2026-11-25T08:00:00Z', fields: { at: '2026-11-24' } },
  person: {
    idType: 'cn-resident-id',
    number: numberOf(n),
    ...(name === undefined ? {} : { name }),
  },
})

/** A number that a gate may show. */
const receipt = '1234567897'

/** Somebody with one session for each that is asked for. */
const walker = async (
  who: string,
  as: 'account' | 'officer',
  contact: string,
  sessions = 1,
): Promise<Walker> => {
  const cookies: string[] = []
  for (let n = 0; n < sessions; n++) cookies.push(await signIn(as, contact))
  return { who, as, contact, cookies }
}

let [lone, second]: Walker[] = []
let others: readonly Walker[] = []
let walk: ReturnType<typeof openWalk>
let orders: readonly string[] = []

beforeAll(async () => {
  const officer = { id: 'lone', provider: 'one-time-code', subject: 'lone@office.example' }
  registerOfficer(store, { ...officer, name: 'lone', roles }, clock.now)
  // One person is an officer and, by the same sign-in, an applicant.
  const mine = await walker('mine', 'account', 'mine@example.org')
  const own = await walker('own', 'account', 'lone@office.example')
  lone = await walker('lone', 'officer', 'lone@office.example', 2)
  second = await walker('second', 'officer', 'second@office.example')
  const halves = roles.filter((role) => role !== 'worklist')
  others = [
    ...[mine, own, { who: 'hospital', cookies: [] }, { who: 'nobody', cookies: [] }],
    ...(await Promise.all(halves.map((role) => walker(role, 'officer', `${role}@office.example`)))),
  ]
  const people: string[] = []
  for (const [n, { cookies }] of [mine, own].entries()) {
    const body = card(n + 1)
    const [cookie = ''] = cookies
    const { id } = await jsonOf<{ id: string }>(send('POST', '/api/people', { cookie, body }))
    people.push(id)
    const me = await jsonOf<{ number: string }>(send('GET', '/api/me', { cookie }))
    settleClaims(store, id, [me.number], service.desk.limits, clock.now.getTime() / 1000)
    await push([1, 2, 3].map((each) => contactOf(`c${n}${each}`, n + 1)))
    for (const each of [1, 2]) {
      const fact = { source: 'hospital', id: `c${n}${each}` }
      const asked = { fact, wish: 'not-mine', text: 'not there' }
      const response = await send('POST', `/api/people/${id}/corrections`, { cookie, body: asked })
      expect(response.status).toBe(201)
    }
  }
  await push([contactOf('held1', 1, '李四'), contactOf('held2', 2, '李四')])
  await takeOrder(lone.cookies)
  const [cookie = ''] = mine.cookies
  const told = { outcome: 'stop', ruleSet: 'cn-3301', version: 14, rule: 7, receipt }
  const appeal = { cookie, body: { ...told, text: 'told so at a gate' } }
  expect((await send('POST', `/api/people/${people[0]!}/appeals`, appeal)).status).toBe(201)
  const [itsCookie = ''] = own.cookies
  const account = await jsonOf<{ id: string }>(send('GET', '/api/me', { cookie: itsCookie }))
  orders = await ordersThatDoNotDo()
  let asked = 0
  const ask = async () => {
    const fact = { source: 'hospital', id: `more${++asked}` }
    await push([contactOf(fact.id, 1)])
    const cookie = await signIn('account', 'mine@example.org')
    const body = { fact, wish: 'not-mine', text: 'nor there' }
    return send('POST', `/api/people/${people[0]!}/corrections`, { cookie, body })
  }
  walk = openWalk({
    ...{ service, people, ask, atHand: () => atHand(people), draw },
    both: { officer: 'lone', account: account.id },
  })
})

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const orderOf = (id: string) =>
  makeOrder({
    ...{ format: 'greengate-order-1', authority: 'hz', id, outcome: 'stop' },
    person: { idType: 'cn-resident-id', number: numberOf(1) },
    ...{ from: '2026-11-26T00:00:00Z', until: '2026-11-30T00:00:00Z', basis: 'article 9' },
  })

/** Signed by one, by one twice, by one and a stranger, by nobody; and the end of what stands, signed by one. */
const ordersThatDoNotDo = async (): Promise<readonly string[]> => {
  const sign = (file: Uint8Array, key = keys[0]!) => signOrder(file, key, 'test', clock.now)
  const one = await sign(orderOf('2026-1'))
  const stranger = await keySigner(await generateKey('Ed25519'), 'key')
  const end = makeOrder({
    ...{ format: 'greengate-order-revocation-1', authority: 'hz', id: '2026-9', basis: 'over' },
  })
  const twice = JSON.parse(textOf(one)) as { signatures: unknown[] }
  const signatures = [...twice.signatures, ...twice.signatures]
  const made = [orderOf('2026-1'), one, await sign(one, stranger), await sign(end)]
  return [...made.map(textOf), JSON.stringify({ ...twice, signatures })]
}

/** One that stands. */
const takeOrder = async ([cookie = '']: readonly string[]): Promise<void> => {
  let file = orderOf('2026-9')
  for (const key of keys) file = await signOrder(file, key, 'test', clock.now)
  const body = { order: textOf(file) }
  expect((await send('POST', '/api/office/orders', { cookie, body })).status).toBe(201)
}

let pushed = 0
/** Good ones, some that take back what was pushed, and colours, which are no source's to state. */
const records = (): readonly string[] => {
  const record = contactOf(`p${++pushed}`, 1)
  const ordered = { outcome: 'stop', from: '2026-11-26T00:00:00Z', until: '2026-11-30T00:00:00Z' }
  return [
    ...[record, { ...record, retracts: 'c03' }, { ...record, id: 'c01', retracts: 'c02' }],
    ...[{ ...record, id: 'o1', kind: 'order', fields: ordered }],
    ...[{ ...record, id: 'a1', kind: 'assessment', fields: { outcome: 'pass', set: 'cn-3301' } }],
    contactOf(`h${pushed}`, 2, '李四'),
  ].map((line) => JSON.stringify(line))
}

const atHand = (people: readonly string[]): AtHand => {
  const column = (sql: string): string[] =>
    store.db
      .prepare(sql)
      .all()
      .map((row) => String(row['it']))
  const seqs = column('SELECT seq AS it FROM matterAct ORDER BY seq DESC LIMIT 6').map(Number)
  const codes = ['A'.repeat(43), 'A'.repeat(22), '123456', '0123456789abcdef', receipt]
  return {
    texts: [
      ...[...people, ...orders, ...codes, 'lone', 'second', 'hospital', 'contact', 'symptom'],
      ...column('SELECT id AS it FROM matter ORDER BY openedAt, subject'),
      ...[
        '2026-11-26T08:00:00Z',
        '2026-11-24',
        numberOf(1),
        numberOf(3),
        '王小明',
        'x@example.org',
      ],
    ],
    records: records(),
    numbers: [...seqs, ...seqs, 0, 14],
    facts: ['2026-9', 'c01', 'c02', 'c03', 'c11', 'c12', 'held1', 'held2'].map((id) => ({
      source: id === '2026-9' ? 'order:hz' : 'hospital',
      id,
    })),
    fields: [
      { at: '2026-11-24', closeness: 'close' },
      { sampledAt: '2026-11-25T08:00:00Z', result: 'negative' },
    ],
  }
}

const times = (code: string): number => walk.walked.codes.get(code) ?? 0

test('one officer alone decides nothing, by whatever session, role or route, nor does anybody beside them', async () => {
  const alone = [lone!, ...others]
  await walk.everywhere(alone)
  await walk.onward([lone!, lone!, lone!, ...others], 500)
  expect([walk.walked.breaches, walk.walked.decided]).toEqual([[], 0])
  expect(walk.walked.called.size).toBe(alone.length * routeNames.length)
  // It was tried, and refused for what it is.
  const wanted = ['another-officer', 'own-matter', 'order-refused', 'forbidden', 'malformed']
  for (const code of wanted) {
    expect([code, times(code) > 0]).toEqual([code, true])
  }
  expect([walk.proposals.size > 3, times('ok') > 100]).toEqual([true, true])
})

test('beside another’s proposals nothing is decided but by both, and never one’s own', async () => {
  const two = [lone!, second!]
  await walk.onward([...two, ...two, ...two, ...two, ...others], 600)
  expect(walk.walked.breaches).toEqual([])
  expect(walk.walked.decided).toBeGreaterThan(1)
})
