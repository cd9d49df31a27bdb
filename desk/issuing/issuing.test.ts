/** Tests of issuing: what a gate makes of the desk's codes, what is revoked when, and that nothing outlives a fact. */
import { openingMatches, type Committed } from 'greengate'
import { createHolderKey, livePresentation } from 'greengate/holder'
import { thumbprint, type Signer } from 'greengate/issue'
import { stateOf } from 'greengate-cli/status'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessTouched } from '../assessing/assess-touched.ts'
import { addSource } from '../assessing/test-desk.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { recordPerson } from '../people/record-person.ts'
import { countDue } from './due-reissues.ts'
import { codeOf, makeCode } from './make-code.ts'
import type { CodeRow } from './made-code.ts'
import { revokeStale } from './revoke-stale.ts'
import { settleRevocations } from './settle-revocations.ts'
import {
  hour,
  numbers,
  openAuthority,
  openTestDesk,
  start,
  type DemoAuthority,
  type TestDesk,
} from './test-desk.ts'

let authority: DemoAuthority
beforeAll(async () => {
  authority = await openAuthority()
})
afterAll(() => {
  authority[Symbol.dispose]()
})

const apply = ({ desk }: TestDesk, number: string = numbers.lin): string =>
  recordPerson(
    desk.store,
    { idType: 'cn-resident-id', number, name: '林薇', identity: 'declared' },
    start,
  ).id

const contact = { at: '2020-02-28', closeness: 'close' }
const app = { class: 'app', cause: 'applied' } as const

const rowsOf = ({ desk }: TestDesk): readonly CodeRow[] =>
  desk.store.db
    .prepare('SELECT * FROM code ORDER BY issuedAt')
    .all() as unknown as readonly CodeRow[]

/** What the status lists say of a code. */
const listed = ({ desk }: TestDesk, cti: string): string => {
  const row = desk.store.db.prepare('SELECT * FROM code WHERE cti = ?').get(Buffer.from(cti, 'hex'))
  const { issuer, month, statusIndex: index } = row as unknown as CodeRow
  return stateOf(desk.statusStore, { issuer, month, index })
}

test('a code of who may pass is passed, says no more than it must, and its opening fits', async () => {
  const at = await openTestDesk(authority)
  at.test(numbers.lin)
  const made = await makeCode(at.desk, apply(at), app, start)
  expect(made).toMatchObject({ outcome: 'pass', rule: 1, version: 2, ruleSet: 'demo-hz' })
  expect(await at.gate(made.text)).toMatchObject({ outcome: 'pass' })
  const { salt, ...opening } = JSON.parse(made.opening!) as { salt: string; assessment: object }
  const opened = { ...opening, ...opening.assessment, salt: Buffer.from(salt, 'base64url') }
  expect(await openingMatches(made.text, opened as unknown as Committed)).toBe(true)
  // Never longer than a day, nor than what was assessed holds.
  expect(made.validUntil - start).toBeLessThanOrEqual(24 * hour)
  await at.desk.idle()
  const { holdsUntil } = at.desk.store.db.prepare('SELECT holdsUntil FROM standing').get()!
  expect(made.validUntil).toBeLessThanOrEqual(holdsUntil as number)
  await at.desk.close()
})

test('a record whose id and that of its source are as long as may be leaves a person with a code', async () => {
  const at = await openTestDesk(authority)
  at.test(numbers.lin)
  const person = { idType: 'cn-resident-id', number: numbers.lin }
  const source = 's'.repeat(40)
  addSource(at.desk.store, source, [])
  const [one, other] = ['1', '2'].map((end) => 'x'.repeat(63) + end)
  for (const id of [one, other]) {
    const record = { id, kind: 'vaccination', person, recordedAt: instantOf(start), fields: {} }
    takeFacts(at.desk.store, source, [record], start, { types: at.desk.rules.types })
  }
  const made = await makeCode(at.desk, apply(at), app, start)
  expect(made).toMatchObject({ outcome: 'pass', rule: 1 })
  const { facts } = JSON.parse(made.opening!) as { facts: { source: string; id: string }[] }
  const theirs = facts.filter((fact) => fact.source === source)
  expect(new Set(theirs.map(({ id }) => id)).size).toBe(2)
  await at.desk.close()
})

test('a fact that turns a person red revokes what they hold, and its holder gets a code that says stop', async () => {
  const at = await openTestDesk(authority)
  at.test(numbers.lin)
  const person = apply(at)
  const holder = await createHolderKey()
  const key = await thumbprint(holder.publicJwk)
  const live = await makeCode(at.desk, person, { ...app, holderKey: holder.publicJwk }, start)
  const paper = await makeCode(at.desk, person, { ...app, class: 'paper' }, start)
  await at.desk.idle()
  expect([listed(at, live.cti), listed(at, paper.cti)]).toEqual(['good', 'good'])
  at.state(numbers.lin, 'contact', contact)
  await at.desk.idle()
  expect([listed(at, live.cti), listed(at, paper.cti)]).toEqual(['revoked', 'revoked'])
  const next = (await codeOf(at.desk, person, key, start))!
  expect(next).toMatchObject({ outcome: 'stop', rule: 7 })
  // Made when the fact came, not when it was asked for.
  expect(rowsOf(at)).toHaveLength(3)
  const text = await livePresentation(next.text, holder, new Date(start * 1000))
  expect(await at.gate(text)).toMatchObject({
    outcome: 'stop',
    reasons: [{ code: 'assessed-stop' }],
  })
  await at.desk.close()
})

test('whom no rule decides about gets a code that says nothing, and staff see them', async () => {
  const at = await openTestDesk(authority)
  at.uncover()
  const made = await makeCode(at.desk, apply(at), app, start)
  expect(made).toMatchObject({ outcome: 'check' })
  expect([made.rule, made.opening]).toEqual([undefined, undefined])
  const decision = await at.gate(made.text)
  expect(decision).toMatchObject({ outcome: 'check', reasons: [{ code: 'fact-missing' }] })
  await at.desk.close()
})

test('a fact that comes in while a code is signed is in the code', async () => {
  let during: (() => void) | undefined
  const slow: Signer = {
    ...authority.signer,
    sign: async (bytes) => {
      during?.()
      during = undefined
      return authority.signer.sign(bytes)
    },
  }
  const at = await openTestDesk(authority, { signer: slow })
  at.test(numbers.lin)
  const person = apply(at)
  await at.desk.idle()
  during = () => {
    at.state(numbers.lin, 'contact', contact)
  }
  expect(await makeCode(at.desk, person, app, start)).toMatchObject({ outcome: 'stop' })
  await at.desk.idle()
  expect(rowsOf(at).map(({ outcome }) => outcome)).toEqual(['stop'])
  await at.desk.close()
})

test('a code is the same until it nears its end, and then another; the old one is left to end', async () => {
  const at = await openTestDesk(authority, { policy: { appLife: hour } })
  at.test(numbers.lin)
  const person = apply(at)
  const first = await makeCode(at.desk, person, app, start)
  expect(first.refreshAt).toBeLessThan(first.validUntil)
  at.at(first.refreshAt - 1)
  await at.desk.idle()
  expect(await codeOf(at.desk, person, undefined, first.refreshAt - 1)).toEqual(first)
  const now = at.at(first.refreshAt)
  const [next, same] = await Promise.all([
    codeOf(at.desk, person, undefined, now),
    codeOf(at.desk, person, undefined, now),
  ])
  expect(next!.cti).not.toBe(first.cti)
  expect(same).toEqual(next)
  expect(next!.validUntil).toBeGreaterThan(first.validUntil)
  settleRevocations(at.desk, now)
  expect(listed(at, first.cti)).toBe('good')
  // It is as good at a gate until then, so that a fact takes it back too.
  at.state(numbers.lin, 'contact', contact)
  await at.desk.idle()
  expect(listed(at, first.cti)).toBe('revoked')
  expect(await codeOf(at.desk, person, 'nobody', now)).toBeUndefined()
  await at.desk.close()
})

test('where signing fails what is stale is revoked all the same, and made when it works again, over a restart too', async () => {
  const failing = { is: false, asked: 0 }
  const away: Signer = {
    ...authority.signer,
    sign: (bytes) => {
      failing.asked++
      if (failing.is) throw Object.assign(new Error('away'), { code: 'EAWAY' })
      return authority.signer.sign(bytes)
    },
  }
  const at = await openTestDesk(authority, { signer: away }, 'away')
  const people = [numbers.lin, numbers.wang]
  for (const number of people) at.test(number)
  const ids = people.map((number) => apply(at, number))
  const [phone, watch] = [await createHolderKey(), await createHolderKey()]
  const made = [
    await makeCode(at.desk, ids[0]!, { ...app, holderKey: phone.publicJwk }, start),
    await makeCode(at.desk, ids[0]!, { ...app, holderKey: watch.publicJwk }, start),
    await makeCode(at.desk, ids[1]!, app, start),
  ]
  await at.desk.idle()
  failing.is = true
  failing.asked = 0
  for (const number of people) at.state(number, 'contact', contact)
  await at.desk.idle()
  expect(made.map(({ cti }) => listed(at, cti))).toEqual(['revoked', 'revoked', 'revoked'])
  expect(failing.asked).toBe(1)
  expect(countDue(at.desk.store)).toEqual({ codes: 3, since: start, why: 'EAWAY' })
  await at.desk.close()

  const again = await openTestDesk(authority, { signer: away }, 'away')
  await again.desk.idle()
  expect(failing.asked).toBe(1)
  const due = (): number =>
    Number(again.desk.store.db.prepare('SELECT min(dueAt) AS at FROM reissue').get()?.['at'])
  const tried: number[] = []
  while (tried.length < 9) {
    tried.push(due() - start)
    for (const at of [due() - 1, due()]) {
      again.at(at)
      again.desk.wake()
      await again.desk.idle()
    }
    expect(failing.asked).toBe(1 + tried.length)
  }
  // Twice as long each time, ten minutes at most, whosever code it was.
  expect(tried).toEqual([5, 15, 35, 75, 155, 315, 635, 1235, 1835])
  expect(countDue(again.desk.store).codes).toBe(3)
  failing.is = false
  // Whoever asks has theirs at once; the others within ten minutes.
  const key = await thumbprint(phone.publicJwk)
  expect(await codeOf(again.desk, ids[0]!, key, start + 1840)).toMatchObject({ outcome: 'stop' })
  expect(countDue(again.desk.store).codes).toBe(2)
  again.at(start + 2435)
  again.desk.wake()
  await again.desk.idle()
  expect(countDue(again.desk.store)).toMatchObject({ codes: 0, since: undefined })
  const good = rowsOf(again).filter(({ state }) => state === 'good')
  expect(good.map(({ outcome }) => outcome)).toEqual(['stop', 'stop', 'stop'])
  await again.desk.close()
})

test('of two sheets of paper the newer one counts', async () => {
  const at = await openTestDesk(authority)
  at.test(numbers.lin)
  const person = apply(at)
  const [first, second] = [
    await makeCode(at.desk, person, { ...app, class: 'paper' }, start),
    await makeCode(at.desk, person, { ...app, class: 'paper' }, start),
  ]
  settleRevocations(at.desk, start)
  expect([listed(at, first.cti), listed(at, second.cti)]).toEqual(['revoked', 'good'])
  await at.desk.close()
})

test('who was only ever named by others gets no code, nor who only said so where that is not enough', async () => {
  const at = await openTestDesk(authority, { policy: { issuesToDeclared: false } })
  at.test(numbers.wang)
  const { id } = at.desk.store.db.prepare('SELECT id FROM person').get()!
  const refused = { code: 'ERR_DESK_IDENTITY' }
  await expect(makeCode(at.desk, id as string, app, start)).rejects.toMatchObject(refused)
  const declared = apply(at)
  await expect(makeCode(at.desk, declared, app, start)).rejects.toMatchObject(refused)
  const card = { idType: 'cn-resident-id', number: numbers.lin, identity: 'verified' } as const
  recordPerson(at.desk.store, card, start)
  expect(await makeCode(at.desk, declared, app, start)).toMatchObject({ outcome: 'check' })
  expect(rowsOf(at)).toHaveLength(1)
  await at.desk.close()
})

test.each([
  ['a fact was taken, and nobody assessed', () => Promise.resolve()],
  [
    'the standing has turned, and nothing is issued again',
    ({ desk }: TestDesk) => assessTouched(desk, start, { limit: 1 }),
  ],
  [
    'a code is revoked here, and no list knows of it',
    ({ desk }: TestDesk, person: string) =>
      Promise.resolve(revokeStale(desk.store, person, { outcome: 'stop', rule: 7 }, 'fact', start)),
  ],
])('stopped where %s, the next start does the rest', async (name, step) => {
  const at = await openTestDesk(authority, {}, name)
  at.test(numbers.lin)
  const person = apply(at)
  const made = await makeCode(at.desk, person, app, start)
  await at.desk.idle()
  at.state(numbers.lin, 'contact', contact)
  const closed = at.desk.close()
  await step(at, person)
  await closed
  const again = await openTestDesk(authority, {}, name)
  await again.desk.idle()
  expect(listed(again, made.cti)).toBe('revoked')
  expect(await codeOf(again.desk, person, undefined, start)).toMatchObject({ outcome: 'stop' })
  await again.desk.close()
})
