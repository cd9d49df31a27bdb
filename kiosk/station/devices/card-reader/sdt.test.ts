/** Tests of the driver of SDT readers against a simulated reader: what becomes of cards, well read and not. */
import { afterEach, expect, test } from 'vitest'
import { encodeCard } from './simulated-card.ts'
import {
  impatient,
  looks,
  resident,
  residentCard,
  startReader,
  type TestReader,
} from './test-reader.ts'

const open: TestReader[] = []
afterEach(async () => {
  for (const { reader } of open.splice(0)) await reader.stop()
})

const start = (options: Parameters<typeof startReader>[0] = {}) => {
  const opened = startReader(options)
  open.push(opened)
  return opened
}
const read = { happening: 'read', card: residentCard }
const sam = 'SAM 05.01-20171225-0123456789-0987654321'
const advice = (said: string) => ({ happening: 'advice', advice: said })
const removed = { happening: 'removed' }

test('a card is read once however long it lies, and again when it was lifted', async () => {
  const { device, happenings, until } = start()
  device.place(resident)
  await until(() => happenings.length === 1)
  const heard = device.heard.length
  await until(() => device.heard.length > heard + 10)
  device.lift()
  await until(() => happenings.length === 2)
  device.place(resident)
  await until(() => happenings.length === 3)
  expect(happenings).toEqual([read, removed, read])
})

test.each([
  ['finds a lying card again and again', { findsAgain: true, tellsLying: false }],
  ['finds it again, and can say that it lies there', { findsAgain: true, tellsLying: true }],
])('a reader that %s reads it once', async (_name, options) => {
  const { device, happenings, until } = start(options)
  device.place(resident)
  await until(() => happenings.length === 1)
  const heard = device.heard.length
  await until(() => device.heard.length > heard + 20)
  expect(happenings).toEqual([read])
  device.lift()
  await until(() => happenings.length === 2)
  device.place(resident)
  await until(() => happenings.length === 3)
  expect(happenings).toEqual([read, removed, read])
})

test('a reader that can tell nothing of a lying card still reads it once', async () => {
  const { device, happenings, until } = start({ tellsLying: false })
  device.place(resident)
  await until(() => happenings.length === 2)
  const heard = device.heard.length
  await until(() => device.heard.length > heard + 20)
  expect(happenings).toEqual([read, removed])
})

test('one card laid in the place of another is read', async () => {
  const { device, happenings, until } = start()
  device.place(resident)
  await until(() => happenings.length === 1)
  device.place({ ...resident, number: '11010519491231002X', birthDate: '1949-12-31' })
  await until(() => happenings.length === 3)
  expect(happenings).toMatchObject([read, removed, { card: { number: '11010519491231002X' } }])
})

test.each([
  [0x81, 0x2002, 'place-again'],
  [0x80, 0x2002, 'place-again'],
  [0x41, 0x3001, 'place-again'],
  [0x47, 0x3001, 'place-again'],
  [0x31, 0x2002, 'not-authentic'],
  [0x32, 0x2002, 'not-authentic'],
  [0x33, 0x3001, 'not-authentic'],
  [0x40, 0x2002, 'wrong-kind'],
  [0x91, 0x3001, 'wrong-kind'],
])(
  'status %i after %i: the person is told once, lifts, and tries again',
  async (status, code, said) => {
    const { device, happenings, until } = start({ findsAgain: true })
    device.fail(code, { status, sw: [0x69, 0x82] }, 1)
    device.place(resident)
    await until(() => happenings.length === 1)
    const before = looks(device)
    await until(() => looks(device) > before + 5)
    expect(happenings).toEqual([advice(said)])
    device.lift()
    const lifted = looks(device)
    await until(() => looks(device) > lifted + 1)
    device.place(resident)
    await until(() => happenings.length === 2)
    expect(happenings[1]).toEqual(read)
  },
)

test('a damaged reply is asked for again while the card lies still', async () => {
  const { device, happenings, health, until } = start()
  device.fail(0x3001, 'wrong-check', 2)
  device.place(resident)
  await until(() => happenings.length === 2)
  expect(happenings).toEqual([advice('hold-still'), read])
  expect(health).toEqual([`ready ${sam}`])
})

test('a card whose reply stays damaged must be lifted', async () => {
  const { device, happenings, until } = start()
  device.fail(0x3001, 'wrong-check', 3)
  device.place(resident)
  await until(() => happenings.length === 2)
  expect(happenings).toEqual([advice('hold-still'), advice('place-again')])
})

test.each(['silence', 'half'] as const)(
  '%s in mid-read: the card must be lifted',
  async (fault) => {
    const { device, happenings, until } = start({ times: impatient })
    device.fail(0x3001, fault, 1)
    device.place(resident)
    await until(() => happenings.length === 1)
    device.lift()
    const lifted = looks(device)
    await until(() => looks(device) > lifted + 2)
    device.place(resident)
    await until(() => happenings.length === 2)
    expect(happenings).toEqual([advice('place-again'), read])
  },
)

test('a card that does not agree with itself is asked for again, and the second time is none', async () => {
  const { device, happenings, until } = start()
  const forged = encodeCard({ ...resident, birthDate: '1985-07-15' })
  device.place(forged)
  await until(() => happenings.length === 1)
  device.lift()
  const lifted = looks(device)
  await until(() => looks(device) > lifted + 2)
  device.place(forged)
  await until(() => happenings.length === 2)
  expect(happenings).toEqual([advice('place-again'), advice('not-authentic')])
})

test('where each card is read twice, two readings that differ are none', async () => {
  const { device, happenings, health, until } = start({ readsTwice: true })
  device.place(resident)
  await until(() => happenings.length === 1)
  expect(device.heard.filter((one) => one === 0x3001)).toHaveLength(2)
  device.lift()
  await until(() => happenings.length === 2)
  device.place({ ...resident, number: '11010519491231002X', birthDate: '1949-12-31' })
  // Its first reading is somebody else's: another whole, good reply.
  const other = openedReply(resident)
  device.fail(0x3001, other, 1)
  await until(() => happenings.length === 3)
  expect(happenings).toEqual([read, removed, advice('place-again')])
  expect(health).toEqual([`ready ${sam}`])
})

test('a late reply that brings a card is not the answer to a look', async () => {
  const { device, happenings, until } = start()
  device.fail(0x2001, openedReply(resident), 1)
  await until(() => looks(device) > 3)
  expect(happenings).toEqual([])
})

/** A whole reply to the command that reads a card. */
function openedReply(card: typeof resident): Uint8Array {
  const body = [0, 0, 0x90, 1, 0, 4, 0, ...encodeCard(card), ...new Uint8Array(1024)]
  const checked = [(body.length + 1) >> 8, (body.length + 1) & 255, ...body]
  return Uint8Array.from([
    0xaa,
    0xaa,
    0xaa,
    0x96,
    0x69,
    ...checked,
    checked.reduce((a, b) => a ^ b),
  ])
}
