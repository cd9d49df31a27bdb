/** The whole chain over HTTP: from a sign-in to a gate that knows of a desk nothing but the bundle that it publishes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeskClient } from '../../desk/shared/desk-client.ts'
import { instantText, type PushedRecord } from './source-client.ts'
import {
  apply,
  openGate,
  showCard,
  signIn,
  thirdParty,
  type Applicant,
  type PollingGate,
} from './test-callers.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const day = 86_400_000
const minute = 60_000
const numbers = [
  ...['119901199001010017', '119901199001010025', '119901199001010033'],
  ...['119901199001010041', '11990119900101005X'],
] as const
let ms = Date.parse('2020-03-01T12:00:00Z')
const now = () => new Date(ms)
let desk: TestDesk
let gate: PollingGate
let counter: DeskClient

beforeAll(async () => {
  desk = await openTestDesk(now)
  gate = await openGate(desk, desk.demo)
  counter = await signIn(desk, 'officer', 'li@desk.example')
})
afterAll(() => desk[Symbol.asyncDispose]())

/** What is under way is assessed and published, and the gate polls. */
const polled = async () => {
  await desk.settled()
  await gate.refresh()
}

let records = 0
const record = (number: string, kind: string, fields: PushedRecord['fields']): PushedRecord => {
  const person = { idType: 'cn-resident-id', number }
  return { id: `r${String(++records)}`, kind, recordedAt: instantText(now()), person, fields }
}
const taken = { taken: 1, held: 0, refused: 0, conflict: 0 }
const negative = async (number: string) => {
  const fields = { sampledAt: instantText(now()), method: 'pcr', result: 'negative' }
  const pushed = await desk.hospital.records([record(number, 'test', fields)])
  expect(pushed).toMatchObject(taken)
}
const contact = async (number: string) => {
  const fields = { at: instantText(now()).slice(0, 10), closeness: 'close' }
  const pushed = record(number, 'contact', fields)
  expect(await desk.control.records([pushed])).toMatchObject(taken)
  return { source: 'demo-control', id: pushed.id }
}
const covered = async () => {
  await desk.hospital.covers(['test', 'vaccination', 'recovery'], now())
  await desk.control.covers(['contact', 'quarantine', 'stay'], now())
}
/** What the desk itself says of a live code, by the bundle that it published last. */
const verified = async (of: Applicant, text: string) => {
  const body = { texts: [await of.live(text)] }
  const { outcome, reasons } = await of.ask('POST /codes/verify', { body })
  return [outcome, ...reasons.map(({ code }) => code)].join(' ')
}
const saysLive = async (of: Applicant, text: string) => gate.says(await of.live(text))

test('who applies, declares and is tested passes; who becomes a contact is stopped by every way at the next poll', async () => {
  const [number] = numbers
  const person = await apply(desk, 'one@example.org', number)
  await person.declare()
  await covered()
  await negative(number)
  await polled()
  expect((await person.file()).standing).toMatchObject({ outcome: 'pass', rule: 1, missing: [] })
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')
  expect(await gate.says(text)).toMatch(/^check live-proof-missing/)
  expect(await verified(person, text)).toBe('pass assessed-pass')
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')

  ms += minute
  await contact(number)
  // Before its next poll a gate knows nothing of it.
  await desk.settled()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')
  expect(await verified(person, text)).toBe('invalid revoked')
  await gate.refresh()
  expect(await saysLive(person, text)).toBe('invalid revoked')
  const again = await person.code()
  expect(again.text).not.toBe(text)
  expect(await saysLive(person, again.text)).toBe('stop assessed-stop 7')
  expect(await gate.saysOf(number)).toBe('stop assessed-stop 7')

  // What opens a code shows what departments have, to whom it is about.
  expect(again).not.toHaveProperty('opening')
  await showCard(counter, person)
  const opened = await person.code()
  const told = await thirdParty(gate.bundle, opened)
  expect(told).toEqual({ isOfCode: true, outcome: 'stop', rule: 7 })
  const less = await thirdParty(gate.bundle, opened, { facts: [] })
  expect(less).toMatchObject({ isOfCode: false, outcome: 'check' })
})

type Paper = Parameters<TestDesk['order']>[0]
const officers = async () =>
  [
    await signIn(desk, 'officer', 'li@desk.example'),
    await signIn(desk, 'officer', 'zhao@desk.example'),
  ] as const

test('two officers agree that a record is not of this person, and the colour changes; one alone changes nothing', async () => {
  const [, number] = numbers
  const person = await apply(desk, 'two@example.org', number)
  await person.declare()
  await covered()
  await negative(number)
  const fact = await contact(number)
  await polled()
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 7')
  await showCard(counter, person)
  const wish = { fact, wish: 'not-mine', text: 'Somebody else was on that train.' } as const
  const params = { id: person.id }
  const { id } = await person.ask('POST /people/:id/corrections', { params, body: wish })

  const [first, second] = await officers()
  const proposal = { do: 'retract', fact } as const
  const body = { what: 'proposed', proposal, text: 'The train has no such seat.' } as const
  const acts = 'POST /office/matters/:id/acts'
  const { acts: made } = await first(acts, { params: { id }, body })
  const agreed = { what: 'agreed', proposal: made.at(-1)?.seq ?? 0, text: 'So it is.' } as const
  await expect(first(acts, { params: { id }, body: agreed })).rejects.toMatchObject({
    code: 'another-officer',
  })
  await polled()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 7')
  ms += minute
  await second(acts, { params: { id }, body: agreed })
  await polled()
  expect(await saysLive(person, text)).toBe('invalid revoked')
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')
})

test('who was told stop appeals: two officers decide, the person reads why, and the colour follows the records', async () => {
  const [, , , number] = numbers
  const person = await apply(desk, 'four@example.org', number)
  await showCard(counter, person)
  await person.declare()
  await covered()
  await negative(number)
  const fact = await contact(number)
  await polled()
  const params = { id: person.id }
  const { standing } = await person.file()
  const told = {
    outcome: 'stop',
    ruleSet: 'demo-hz',
    version: standing?.version ?? 0,
    rule: 7,
  } as const
  expect(standing).toMatchObject(told)
  const code = await person.make()
  expect(await thirdParty(gate.bundle, code)).toEqual({ isOfCode: true, outcome: 'stop', rule: 7 })
  const appeals = 'POST /people/:id/appeals'
  const text = 'I was in another city that day.'
  // Of what nobody told them there is no appeal.
  await expect(
    person.ask(appeals, { params, body: { ...told, rule: 8, text } }),
  ).rejects.toMatchObject({ code: 'not-found' })
  const appeal = await person.ask(appeals, { params, body: { ...told, text } })
  expect(appeal).toMatchObject({ kind: 'appeal', state: 'open' })
  expect(Date.parse(appeal.dueAt)).toBeGreaterThan(ms)

  const [first, second] = await officers()
  const open = await first('GET /office/matters', { query: { kind: 'appeal', state: 'open' } })
  expect(open.matters).toMatchObject([{ id: appeal.id, told, text }])
  const matter = { params: { id: appeal.id } }
  const acts = 'POST /office/matters/:id/acts'
  const propose = async (
    by: typeof first,
    proposal: { do: 'assess-again' } | { do: 'retract'; fact: typeof fact },
  ) => {
    const body = { what: 'proposed', proposal, text: 'The list names another person.' } as const
    return (await by(acts, { ...matter, body })).acts.at(-1)?.seq ?? 0
  }
  const seen = await propose(first, { do: 'assess-again' })
  const no = {
    what: 'disagreed',
    proposal: seen,
    text: 'The record is wrong, not the rule.',
  } as const
  expect(await second(acts, { ...matter, body: no })).toMatchObject({ state: 'open' })
  const other = await propose(second, { do: 'retract', fact })
  ms += minute
  const stale = { what: 'agreed', proposal: seen, text: 'As I proposed.' } as const
  await expect(first(acts, { ...matter, body: stale })).rejects.toMatchObject({ code: 'stale' })
  const yes = { what: 'agreed', proposal: other, text: 'It is.' } as const
  expect(await first(acts, { ...matter, body: yes })).toMatchObject({ state: 'granted' })
  const { matters } = await person.ask('GET /people/:id/matters', { params })
  expect(matters).toMatchObject([{ state: 'granted', answer: 'The list names another person.' }])
  await polled()
  expect(await saysLive(person, code.text)).toBe('invalid revoked')
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
})

test('an order that both keys of its authority signed stops somebody, and only a document like it lets them pass', async () => {
  const [, , , , number] = numbers
  const person = await apply(desk, 'five@example.org', number)
  await showCard(counter, person)
  await person.declare()
  await covered()
  await negative(number)
  await polled()
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')
  const order: Paper = {
    ...{ format: 'greengate-order-1', authority: 'demo-command', id: '2020-17' },
    ...{ person: { idType: 'cn-resident-id', number }, outcome: 'stop' },
    ...{ from: instantText(now()), until: instantText(new Date(ms + day)), basis: 'Article 9' },
  }
  const end: Paper = {
    ...{ format: 'greengate-order-revocation-1', authority: 'demo-command', id: '2020-17' },
    basis: 'The ground is gone',
  }
  const [officer] = await officers()
  const take = async (paper: Paper, signatures?: number) =>
    officer('POST /office/orders', { body: { order: await desk.order(paper, signatures) } })
  await expect(take(order, 1)).rejects.toMatchObject({ code: 'order-unsigned' })
  await polled()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')

  ms += minute
  const { fact } = await take(order)
  await polled()
  expect(await saysLive(person, text)).toBe('invalid revoked')
  expect(await saysLive(person, (await person.code()).text)).toBe('stop assessed-stop 16')
  expect(await gate.saysOf(number)).toBe('stop assessed-stop 16')
  // Two officers of the desk are no authority.
  const params = { id: person.id }
  const body = { fact, wish: 'wrong', text: 'Not me.' } as const
  const { id } = await person.ask('POST /people/:id/corrections', { params, body })
  const proposal = {
    what: 'proposed',
    proposal: { do: 'retract', fact },
    text: 'Let them go.',
  } as const
  await expect(
    officer('POST /office/matters/:id/acts', { params: { id }, body: proposal }),
  ).rejects.toMatchObject({ code: 'order-stands' })

  ms += minute
  await expect(take(end, 1)).rejects.toMatchObject({ code: 'order-unsigned' })
  await take(end)
  await polled()
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
})

test('whoever came from a region under observation is stopped until 14 days of check-ins are whole', async () => {
  const [, , number] = numbers
  const person = await apply(desk, 'three@example.org', number)
  const today = instantText(now()).slice(0, 10)
  const stay = { region: '9904', from: today, until: today }
  await person.declare([stay])
  await covered()
  await negative(number)
  await polled()
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 15')
  const params = { id: person.id }
  for (let days = 1; days < 14; days++) {
    ms += day
    if (days === 13) {
      // As it does every hour.
      desk.keeper.changed()
      await covered()
      await negative(number)
      const health = { declarations: [{ kind: 'symptom', facts: [] }] }
      await person.ask('POST /people/:id/health', { params, body: health })
      const trips = { declarations: [{ kind: 'stay', facts: [stay] }] }
      await person.ask('POST /people/:id/trips', { params, body: trips })
      await polled()
      expect(await saysLive(person, (await person.code()).text)).toBe('stop assessed-stop 15')
    }
    await person.checkIn()
  }
  await polled()
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')
})
