/** What devices read is decided once while it lies there, and again at once where it was refused. */
import { expect, test } from 'vitest'
import { KioskRefusal, type KioskEvent, type ShownDecision } from '../../shared/kiosk-api.ts'
import { defaultSettings } from '../../shared/screen-settings.ts'
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
      dwellMs: defaultSettings.dwellMs,
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

/** What becomes of one code that a scanner sees at such times. */
async function decidedAt(outcome: ShownDecision['outcome'], times: readonly number[]) {
  let nowMs = 0
  let read: (text: string) => void = () => undefined
  const decided: number[] = []
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
          decided.push(nowMs)
          return Promise.resolve({ ...decision, outcome })
        },
        awaits: () => undefined,
      },
      reading: startLatestReading(),
      ...{ tell: () => undefined, monotonicMs: () => nowMs, log: () => undefined },
      dwellMs: { ...defaultSettings.dwellMs, check: 4_000 },
    },
  )
  for (const at of times) {
    nowMs = at
    read('a code')
    await new Promise(setImmediate)
  }
  stop()
  return decided
}

test('a code that was refused and shown to its end is decided again when it was away for a second', async () => {
  const times = [0, 1_500, 3_000, 4_900, 5_900]
  expect(await decidedAt('check', times)).toEqual([0, 4_900])
  expect(await decidedAt('pass', times)).toEqual([0])
})

test('a code that lies before a scanner which looks all the time is decided every ten seconds at most', async () => {
  const times = Array.from({ length: 195 }, (_, look) => look * 100)
  expect(await decidedAt('check', times)).toEqual([0, 10_000])
})
