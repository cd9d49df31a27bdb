/** The watch on the collector, by a clock of the test's own: what is old is never told as if it were now. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FleetState } from '../fleet-state.ts'
import { FleetWatch, type Reach } from './fleet-watch.ts'
import { testFleet } from './test-fleet.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const stateNow = (): FleetState => testFleet({ stations: 1, at: new Date() })

function watch(ask: (signal: AbortSignal) => Promise<FleetState>) {
  const told: { readonly state: FleetState | undefined; readonly reach: Reach }[] = []
  const watched = new FleetWatch({
    ask,
    tell: (state, reach) => told.push({ state, reach }),
  })
  const kinds = (): readonly string[] => told.map(({ reach: { kind } }) => kind)
  return { watched, told, kinds }
}

test('each state is told as it comes', async () => {
  const { kinds, watched } = watch(() => Promise.resolve(stateNow()))
  await vi.advanceTimersByTimeAsync(11_000)
  expect(kinds()).toEqual(['here', 'here', 'here'])
  watched.end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(kinds()).toHaveLength(3)
})

test('a collector that never answered is lost at the first failure', async () => {
  const { told, watched } = watch(() => Promise.reject(new Error('refused')))
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toMatchObject([{ state: undefined, reach: { kind: 'lost' } }])
  watched.end()
})

test('one answer may get lost; two are a collector that is not there, since the last that came', async () => {
  let isThere = true
  const from = Date.now()
  const { told, kinds, watched } = watch(() =>
    isThere ? Promise.resolve(stateNow()) : Promise.reject(new Error('gone')),
  )
  await vi.advanceTimersByTimeAsync(1000)
  isThere = false
  await vi.advanceTimersByTimeAsync(4500)
  expect(kinds()).toEqual(['here'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(kinds()).toEqual(['here', 'lost'])
  expect(told[1]?.reach.since).toBe(from)
  expect(told[1]?.state).toBe(told[0]?.state)
  isThere = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(kinds()).toEqual(['here', 'lost', 'here'])
  watched.end()
})

test('the same instant again and again proves nothing, and after a while the collector counts as lost', async () => {
  const old = stateNow()
  const { kinds, watched } = watch(() => Promise.resolve(old))
  await vi.advanceTimersByTimeAsync(14_000)
  expect(kinds()).toEqual(['here', 'here', 'here'])
  await vi.advanceTimersByTimeAsync(30_000)
  expect(kinds()).toEqual(['here', 'here', 'here', 'here', 'lost'])
  watched.end()
})

test('what changes within the second of a state is told too', async () => {
  const old = stateNow()
  const { told, watched } = watch(() => Promise.resolve({ ...old, count: { ...old.count } }))
  await vi.advanceTimersByTimeAsync(100)
  watched.look()
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toHaveLength(2)
  expect(told[1]?.state).not.toBe(told[0]?.state)
  expect(told[1]?.reach).toBe(told[0]?.reach)
  watched.end()
})

test('an answer that hangs is given up, and until then what is shown is not taken for now', async () => {
  let hangs = false
  const { kinds, watched } = watch((signal) =>
    hangs
      ? new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('given up'))
          })
        })
      : Promise.resolve(stateNow()),
  )
  await vi.advanceTimersByTimeAsync(1000)
  hangs = true
  await vi.advanceTimersByTimeAsync(17_000)
  expect(kinds()).toEqual(['here', 'lost'])
  hangs = false
  await vi.advanceTimersByTimeAsync(20_000)
  expect(kinds().slice(0, 3)).toEqual(['here', 'lost', 'here'])
  watched.end()
})

test('whoever looks again is told at once', async () => {
  const { kinds, watched } = watch(() => Promise.resolve(stateNow()))
  await vi.advanceTimersByTimeAsync(2000)
  watched.look()
  await vi.advanceTimersByTimeAsync(0)
  expect(kinds()).toEqual(['here', 'here'])
  watched.end()
})
