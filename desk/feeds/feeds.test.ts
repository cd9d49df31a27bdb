/** What gates make of a desk's feeds: codes revoked, cards that turn, strangers who wait, and a publisher that fails. */
import { expect, test } from 'vitest'
import { takeCoverage } from '../facts/coverage.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { makeCode } from '../issuing/make-code.ts'
import { recordPerson } from '../people/record-person.ts'
import type { Feeds } from './feeds.ts'
import { keepPublishing } from './keep-publishing.ts'
import { openOffice } from './test-office.ts'

const start = Date.parse('2020-03-01T12:00:00Z')
const numbers = ['119901199001010017', '119901199001010025', '119901199001010033'] as const
const kinds = [
  'checkin',
  'contact',
  'order',
  'quarantine',
  'stay',
  'symptom',
  'test',
  'vaccination',
]
const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '')

async function opened(settings = {}) {
  let ms = start
  const now = () => new Date(ms)
  const office = await openOffice(now, settings)
  const { desk, keeper } = office
  const seconds = () => Math.floor(ms / 1000)
  desk.store.db
    .prepare(
      `INSERT INTO source (id, zh, en, states, covers, regions, since)
       VALUES ('hospital', '', '', '["*"]', ?, '["*"]', 0)`,
    )
    .run(JSON.stringify(kinds))
  const push = (number: string, kind: string, fields: object) => {
    const person = { idType: 'cn-resident-id', number }
    const id = `${kind}-${number}-${String(ms)}`
    const record = { id, kind, recordedAt: text(seconds()), person, fields }
    const { types } = desk.rules
    return takeFacts(desk.store, 'hospital', [record], seconds(), { types }).answers[0]?.state
  }
  /** Time goes on by a minute, everybody touched is assessed, and all is published. */
  const settle = async () => {
    ms += 60_000
    takeCoverage(
      desk.store,
      'hospital',
      kinds.map((kind) => ({ kind, until: seconds() })),
      seconds(),
    )
    desk.wake()
    await desk.idle()
    keeper.changed()
    return keeper.settled()
  }
  const applied = async (number: string) => {
    const { id } = recordPerson(
      desk.store,
      { idType: 'cn-resident-id', number, name: '王芳', identity: 'verified' },
      seconds(),
    )
    const sampledAt = text(seconds() - 3600)
    expect(push(number, 'test', { sampledAt, method: 'pcr', result: 'negative' })).toBe('taken')
    await settle()
    return id
  }
  const contact = (number: string) => {
    push(number, 'contact', { at: text(seconds()).slice(0, 10), closeness: 'close' })
  }
  return {
    ...office,
    office,
    now,
    seconds,
    push,
    settle,
    applied,
    contact,
    later: (by: number) => (ms += by),
  }
}

test('a code passes, and is revoked by one publication once its holder is a contact; the card turns with it', async () => {
  const { office, desk, settle, applied, contact, seconds, code, card } = await opened()
  await using _ = office
  const [number] = numbers
  await office.keeper.settled()
  expect(await card(number)).toBe('check not-covered')
  const person = await applied(number)
  const made = await makeCode(desk, person, { class: 'app', cause: 'applied' }, seconds())
  expect(await code(made.text)).toBe('pass assessed-pass')
  expect(await card(number)).toBe('pass assessed-pass')
  contact(number)
  const state = await settle()
  expect(state).toMatchObject({ people: 1, lists: 2, isPending: false, failure: undefined })
  expect(await code(made.text)).toBe('invalid revoked')
  expect(await card(number)).toBe('stop assessed-stop')
})

test('of a large population a change is a patch, and who is new waits for the next covered', async () => {
  const { office, settle, applied, contact, gather, now, card, later } = await opened({
    smallest: 0,
  })
  await using _ = office
  const [first, second] = numbers
  await applied(first)
  expect(await card(first)).toBe('pass assessed-pass')
  await applied(second)
  expect(await card(second)).toBe('check not-covered')
  contact(first)
  await settle()
  expect(await card(first)).toBe('stop assessed-stop')
  later(1000)
  const { population } = await gather(now())
  expect(population?.notGreen.map(({ patches }) => patches.length)).toEqual([1])
  expect(population?.people).toBe(1)
  later(8 * 86_400_000)
  expect((await gather(now())).population?.people).toBe(2)
})

test('whose pass ends before the limit is check by card, and passes with a code', async () => {
  const { office, desk, applied, seconds, code, card } = await opened({ lookAhead: 90 * 3600 })
  await using _ = office
  const person = await applied(numbers[0])
  const { text: shown } = await makeCode(
    desk,
    person,
    { class: 'app', cause: 'applied' },
    seconds(),
  )
  expect(await code(shown)).toBe('pass assessed-pass')
  expect(await card(numbers[0])).toBe('check assessed-check')
})

test('a publication that fails is kept, told and tried again; changes meanwhile go into one', async () => {
  const feeds: Feeds = { lists: [], population: undefined }
  let [calls, fails] = [0, 2]
  const log: string[] = []
  const keeper = keepPublishing({
    gather: () => Promise.resolve(feeds),
    publisher: {
      publish: () => {
        calls += 1
        if (fails-- > 0) return Promise.reject(new Error('disk'))
        return Promise.resolve({ version: calls, bytes: 1 })
      },
    },
    ...{ now: () => new Date(start), log: (line) => log.push(line), retryMs: 5 },
  })
  await using _ = keeper
  expect((await keeper.settled()).failure).toMatchObject({ times: 1, why: 'Error' })
  await expect.poll(() => keeper.state.published?.version).toBe(3)
  expect(keeper.state).toMatchObject({ failure: undefined, isPending: false })
  expect(log).toHaveLength(2)
  for (let i = 0; i < 5; i++) keeper.changed()
  expect((await keeper.settled()).published?.version).toBe(5)
})
