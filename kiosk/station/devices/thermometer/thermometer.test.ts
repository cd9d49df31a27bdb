/** Tests of the serial thermometer: what is a temperature of a person, and for how long it is theirs. */
import { expect, test } from 'vitest'
import { layWire } from '../line/wire.ts'
import { followReadings } from './fresh-reading.ts'
import { parseCelsius } from './parse-celsius.ts'
import { openThermometer } from './serial.ts'
import { simulateThermometer } from './simulated-thermometer.ts'

test.each([
  ['36.6', 36.6],
  ['T=36.62C', 36.62],
  ['t: 37.5 c', 37.5],
  ['  38 ', 38],
  ['30', 30],
  ['45.00', 45],
])('"%s" is %f', (line, celsius) => {
  expect(parseCelsius(line)).toBe(celsius)
})

test.each([
  '',
  '29.99',
  '45.01',
  '36,6',
  '136.6',
  '36.6.6',
  '36.612',
  'T=',
  'ERR 36.6',
  '-36.6',
  '3é6.6',
  '97.7F',
])('"%s" is no temperature of a person', (line) => {
  expect(parseCelsius(line)).toBeUndefined()
})

test('readings come through noise and pieces, and are forgotten after three seconds', async () => {
  const wire = layWire()
  let ms = 0
  const thermometer = openThermometer(
    { name: 'thermometer', path: 'x', baud: 9_600 },
    { now: () => new Date(), monotonicMs: () => ms, log: () => undefined, openLine: wire.openLine },
  )
  const states: string[] = []
  thermometer.watch(({ state }) => states.push(state))
  const readings = followReadings(thermometer, () => ms)
  const device = simulateThermometer(wire.device, 'labelled')
  expect(readings.celsius()).toBeUndefined()
  await expect.poll(() => states).toEqual(['ready'])
  await device.measure(36.62)
  await expect.poll(() => readings.celsius()).toBe(36.62)
  ms = 3_000
  expect(readings.celsius()).toBe(36.62)
  ms = 3_001
  expect(readings.celsius()).toBeUndefined()
  await device.send('\0\xff36.9\r\n')
  await device.send(`${'9'.repeat(5_000)}\r\nT=3`)
  await device.send('7.4C\n12.0\r\n')
  await expect.poll(() => readings.celsius()).toBe(37.4)
  // What a break cuts in two is nothing.
  await device.send('38')
  await new Promise((later) => setTimeout(later, 20))
  wire.unplug()
  wire.plug()
  await device.send('.8\r\n36.1\r\n')
  await expect.poll(() => readings.celsius()).toBe(36.1)
  expect(states).toEqual(['ready', 'missing', 'ready'])
  expect(await thermometer.test()).toMatchObject({ kind: 'thermometer', state: 'ready' })
  await thermometer.stop()
})
