/** What the screen does with what it sees: who decides, what is shown, and for how long. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStation, fakeStatus, fakeStop, type FakeStation } from '../shared/fake-station.ts'
import { kioskApiOver, reply } from '../shared/transport.ts'
import type { KioskApi, KioskEvent, ShownDecision } from '../shared/kiosk-api.ts'
import { attend, type Attendant } from './attendant.ts'
import { times } from './attendant-times.ts'
import { firstFacts, viewOf, type ScreenFacts } from './screen-facts.ts'

const { dwellMs } = fakeStatus.settings
const pass: ShownDecision = { outcome: 'pass', reasons: [], rule: null, appeal: null, awaits: null }
let station: FakeStation
let facts: ScreenFacts
let attendant: Attendant
let tell: (event: KioskEvent) => void

/** A line to the station that can be cut. */
function line(): { api: KioskApi; cut: () => void } {
  let up = true
  const isUp = () => up
  const listeners = new Set<(event: KioskEvent) => void>()
  const api = kioskApiOver({
    ask: async (ask, argument) => {
      if (!isUp()) return { ok: false, code: 'lost' }
      const answer = await reply(station, ask, argument, () => undefined)
      // It may have been cut meanwhile.
      return isUp() ? answer : { ok: false, code: 'lost' }
    },
    listen: (listener) => {
      listeners.add(listener)
      listener({ kind: 'status', status: fakeStatus })
      return () => listeners.delete(listener)
    },
  })
  tell = (event) => {
    for (const listener of listeners) listener(event)
  }
  return {
    api,
    cut() {
      up = false
      tell({ kind: 'lost' })
    },
  }
}

let cut: () => void
const settle = () => vi.advanceTimersByTimeAsync(0)
const view = () => viewOf(facts)

beforeEach(() => {
  vi.useFakeTimers()
  station = fakeStation()
  facts = firstFacts
  const made = line()
  cut = made.cut
  attendant = attend(made.api, (known) => {
    facts = known
  })
  attendant.camera('live')
})
afterEach(() => {
  attendant.close()
  vi.useRealTimers()
})

describe('an outcome', () => {
  test('is shown, and the screen returns to idle by itself', async () => {
    expect(view().kind).toBe('idle')
    attendant.see(['A'])
    await settle()
    expect(view()).toMatchObject({ kind: 'notice', notice: { decision: fakeStop } })
    await vi.advanceTimersByTimeAsync(dwellMs.stop - 1)
    expect(view().kind).toBe('notice')
    await vi.advanceTimersByTimeAsync(1)
    expect(view().kind).toBe('idle')
  })

  test('stays as long as the operator chose for it', async () => {
    station.answer = pass
    attendant.see(['A'])
    await settle()
    await vi.advanceTimersByTimeAsync(dwellMs.pass)
    expect(view().kind).toBe('idle')
  })

  test('gives way to the next person, whose own time begins anew', async () => {
    attendant.see(['A'])
    await vi.advanceTimersByTimeAsync(5_000)
    station.answer = pass
    attendant.see(['B'])
    await settle()
    expect(view()).toMatchObject({ notice: { decision: pass } })
    await vi.advanceTimersByTimeAsync(dwellMs.pass - 1)
    expect(view()).toMatchObject({ notice: { decision: pass } })
  })

  test('is asked for one at a time', async () => {
    station.answer = 'silence'
    attendant.see(['A'])
    attendant.see(['B'])
    await settle()
    expect(station.asked).toEqual(['live', ['A']])
  })
})

describe('a line that breaks', () => {
  test('takes a pass off the screen at once', async () => {
    station.answer = pass
    attendant.see(['A'])
    await settle()
    cut()
    expect(view()).toMatchObject({ kind: 'problem', problem: 'out-of-service' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(view()).toMatchObject({ kind: 'problem', problem: 'out-of-service' })
  })

  test('does not bring the pass back when it holds again', async () => {
    station.answer = pass
    attendant.see(['A'])
    await settle()
    cut()
    tell({ kind: 'status', status: fakeStatus })
    expect(view().kind).toBe('idle')
  })

  test('takes the answer that was on its way with it', async () => {
    station.answer = pass
    attendant.see(['A'])
    cut()
    await settle()
    expect(facts.notice).toBeUndefined()
  })

  test('stops the screen from asking', () => {
    cut()
    attendant.see(['A'])
    expect(station.asked).toEqual(['live'])
  })

  test('is noticed by the beat even when nothing says so', async () => {
    attendant.close()
    const silent: KioskApi = {
      ...station,
      status: () => Promise.reject(new TypeError('never asked')),
      listen: (listener) => station.listen(listener),
    }
    const { KioskRefusal } = await import('../shared/kiosk-api.ts')
    attendant = attend(
      { ...silent, status: () => Promise.reject(new KioskRefusal('lost')) },
      (known) => {
        facts = known
      },
    )
    expect(facts.link).toBe('up')
    await vi.advanceTimersByTimeAsync(times.beatMs)
    expect(facts.link).toBe('lost')
  })

  test('takes what is said of an update with it', async () => {
    station.carried = { state: 'collecting', have: 1, of: 3 }
    attendant.frame(Uint8Array.of(1))
    await settle()
    cut()
    tell({ kind: 'status', status: fakeStatus })
    expect(view().kind).toBe('idle')
  })

  test('is forgotten when it holds again', () => {
    cut()
    tell({ kind: 'status', status: fakeStatus })
    expect(view().kind).toBe('idle')
  })
})

describe('a station that does not decide', () => {
  test('is out of service, with no outcome left over', async () => {
    station.answer = pass
    attendant.see(['A'])
    await settle()
    tell({ kind: 'status', status: { ...fakeStatus, service: 'no-receipts' } })
    expect(view()).toMatchObject({ kind: 'problem', problem: 'no-receipts' })
    tell({ kind: 'status', status: fakeStatus })
    expect(view().kind).toBe('idle')
  })

  test('does not come back with the outcome that was on its way when the gate was held', async () => {
    station.answer = pass
    attendant.see(['A'])
    tell({ kind: 'status', status: { ...fakeStatus, service: 'held' } })
    await settle()
    tell({ kind: 'status', status: fakeStatus })
    expect(view().kind).toBe('idle')
  })

  test('over the next person does not leave them the pass of the one before', async () => {
    station.answer = pass
    attendant.see(['A'])
    await settle()
    station.answer = 'out-of-service'
    attendant.see(['B'])
    await settle()
    expect(view()).toMatchObject({ kind: 'notice', notice: { kind: 'failed' } })
  })

  test.each(['busy', 'failed', 'malformed', 'out-of-service'] as const)(
    'by the refusal %s says so and returns',
    async (code) => {
      station.answer = code
      attendant.see(['A'])
      await settle()
      expect(view()).toMatchObject({ kind: 'notice', notice: { kind: 'failed' } })
      await vi.advanceTimersByTimeAsync(dwellMs.unreadable)
      expect(view().kind).toBe('idle')
    },
  )
})

describe('a camera', () => {
  test.each(['denied', 'missing', 'busy', 'insecure', 'lost', 'no-decoder'] as const)(
    'that is %s has its own screen, and the station is told once',
    (state) => {
      attendant.camera(state)
      attendant.camera(state)
      expect(view()).toMatchObject({ kind: 'problem', problem: state })
      expect(station.asked).toEqual(['live', state])
    },
  )

  test('that is lost does not take the outcome off the screen', async () => {
    attendant.see(['A'])
    await settle()
    attendant.camera('lost')
    expect(view().kind).toBe('notice')
    await vi.advanceTimersByTimeAsync(dwellMs.stop)
    expect(view()).toMatchObject({ kind: 'problem', problem: 'lost' })
  })
})

test('the language goes back to Chinese for the next person', async () => {
  attendant.switchLanguage()
  expect(facts.language).toBe('en')
  await vi.advanceTimersByTimeAsync(times.languageMs)
  expect(facts.language).toBe('zh')
})
