/** Who only says that they act for somebody: what they read, what ends when the card is shown, and codes that end with it. */
import { createHolderKey, requestText } from 'greengate/holder'
import { thumbprint } from 'greengate/issue'
import { afterAll, expect, test } from 'vitest'
import { assessTouched } from '../assessing/assess-touched.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { reissueAfter } from '../issuing/reissue-after.ts'
import { numberOf, openTestService } from './test-service.ts'

const [strict, open] = [await openTestService({}, false), await openTestService()]
afterAll(() => {
  strict.close()
  open.close()
})
type Service = typeof open
type Answer = Readonly<Record<string, unknown>> & { readonly id: string; readonly number: string }
const card = (n: number) => ({ idType: 'cn-resident-id', number: numberOf(n), name: '林小满' })
const at = open.clock.now.getTime() / 1000

/** Somebody who signed in; answers are `[status, body]`. */
async function caller(service: Service, as: 'account' | 'officer', contact: string) {
  const cookie = await service.signIn(as, contact)
  const ask = async (method: string, path: string, body?: unknown): Promise<[number, Answer]> => {
    const response = await service.send(method, `/api/${path}`, { cookie, body })
    const text = await response.text()
    return [response.status, (text === '' ? {} : JSON.parse(text)) as Answer]
  }
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, body?: unknown) => ask('POST', path, body),
  }
}
const known = async (who: Awaited<ReturnType<typeof caller>>) => (await who.get('me'))[1].number

/** A laboratory says that somebody's test was positive, and they are assessed. */
async function testPositive({ desk }: Service, n: number, id = `c${String(n)}`): Promise<void> {
  const { name: _, ...person } = card(n)
  const fields = { sampledAt: '2026-11-25T08:00:00Z', method: 'pcr', result: 'positive' }
  const record = { id, kind: 'test', recordedAt: '2026-11-26T07:00:00Z', person, fields }
  takeFacts(desk.store, 'hospital', [record], at, { types: desk.rules.types })
  await assessTouched(desk, at)
}

/** A phone that has a code. */
async function phone(who: Awaited<ReturnType<typeof caller>>, id: string) {
  const key = await createHolderKey()
  const [, { challenge }] = await who.post(`people/${id}/challenges`)
  const request = await requestText(key, {
    challenge: new Uint8Array(Buffer.from(challenge as string, 'base64url')),
  })
  const made = await who.post(`people/${id}/codes`, { request })
  const holder = await thumbprint(key.publicJwk)
  return { made, again: () => who.get(`people/${id}/code?holder=${holder}`) }
}
const codeStates = ({ store }: Service, person: string): unknown[] =>
  store.db
    .prepare('SELECT state FROM code WHERE person = ?')
    .all(person)
    .map(({ state }) => state)

test('who only says so reads what they declared, and no word of what departments have', async () => {
  const [lin, counter] = [
    await caller(strict, 'account', 'lin@example.org'),
    await caller(strict, 'officer', 'counter@office.example'),
  ]
  const [, { id }] = await lin.post('people', { ...card(1), relation: 'self' })
  await lin.post(`people/${id}/health`, {
    declarations: [{ kind: 'symptom', facts: [] }],
  })
  await counter.post(`office/people/${id}/declarations`, {
    declarations: [{ kind: 'checkin', facts: [{}] }],
  })
  const reads = () =>
    Promise.all(
      ['people', `people/${id}`, `people/${id}/history`, `people/${id}/matters`].map(lin.get),
    )
  const [list, file, history, matters] = await reads()
  expect(list![1]).toMatchObject({ people: [{ id, claim: 'declared' }] })
  expect(file![1]).toMatchObject({ facts: [] })
  const { covers } = file![1] as unknown as {
    readonly covers: readonly { readonly kind: string }[]
  }
  // What departments told of everybody is there; what an officer declared for this person is not.
  expect(covers.map(({ kind }) => kind)).toContain('symptom')
  expect(covers.map(({ kind }) => kind)).not.toContain('checkin')
  expect(file![1]).not.toHaveProperty('standing')
  await testPositive(strict, 1)
  expect(await reads()).toEqual([list, file, history, matters])
  const correct = (fact: string) =>
    lin.post(`people/${id}/corrections`, {
      ...{ fact: { source: 'hospital', id: fact }, wish: 'not-mine', text: 'x' },
    })
  expect(await correct('c1')).toEqual(await correct('nothing'))
  const told = { outcome: 'stop', ruleSet: 'cn-3301', version: 14, rule: 13, text: 'x' }
  expect((await lin.post(`people/${id}/appeals`, told))[0]).toBe(404)
  expect((await phone(lin, id)).made[1]).toMatchObject({ code: 'identity-needed' })

  await counter.post('office/people', {
    ...{ ...card(1), source: 'chip', claims: [await known(lin)] },
  })
  const [, now, then] = await reads()
  expect(now![1]).toMatchObject({ claim: 'confirmed', standing: { outcome: 'stop' } })
  expect((now![1]['facts'] as Answer[]).map((fact) => fact.id)).toContain('c1')
  expect((then![1]['turns'] as unknown[]).length).toBeGreaterThan(0)
  expect((await phone(lin, id)).made[1]).toMatchObject({ outcome: 'stop' })
})

test('who applied as somebody before them is out when the card is shown, and whoever shows their number is in', async () => {
  const [stranger, lin, counter] = [
    await caller(open, 'account', 'stranger@example.org'),
    await caller(open, 'account', 'lin@example.org'),
    await caller(open, 'officer', 'counter@office.example'),
  ]
  const [, { id }] = await stranger.post('people', { ...card(2), relation: 'self' })
  const theirs = await phone(stranger, id)
  expect(theirs.made[0]).toBe(201)
  // Of what departments have the code's opening would tell all.
  expect(theirs.made[1]).not.toHaveProperty('opening')
  expect((await lin.post('people', { ...card(2), relation: 'self' }))[1]).toMatchObject({
    code: 'guarded-already',
  })
  const show = (...claims: string[]) =>
    counter.post('office/people', { ...card(2), source: 'chip', claims })
  // A slip of the officer's ends nothing, and what was typed confirms nobody.
  expect((await show('000000'))[1]).toMatchObject({ code: 'claim-unknown' })
  const typed = { ...card(2), source: 'typed', claims: [await known(lin)] }
  expect((await counter.post('office/people', typed))[1]).toMatchObject({ code: 'identity-needed' })
  expect((await stranger.get(`people/${id}`))[0]).toBe(200)

  expect((await show(await known(lin)))[1]).toMatchObject({ identity: 'verified' })
  expect([(await stranger.get(`people/${id}`))[0], (await theirs.again())[0]]).toEqual([404, 404])
  expect(codeStates(open, id)).toEqual(['revoked'])
  const mine = await phone(lin, id)
  expect(mine.made[0]).toBe(201)
  // Once confirmed, the card may be shown without the phone.
  await show()
  expect((await mine.again())[1]).toMatchObject({ cti: mine.made[1]['cti'] })
})

test.each(['leave', 'erase'] as const)(
  'codes end with the account that they were made through: %s',
  async (way) => {
    const n = way === 'leave' ? 3 : 4
    const [mother, father] = [
      await caller(open, 'account', `mother-${way}@example.org`),
      await caller(open, 'account', `father-${way}@example.org`),
    ]
    const [, { id }] = await mother.post('people', { ...card(n), relation: 'child' })
    await father.post('people', { ...card(n), relation: 'child' })
    const [hers, his] = [await phone(mother, id), await phone(father, id)]
    await testPositive(open, n)
    // Made again for both, by the desk itself.
    expect(await reissueAfter(open.desk, id, 'fact', at)).toHaveLength(2)
    expect(await mother.post('me/erase', { isSure: false })).toMatchObject([400, {}])
    const [status] =
      way === 'leave'
        ? await mother.post(`people/${id}/leave`)
        : await mother.post('me/erase', { isSure: true })
    expect(status).toBe(204)
    const state = await hers.again()
    expect(state[0]).toBe(way === 'leave' ? 404 : 401)
    expect((await his.again())[1]).toMatchObject({ outcome: 'stop' })
    takeFacts(
      open.store,
      'hospital',
      [{ id: `r${String(n)}`, recordedAt: '2026-11-26T07:30:00Z', retracts: `c${String(n)}` }],
      at,
      { types: open.desk.rules.types },
    )
    await assessTouched(open.desk, at)
    expect(await reissueAfter(open.desk, id, 'fact', at)).toHaveLength(1)
    const good = open.store.db.prepare(
      "SELECT account FROM code WHERE person = ? AND state IN ('good', 'replaced')",
    )
    expect(good.all(id)).toHaveLength(1)
  },
)
