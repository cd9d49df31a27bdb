/** What devices read is decided once while it lies there, and again at once where it was refused. */
import { expect, test } from 'vitest'
import { KioskRefusal, type KioskEvent, type ShownDecision } from '../../shared/kiosk-api.ts'
import type { Scanner } from '../devices/device.ts'
import { startLatestReading } from './latest-reading.ts'
import { listenToInputs } from './own-inputs.ts'

const decision: ShownDecision = {
  ...{ outcome: 'stop', reasons: [], rule: null, appeal: null, awaits: null },
}

test('a code that was refused while the lane was out of service is decided when it is shown again', async () => {
  let isOpen = false
  let shown = 0
  let read: (text: string) => void = () => undefined
  const told: KioskEvent[] = []
  const scanner: Pick<Scanner, 'listen'> = {
    listen(onText) {
      read = onText
      return () => undefined
    },
  }
  const stop = listenToInputs(
    { scanners: [scanner as Scanner], cardReaders: [] },
    {
      presentations: {
        show() {
          shown++
          return isOpen
            ? Promise.resolve(decision)
            : Promise.reject(new KioskRefusal('out-of-service'))
        },
        awaits: () => undefined,
      },
      reading: startLatestReading(),
      tell: (event) => told.push(event),
      monotonicMs: () => 0,
      log: () => undefined,
    },
  )
  const scan = async () => {
    read('a code')
    await new Promise(setImmediate)
  }
  await scan()
  expect([shown, told]).toEqual([1, []])
  isOpen = true
  await scan()
  expect([shown, told]).toEqual([2, [{ kind: 'shown', decision }]])
  await scan()
  expect(shown).toBe(2)
  stop()
})
