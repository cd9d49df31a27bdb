/** The watch over a station: systemd hears of it for as long as every part lives, and no longer. */
import { EventEmitter, once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectScreen } from '../../shared/connection.ts'
import { fakeStation } from '../../shared/fake-station.ts'
import { deadParts, silenceMs } from './liveness.ts'
import { startWatchdog } from './start-watchdog.ts'
import { systemdOf } from './systemd.ts'

describe('a station lives', () => {
  const alive = { turnMs: 1_000, receiptsMs: 1_000, screenMs: 1_000 }

  test.each(['turn', 'receipts', 'screen'] as const)(
    'until its %s is silent for too long',
    (part) => {
      const nowMs = 1_000 + silenceMs[part]
      const others = { turnMs: nowMs, receiptsMs: nowMs, screenMs: nowMs }
      const beats = { ...others, [`${part}Ms`]: 1_000 }
      expect(deadParts(beats, nowMs)).toEqual([])
      expect(deadParts(beats, nowMs + 1)).toEqual([part])
    },
  )

  test('without a screen for as long as there never was one', () => {
    expect(deadParts({ ...alive, screenMs: undefined }, 20_000)).toEqual([])
  })
})

describe('the watchdog', () => {
  let told: string[]
  let turn: Promise<boolean>
  let heard: string[]

  beforeEach(() => {
    vi.useFakeTimers()
    told = []
    heard = []
    turn = Promise.resolve(true)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const start = () => {
    const env = { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '20000000' }
    const station = {
      ...fakeStation(),
      tend: () => turn,
    }
    return startWatchdog({
      ...{ station, monotonicMs: () => Date.now() },
      systemd: systemdOf(env, (lines) => told.push(...lines)),
      log: { error: (line) => heard.push(line), info: (line) => heard.push(line) },
    })
  }
  const pass = async (ms: number) => {
    told.length = 0
    await vi.advanceTimersByTimeAsync(ms)
    return told.filter((line) => line === 'WATCHDOG=1').length
  }

  test('says that the station is ready, then twice in the time that systemd names that it lives', async () => {
    const watchdog = start()
    expect(told).toEqual(['--ready'])
    expect(await pass(60_000)).toBe(6)
    expect(heard).toEqual([])
    watchdog.stop()
    expect(told.at(-1)).toBe('STOPPING=1')
    expect(await pass(60_000)).toBe(0)
  })

  test('is silent while no turn is had, says so once, and lives again afterwards', async () => {
    const watchdog = start()
    const held = new EventEmitter()
    turn = once(held, 'go').then(() => true)
    await pass(silenceMs.turn + 20_000)
    expect(await pass(60_000)).toBe(0)
    expect(watchdog.dead()).toEqual(['turn'])
    expect(heard).toHaveLength(1)
    held.emit('go')
    turn = Promise.resolve(true)
    await pass(20_000)
    expect(await pass(60_000)).toBe(6)
    expect(heard).toHaveLength(2)
    watchdog.stop()
  })

  test('is silent when receipts could not be written for long', async () => {
    const watchdog = start()
    turn = Promise.resolve(false)
    expect(await pass(silenceMs.receipts)).toBeGreaterThan(0)
    await pass(20_000)
    expect(await pass(60_000)).toBe(0)
    expect(watchdog.dead()).toEqual(['receipts'])
    watchdog.stop()
  })

  test('hears a screen on a connection of its own', async () => {
    const watchdog = start()
    const screen = connectScreen(watchdog.api)
    await screen.api.status()
    await pass(silenceMs.screen + 20_000)
    expect(watchdog.dead()).toEqual(['screen'])
    screen.close()
    watchdog.stop()
  })

  test('is silent when a screen that was there asks no more', async () => {
    const watchdog = start()
    await watchdog.api.status()
    await pass(silenceMs.screen + 20_000)
    expect(watchdog.dead()).toEqual(['screen'])
    expect(await pass(60_000)).toBe(0)
    await watchdog.api.status()
    expect(await pass(20_000)).toBe(2)
    watchdog.stop()
  })
})

test('without systemd nothing is told', () => {
  expect(systemdOf({})).toBeUndefined()
  expect(systemdOf({ NOTIFY_SOCKET: '@x' })?.everyMs).toBeUndefined()
})
