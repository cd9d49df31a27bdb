/** Tests of the driver of readers of machine-readable zones against a simulated one. */
import { afterEach, expect, test } from 'vitest'
import type { CardHappening, CardReader } from '../device.ts'
import { layWire } from '../line/wire.ts'
import { openMrzReader } from './serial.ts'
import { passportZone, simulateMrzReader } from './simulated-mrz.ts'

const open: CardReader[] = []
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.stop()
})

const start = () => {
  const wire = layWire()
  const time = { ms: 0 }
  const reader = openMrzReader(
    { name: 'mrz-reader', path: 'x', baud: 9_600 },
    {
      now: () => new Date('2020-03-01T00:00:00Z'),
      monotonicMs: () => time.ms,
      log: () => undefined,
      openLine: wire.openLine,
    },
    { gap: 40, same: 2_000 },
  )
  open.push(reader)
  const happenings: CardHappening[] = []
  reader.listen((happening) => happenings.push(happening))
  return { wire, time, reader, happenings, device: simulateMrzReader(wire.device) }
}
const zone = passportZone({
  state: 'CHN',
  surname: 'ZHANG',
  given: 'SAN',
  number: 'E12345678',
  birthDate: '1985-07-14',
  validUntil: '2030-03-01',
})
const read = {
  happening: 'read',
  card: {
    type: 'passport',
    number: 'E12345678',
    validUntil: '2030-03-01',
    source: 'mrz',
    name: { surname: 'ZHANG', given: 'SAN' },
    birthDate: '1985-07-14',
  },
}
const advice = (said: string) => ({ happening: 'advice', advice: said })

test('a passport is read, once for each showing', async () => {
  const { device, happenings, time } = start()
  await device.place(zone)
  await device.place(zone)
  await expect.poll(() => happenings.length).toBe(1)
  time.ms = 2_500
  await device.send(`${zone.join('\r\n')}\r\n`)
  await expect.poll(() => happenings.length).toBe(2)
  expect(happenings).toEqual([read, read])
})

test('noise before a zone is left out, noise within spoils it', async () => {
  const { device, happenings } = start()
  await device.send('\0\xffNO READ\r12345\r')
  await device.send(zone[0].slice(0, 20))
  await device.send(`${zone[0].slice(20)}\r`)
  await device.send('?\r')
  await expect.poll(() => happenings).toEqual([advice('place-again')])
  await device.place(zone)
  await expect.poll(() => happenings).toEqual([advice('place-again'), read])
})

test('half a zone is asked for again', async () => {
  const { device, happenings } = start()
  await device.send(`${zone[0]}\r`)
  await expect.poll(() => happenings).toEqual([advice('place-again')])
})

test('a zone with a digit read wrongly is asked for again', async () => {
  const { device, happenings } = start()
  await device.place([zone[0], zone[1].replace('8507', '8508')])
  await expect.poll(() => happenings).toEqual([advice('place-again')])
})

test('a document that nobody knows here is told as one', async () => {
  const { device, happenings } = start()
  await device.place([
    'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<',
    'D231458907UTO7408122F1204159<<<<<<<6',
  ])
  await expect.poll(() => happenings).toEqual([advice('wrong-kind')])
})

test('a reader that is pulled out is missing, and is back with its line', async () => {
  const { wire, device, reader, happenings } = start()
  const states: string[] = []
  reader.watch(({ state }) => states.push(state))
  await expect.poll(() => states).toEqual(['ready'])
  wire.unplug()
  wire.plug()
  await device.place(zone)
  await expect.poll(() => happenings).toEqual([read])
  expect(states).toEqual(['ready', 'missing', 'ready'])
  expect(await reader.test()).toMatchObject({ kind: 'mrz-reader', state: 'ready' })
})
