/** Tests that nothing of a card leaves its driver but number, type and validity, whatever happens. */
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import type { OpenLine } from '../line/line.ts'
import { layWire } from '../line/wire.ts'
import { answerTo } from './sdt-answer.ts'
import { createFrameParser } from './sdt-frame-parser.ts'
import { encodeFrame } from './sdt-frame.ts'
import { encodeCard } from './simulated-card.ts'
import type { Fault } from './simulated-sdt.ts'
import { impatient, openTestReader, resident, type TestReader } from './test-reader.ts'

const open: TestReader[] = []
afterEach(async () => {
  for (const { reader } of open.splice(0)) await reader.stop()
})

/** What is on the card, in every form in which it could be written somewhere. */
const secrets = [
  resident.name,
  resident.address!,
  resident.authority!,
  '欧阳',
  '试验路',
  ...[resident.name, resident.address!, resident.authority!].flatMap((text) => {
    const bytes = Buffer.from(text, 'utf16le')
    return [bytes.toString('hex'), bytes.toString('base64').slice(0, -3), bytes.join(',')]
  }),
]

test.each<[string, number, Fault | undefined]>([
  ['a good card', 0x3001, undefined],
  ['a damaged reply', 0x3001, 'wrong-check'],
  ['half a reply', 0x3001, 'half'],
  [
    'a card in the wrong place',
    0x2001,
    encodeFrame([
      0,
      0,
      0x90,
      1,
      0,
      4,
      0,
      ...encodeCard(resident),
      ...new Uint8Array(1024).fill(0xee),
    ]),
  ],
  [
    'a reply with fingerprints',
    0x3001,
    encodeFrame([
      0,
      0,
      0x90,
      1,
      0,
      4,
      0,
      2,
      0,
      ...encodeCard(resident),
      ...new Uint8Array(1536).fill(0xee),
    ]),
  ],
  [
    'a card that does not agree with itself',
    0x3001,
    encodeFrame([
      0,
      0,
      0x90,
      1,
      0,
      4,
      0,
      ...encodeCard({ ...resident, birthDate: '1985-07-15' }),
      ...new Uint8Array(1024).fill(0xee),
    ]),
  ],
])(
  '%s: nothing of the person is told, logged or left in what came along the line',
  async (_name, code, fault) => {
    const wire = layWire()
    const chunks: Uint8Array[] = []
    const openLine: OpenLine = (options) => {
      const line = wire.openLine(options)
      return {
        ...line,
        onBytes: (listener) =>
          line.onBytes((bytes) => {
            chunks.push(bytes)
            listener(bytes)
          }),
      }
    }
    const opened = openTestReader(wire.device, openLine, { times: impatient })
    open.push(opened)
    const { device, happenings, health, logged, reader, until } = opened
    if (fault !== undefined) device.fail(code, fault)
    device.place(resident)
    await until(() => device.heard.filter((one) => one === code).length > 0)
    const heard = device.heard.length
    await until(() => device.heard.length > heard + 4)
    const tried = await reader.test()
    const said = inspect(
      { happenings, health, logged, tried, now: reader.health() },
      { depth: null },
    )
    for (const secret of secrets) expect(said).not.toContain(secret)
    expect(inspect({ health, logged, tried })).not.toContain(resident.number)
    const isRead = happenings.some(({ happening }) => happening === 'read')
    expect(isRead).toBe(fault === undefined)
    if (isRead) {
      expect(happenings).toEqual([
        {
          happening: 'read',
          card: {
            type: 'cn-resident-id',
            number: resident.number,
            validFrom: '2015-03-01',
            source: 'chip',
          },
        },
      ])
    }
    expect(chunks.length).toBeGreaterThan(2)
    expect(chunks.every((chunk) => chunk.every((byte) => byte === 0))).toBe(true)
  },
)

test('the photograph is overwritten before anybody has the text', () => {
  const photo = new Uint8Array(1024).fill(0xee)
  const frame = encodeFrame([0, 0, 0x90, 1, 0, 4, 0, ...encodeCard(resident), ...photo])
  const [reply] = createFrameParser().push(frame)
  if (reply === undefined || reply === 'damaged') throw new Error('no frame')
  expect(reply.data).toContain(0xee)
  const answer = answerTo('read-base', reply)
  expect(answer).toMatchObject({ means: 'done' })
  expect(reply.data.every((byte) => byte === 0)).toBe(true)
  expect('data' in answer && answer.data.length).toBe(256)
})
