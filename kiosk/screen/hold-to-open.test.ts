/** The door of staff opens to a finger that stays, and to no passing one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdMs, holdToOpen, type Held } from './hold-to-open.ts'

let page: EventTarget
let opened: number
let door: Held

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  opened = 0
  door = holdToOpen(() => opened++)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a finger that stays opens it, and one that leaves early does not', () => {
  door.down()
  vi.advanceTimersByTime(holdMs - 1)
  door.up()
  vi.advanceTimersByTime(holdMs)
  expect(opened).toBe(0)
  door.down()
  vi.advanceTimersByTime(holdMs)
  expect(opened).toBe(1)
})

test.each(['pointerup', 'pointercancel'])(
  'a finger that leaves after the button is gone (%s) does not either',
  (ends) => {
    door.down()
    page.dispatchEvent(new Event(ends))
    vi.advanceTimersByTime(holdMs)
    expect(opened).toBe(0)
  },
)

test('a keyboard opens it at once, and the click after a tap does not', () => {
  door.click({ detail: 1 })
  expect(opened).toBe(0)
  door.click({ detail: 0 })
  expect(opened).toBe(1)
})
