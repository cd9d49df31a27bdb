/** Who is at the desk, what they may see of what was before, and when they are sent away. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStation, type FakeStation } from '../../shared/fake-station.ts'
import { KioskRefusal } from '../../shared/kiosk-api.ts'
import type { ShownReceipt, StaffSession } from '../../shared/staff-api.ts'
import { lookMs, nobodyMs, openDesk, type DeskFacts, type StaffDesk } from './staff-desk.ts'

const session: StaffSession = {
  session: 'S'.repeat(32),
  operator: 'li',
  rights: ['look', 'passages'],
  idleMs: 120_000,
}
const receipt: ShownReceipt = {
  appeal: '4829137059',
  at: '2020-03-01T08:00:00Z',
  outcome: 'stop',
  reasons: [],
  rule: null,
  segment: 's',
  seq: 3,
}
const who = { operator: 'li', pin: '135790' }
let station: FakeStation
let facts: DeskFacts
let desk: StaffDesk
let left: number

beforeEach(() => {
  vi.useFakeTimers()
  station = fakeStation()
  left = 0
  const know = (known: DeskFacts) => {
    facts = known
  }
  desk = openDesk(station, know, () => left++)
  facts = desk.facts()
})
afterEach(() => {
  desk.close()
  vi.useRealTimers()
})
const signIn = async () => {
  station.signsIn = session
  await desk.signIn(who)
}

describe('signing in', () => {
  test('with a wrong PIN says so, and nobody is in', async () => {
    await desk.signIn(who)
    expect(facts).toMatchObject({
      session: undefined,
      refused: 'wrong-pin',
      lockedUntil: undefined,
    })
  })

  test('that is locked says until when', async () => {
    station.signsIn = new KioskRefusal('locked', { waitMs: 30_000 })
    const now = performance.now()
    await desk.signIn(who)
    expect(facts).toMatchObject({ refused: 'locked', lockedUntil: now + 30_000 })
  })

  test('opens the overview and takes the refusal away', async () => {
    await desk.signIn(who)
    await signIn()
    expect(facts).toMatchObject({ session, refused: undefined, page: 'overview' })
  })
})

describe('a panel with nobody at it', () => {
  test('is left by itself, whatever a scanner types meanwhile', async () => {
    await vi.advanceTimersByTimeAsync(nobodyMs - 1)
    desk.touch()
    expect(left).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(left).toBe(1)
  })

  test('is not left while somebody tries PINs', async () => {
    await vi.advanceTimersByTimeAsync(nobodyMs - 1)
    await desk.signIn(who)
    await vi.advanceTimersByTimeAsync(nobodyMs - 1)
    expect([facts.refused, left]).toEqual(['wrong-pin', 0])
    await vi.advanceTimersByTimeAsync(1)
    expect(left).toBe(1)
  })

  test('is left as long after the last session ended, and not while there is one', async () => {
    await signIn()
    await vi.advanceTimersByTimeAsync(session.idleMs - 1)
    desk.touch()
    await vi.advanceTimersByTimeAsync(session.idleMs + nobodyMs - 1)
    expect([facts.session, left]).toEqual([undefined, 0])
    await vi.advanceTimersByTimeAsync(1)
    expect(left).toBe(1)
  })

  test('is left once', async () => {
    desk.close()
    await vi.advanceTimersByTimeAsync(2 * nobodyMs)
    expect(left).toBe(0)
  })
})

describe('a session that comes too late', () => {
  const signOuts = () =>
    station.asked.filter((one) => JSON.stringify(one).includes('"sign-out"')).length

  test('is ended at once when whoever asked has left', async () => {
    station.signsIn = session
    const asking = desk.signIn(who)
    desk.close()
    await asking
    expect(facts.session).toBeUndefined()
    expect(signOuts()).toBe(1)
  })

  test('is ended at once when somebody is in, and nothing is asked for them after they left', async () => {
    station.signsIn = session
    await Promise.all([desk.signIn(who), desk.signIn(who)])
    expect([facts.session, signOuts()]).toEqual([session, 1])
    desk.signOut()
    const asked = station.asked.length
    await vi.advanceTimersByTimeAsync(3 * lookMs)
    expect(station.asked).toHaveLength(asked)
  })
})

describe('somebody who is in', () => {
  test('asks under the session that was given', async () => {
    await signIn()
    station.staffAnswers = { receipt }
    await desk.act({ act: 'receipt', appeal: receipt.appeal })
    expect(station.asked).toContainEqual({
      session: session.session,
      act: { act: 'receipt', appeal: receipt.appeal },
    })
    expect(facts.kept.receipt).toEqual(receipt)
    expect(facts.became).toEqual({ state: 'done', act: 'receipt' })
  })

  test('is told when they may not', async () => {
    await signIn()
    await desk.act({ act: 'emergency', on: true })
    expect(facts.became).toEqual({ state: 'refused', act: 'emergency', code: 'not-allowed' })
    expect(facts.session).toEqual(session)
  })

  test('leaves what was found on a page behind when they turn to another', async () => {
    await signIn()
    station.staffAnswers = { receipt }
    await desk.act({ act: 'receipt', appeal: receipt.appeal })
    desk.turnTo('devices')
    expect(facts).toMatchObject({ page: 'devices', kept: {}, became: undefined })
  })

  test('is signed out when nobody touches anything, and not while somebody does', async () => {
    await signIn()
    await vi.advanceTimersByTimeAsync(session.idleMs - 1)
    desk.touch()
    await vi.advanceTimersByTimeAsync(session.idleMs - 1)
    expect(facts.session).toEqual(session)
    await vi.advanceTimersByTimeAsync(1)
    expect(facts.session).toBeUndefined()
    expect(station.asked).toContainEqual({
      session: session.session,
      act: { act: 'sign-out' },
    })
  })

  test('is out when the station says so, with everything they saw', async () => {
    await signIn()
    station.staff = () => Promise.reject(new KioskRefusal('signed-out'))
    await desk.act({ act: 'hold', on: true })
    expect(facts).toMatchObject({ session: undefined, dashboard: undefined, kept: {} })
  })
})
