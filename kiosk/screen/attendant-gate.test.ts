/** What the screen does with what the station's own devices read, with groups, and with calls for staff. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStation, fakeStatus, fakeStop, type FakeStation } from '../shared/fake-station.ts'
import {
  KioskRefusal,
  type KioskEvent,
  type ShownDecision,
  type StationStatus,
} from '../shared/kiosk-api.ts'
import { kioskApiOver, reply } from '../shared/transport.ts'
import { attend, type Attendant } from './attendant.ts'
import { times } from './attendant-times.ts'
import { firstFacts, viewOf, type ScreenFacts } from './screen-facts.ts'

const { dwellMs } = fakeStatus.settings
const pass: ShownDecision = { outcome: 'pass', reasons: [], rule: null, appeal: null, awaits: null }
let station: FakeStation
let facts: ScreenFacts
let attendant: Attendant

const tell = (event: KioskEvent) => {
  station.tell(event)
}
const tellStatus = (news: Partial<StationStatus>) => {
  tell({ kind: 'status', status: { ...fakeStatus, ...news } })
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

describe('what a device of the station read', () => {
  test('is shown like what the camera saw', async () => {
    tell({ kind: 'shown', decision: fakeStop })
    expect(view()).toMatchObject({ kind: 'notice', notice: { decision: fakeStop } })
    await vi.advanceTimersByTimeAsync(dwellMs.stop)
    expect(view().kind).toBe('idle')
  })

  test('takes the place of what was shown, and has its own time', async () => {
    tell({ kind: 'shown', decision: fakeStop })
    await vi.advanceTimersByTimeAsync(dwellMs.stop - 1)
    tell({ kind: 'shown', decision: pass })
    await vi.advanceTimersByTimeAsync(dwellMs.pass - 1)
    expect(view()).toMatchObject({ notice: { decision: pass } })
  })

  test('stays for as long as the other half is awaited', async () => {
    const decision: ShownDecision = {
      ...fakeStop,
      outcome: 'check',
      awaits: { what: 'card', ms: 15_000 },
    }
    tell({ kind: 'shown', decision })
    await vi.advanceTimersByTimeAsync(14_999)
    expect(view()).toMatchObject({ notice: { decision } })
    await vi.advanceTimersByTimeAsync(1)
    expect(view().kind).toBe('idle')
  })

  test('is not shown by a station that is gone', () => {
    tell({ kind: 'lost' })
    tell({ kind: 'shown', decision: pass })
    expect(view()).toMatchObject({ kind: 'problem' })
    tellStatus({})
    expect(view().kind).toBe('idle')
  })

  test.each(['place-again', 'hold-still', 'wrong-kind', 'not-authentic'] as const)(
    'and could not be read: %s is said for a while',
    async (advice) => {
      tell({ kind: 'card', advice })
      expect(view()).toMatchObject({ notice: { kind: 'card', advice } })
      await vi.advanceTimersByTimeAsync(times.adviceMs)
      expect(view().kind).toBe('idle')
    },
  )
})

describe('a passage', () => {
  test('that was used frees the screen for the next person', async () => {
    tell({ kind: 'shown', decision: pass })
    tell({ kind: 'passage', passage: 'granted' })
    expect(view()).toMatchObject({ notice: { decision: pass } })
    tell({ kind: 'passage', passage: 'passed' })
    await vi.advanceTimersByTimeAsync(times.passedMs)
    expect(view().kind).toBe('idle')
  })

  test('that was used takes nobody else’s outcome away', async () => {
    tell({ kind: 'shown', decision: fakeStop })
    tell({ kind: 'passage', passage: 'passed' })
    await vi.advanceTimersByTimeAsync(dwellMs.stop - 1)
    expect(view()).toMatchObject({ notice: { decision: fakeStop } })
  })

  test.each(['released', 'forced'] as const)('that was %s is said', (passage) => {
    tell({ kind: 'passage', passage })
    expect(view()).toMatchObject({ notice: { kind: 'passage', passage } })
  })
})

describe('a group', () => {
  test('begins with how many they are, and is told by the station how far it is', async () => {
    attendant.choose(true)
    expect(view().kind).toBe('choosing')
    attendant.group(3)
    await settle()
    expect(station.asked).toContainEqual({ group: 3 })
    expect(view().kind).toBe('idle')
    expect(facts.group).toEqual({ shown: 0, of: 3 })
    tell({ kind: 'shown', decision: { ...pass, group: { shown: 1, of: 3 } } })
    expect(facts.group).toEqual({ shown: 1, of: 3 })
    tell({ kind: 'group', group: null })
    expect(facts.group).toBeNull()
  })

  test('that is complete is none any more when its last pass is shown', async () => {
    attendant.group(2)
    await settle()
    tell({ kind: 'group', group: null })
    const last = { ...pass, group: { shown: 2, of: 2 } }
    tell({ kind: 'shown', decision: last })
    expect(view()).toMatchObject({ kind: 'notice', notice: { decision: last } })
    await vi.advanceTimersByTimeAsync(dwellMs.pass)
    expect(view().kind).toBe('idle')
    expect(facts.group).toBeNull()
  })

  test('that nobody goes on with leaves the screen to the next', async () => {
    attendant.choose(true)
    await vi.advanceTimersByTimeAsync(times.choosingMs)
    expect(view().kind).toBe('idle')
  })

  test('is not offered where people go one by one', () => {
    tellStatus({ settings: { ...fakeStatus.settings, mostInGroup: 1 } })
    attendant.choose(true)
    expect(view().kind).toBe('idle')
  })

  test('ends with the line', async () => {
    attendant.group(2)
    await settle()
    tell({ kind: 'lost' })
    expect(facts.group).toBeNull()
  })
})

describe('a call for staff', () => {
  test('is heard, and says so for a while', async () => {
    attendant.callStaff()
    expect(facts.call).toBe('asked')
    await settle()
    expect(station.asked).toContain('callStaff')
    expect(facts.call).toBe('heard')
    await vi.advanceTimersByTimeAsync(times.callMs)
    expect(facts.call).toBe('none')
  })

  test('that the line took with it says so, and can be made again', async () => {
    station.callStaff = () => Promise.reject(new KioskRefusal('lost'))
    attendant.callStaff()
    await settle()
    expect(facts.call).toBe('unheard')
    station.callStaff = () => Promise.resolve(null)
    tellStatus({})
    attendant.callStaff()
    await settle()
    expect(facts.call).toBe('heard')
  })
})

describe('a gate with less than it had', () => {
  test('says what to use instead, and is out of service when nothing is left', () => {
    tellStatus({ reads: { code: false, card: true } })
    expect(view()).toMatchObject({ kind: 'idle', accepts: { card: 'card', code: 'camera' } })
    attendant.camera('lost')
    expect(view()).toMatchObject({
      kind: 'idle',
      accepts: { card: 'card', code: null, gone: 'code' },
    })
    tellStatus({ reads: { code: false, card: false } })
    expect(view()).toMatchObject({ kind: 'problem', problem: 'lost' })
    attendant.camera('live')
    expect(view()).toMatchObject({ kind: 'idle', accepts: { code: 'camera', gone: 'card' } })
  })

  test('whose camera is turned off shows nothing of it', () => {
    const settings = { ...fakeStatus.settings, camera: false, wedge: false }
    tellStatus({ settings })
    expect(view()).toMatchObject({ kind: 'problem', problem: 'nothing-reads' })
    attendant.see(['A'])
    expect(station.asked).toEqual(['live'])
  })

  test.each(['closed', 'gate-fault', 'held', 'emergency', 'no-receipts'] as const)(
    'that is %s shows that, and no outcome',
    (service) => {
      tell({ kind: 'shown', decision: pass })
      tellStatus({ service })
      expect(view()).toMatchObject({ kind: 'problem', problem: service })
    },
  )
})

describe('a scanner that types', () => {
  test('is asked about like the camera', async () => {
    attendant.type('A')
    await settle()
    expect(station.asked).toEqual(['live', ['A']])
    expect(facts.hasTyped).toBe(true)
  })

  test('is not listened to where there is none', async () => {
    tellStatus({ settings: { ...fakeStatus.settings, wedge: false } })
    attendant.type('A')
    await settle()
    expect(station.asked).toEqual(['live'])
  })
})

test('the operator’s language comes first, and comes back', async () => {
  attendant.close()
  const status = { ...fakeStatus, settings: { ...fakeStatus.settings, language: 'en' as const } }
  const english = {
    ...station,
    listen: (told: (event: KioskEvent) => void) => {
      told({ kind: 'status', status })
      return () => undefined
    },
  }
  attendant = attend(english, (known) => {
    facts = known
  })
  expect(facts.language).toBe('en')
  attendant.switchLanguage()
  expect(facts.language).toBe('zh')
  await vi.advanceTimersByTimeAsync(times.languageMs)
  expect(facts.language).toBe('en')
})
