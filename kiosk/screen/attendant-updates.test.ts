/** What the screen does with updates: codes that the camera sees, files that staff hand over. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { largestFile } from '../shared/channels.ts'
import { fakeStation, fakeStatus, type FakeStation } from '../shared/fake-station.ts'
import type { KioskEvent, ShownDecision } from '../shared/kiosk-api.ts'
import { kioskApiOver, reply } from '../shared/transport.ts'
import { attend, times, type Attendant } from './attendant.ts'
import { firstFacts, viewOf, type ScreenFacts } from './screen-facts.ts'

const pass: ShownDecision = { outcome: 'pass', reasons: [], rule: null, appeal: null, awaits: null }
let station: FakeStation
let facts: ScreenFacts
let attendant: Attendant

const tell = (event: KioskEvent) => {
  station.tell(event)
}
const settle = () => vi.advanceTimersByTimeAsync(0)
const view = () => viewOf(facts)

beforeEach(() => {
  vi.useFakeTimers()
  station = fakeStation()
  facts = firstFacts
  const api = kioskApiOver({
    ask: (ask, argument) => reply(station, ask, argument, () => undefined),
    listen: (listener) => station.listen(listener),
  })
  attendant = attend(api, (known) => {
    facts = known
  })
  attendant.camera('live')
})
afterEach(() => {
  attendant.close()
  vi.useRealTimers()
})

describe('an update', () => {
  const frame = (n: number) => Uint8Array.of(n)
  const collecting = { state: 'collecting', have: 1, of: 3 } as const

  test('shows how far it has come, and people are let through all the while', async () => {
    station.carried = collecting
    attendant.frame(frame(1))
    await settle()
    expect(view()).toMatchObject({ kind: 'update', update: collecting, sees: true })
    station.answer = pass
    attendant.see(['A'])
    await settle()
    expect(view()).toMatchObject({ kind: 'notice', notice: { decision: pass } })
    await vi.advanceTimersByTimeAsync(fakeStatus.settings.dwellMs.pass)
    expect(view()).toMatchObject({ kind: 'update', update: collecting })
    expect(station.asked).toEqual(['live', frame(1), ['A']])
  })

  test('does not wait for a code that is being decided, nor the code for it', async () => {
    station.answer = 'silence'
    station.carried = 'silence'
    attendant.see(['A'])
    attendant.frame(frame(1))
    await settle()
    expect(station.asked).toEqual(['live', ['A'], frame(1)])
  })

  test('is carried frame by frame, and of more than a camera sees at a time none is kept', async () => {
    station.carried = 'silence'
    for (let n = 0; n < 100; n++) attendant.frame(frame(n))
    await settle()
    expect(station.asked).toHaveLength(2)
  })

  test.each([
    { state: 'taken', bundleVersion: 4, rules: null },
    { state: 'nothing-new' },
    { state: 'refused', code: 'ERR_BUNDLE_DIGEST' },
    { state: 'mixed-up', of: 3 },
  ] as const)(
    'that has become $state is said, and not at once covered by the next code',
    async (became) => {
      station.carried = became
      attendant.frame(frame(1))
      await settle()
      expect(view()).toMatchObject({ kind: 'update', update: became })
      station.carried = collecting
      await vi.advanceTimersByTimeAsync(times.holdMs - 1)
      attendant.frame(frame(2))
      await settle()
      expect(view()).toMatchObject({ update: became })
      await vi.advanceTimersByTimeAsync(times.resultMs - times.holdMs)
      expect(view()).toMatchObject({ update: became })
      await vi.advanceTimersByTimeAsync(1)
      expect(view().kind).toBe('idle')
    },
  )

  test('that was forgotten is said without anybody asking', async () => {
    station.carried = collecting
    attendant.frame(frame(1))
    await settle()
    const update = { state: 'forgotten', have: 1, of: 3 } as const
    tell({ kind: 'update', update })
    expect(view()).toMatchObject({ kind: 'update', update })
    await vi.advanceTimersByTimeAsync(times.resultMs)
    expect(view().kind).toBe('idle')
  })

  test('whose frame was not answered shows nothing', async () => {
    station.carried = 'busy'
    attendant.frame(frame(1))
    await settle()
    expect(view().kind).toBe('idle')
  })
})

describe('a file', () => {
  const file = (size: number) => ({
    size,
    arrayBuffer: () => Promise.resolve(new ArrayBuffer(size)),
  })

  test('is waited for, even without a camera, until nobody goes on', async () => {
    attendant.camera('missing')
    attendant.handOver(true)
    expect(view()).toMatchObject({ kind: 'update', handing: true, sees: false })
    await vi.advanceTimersByTimeAsync(times.handingMs)
    expect(view()).toMatchObject({ kind: 'problem', problem: 'missing' })
  })

  test('goes to the station, and staff may hand over the next one', async () => {
    attendant.handOver(true)
    attendant.file(file(9))
    expect(view()).toMatchObject({ update: { state: 'checking' } })
    await settle()
    expect(station.asked).toEqual(['live', new Uint8Array(9)])
    expect(view()).toMatchObject({ update: { state: 'nothing-new' }, handing: true })
    attendant.handOver(false)
    expect(view().kind).toBe('idle')
  })

  test.each([
    ['too large', { ...file(1), size: largestFile + 1 }, { state: 'too-large' }],
    ['empty', file(0), { state: 'refused', code: 'ERR_BUNDLE_MALFORMED' }],
    [
      'gone with its stick',
      { size: 9, arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) },
      { state: 'unreadable' },
    ],
  ])('that is %s is not carried, and that is said', async (_, given, update) => {
    attendant.file(given)
    await settle()
    expect(view()).toMatchObject({ kind: 'update', update })
    expect(station.asked).toEqual(['live'])
  })

  test('that the station does not answer is said to have failed', async () => {
    station.carried = 'failed'
    attendant.file(file(9))
    await settle()
    expect(view()).toMatchObject({ update: { state: 'failed' } })
  })

  test('is not taken where files are not handed over', async () => {
    tell({ kind: 'status', status: { ...fakeStatus, handover: false } })
    attendant.handOver(true)
    attendant.file(file(9))
    await settle()
    expect(view().kind).toBe('idle')
    expect(station.asked).toEqual(['live'])
  })
})
