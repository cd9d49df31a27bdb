/** Tests of polling: how long it waits, with time and chance as data, and that it ends when it is told to. */
import { expect, test, vi } from 'vitest'
import { poll, type PollOptions } from './poll.ts'
import type { Refreshed } from './refreshed.ts'

const good: Refreshed = { state: 'unchanged', bytes: 0 }
const bad: Refreshed = { state: 'unreachable', code: 'ERR_SOURCE_UNREACHABLE', bytes: 0 }
const refused: Refreshed = { state: 'refused', code: 'ERR_BUNDLE_EXPIRED', bytes: 0 }

/** The waits in seconds after each of these, then it is ended. */
async function waitsAfter(
  answers: readonly Refreshed[],
  options: Partial<PollOptions> = {},
): Promise<readonly number[]> {
  const controller = new AbortController()
  const waits: number[] = []
  const told: Refreshed[] = []
  let asked = 0
  let seconds = 0
  const clocks: number[] = []
  await poll(
    (now) => {
      clocks.push(now.getTime() / 1000)
      return Promise.resolve(answers[asked++]!)
    },
    {
      every: 300,
      now: () => new Date(seconds * 1000),
      random: () => 0.5,
      signal: controller.signal,
      onRefreshed: (refreshed) => told.push(refreshed),
      wait: (ms) => {
        waits.push(ms / 1000)
        seconds += ms / 1000
        if (asked === answers.length) controller.abort()
        return Promise.resolve()
      },
      ...options,
    },
  )
  expect(told).toEqual(answers)
  // The clock is read afresh each time.
  expect(clocks).toEqual(waits.map((_, i) => waits.slice(0, i).reduce((a, b) => a + b, 0)))
  return waits
}

test('it asks every so often, give or take a tenth', async () => {
  expect(await waitsAfter([good, good])).toEqual([300, 300])
  expect(await waitsAfter([good], { random: () => 0 })).toEqual([270])
  expect(await waitsAfter([good], { random: () => 1 })).toEqual([330])
})

test('a failure is tried again soon, then ever later, but never later than otherwise', async () => {
  const answers = Array.from({ length: 9 }, (_, i) => (i === 4 ? refused : bad))
  const random = () => 1
  expect(await waitsAfter(answers, { random })).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300])
  expect(await waitsAfter([bad, bad], { random: () => 0 })).toEqual([2.5, 5])
  expect(await waitsAfter([bad, bad, good, bad], { random })).toEqual([5, 10, 330, 5])
})

test('it ends at once when it is told to, by the timer too, and never begins when it was', async () => {
  const controller = new AbortController()
  const refresh = vi.fn(() => Promise.resolve(good))
  const options = {
    every: 1e9,
    now: () => new Date(0),
    random: () => 0.5,
    signal: controller.signal,
  }
  const polling = poll(refresh, options)
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce())
  controller.abort()
  await polling
  await poll(refresh, options)
  expect(refresh).toHaveBeenCalledOnce()
})

test('an interval that is none is a mistake of the program', async () => {
  const options = { now: () => new Date(0), random: () => 0, signal: new AbortController().signal }
  for (const every of [0, -1, NaN])
    await expect(poll(() => Promise.resolve(good), { every, ...options })).rejects.toThrow(
      TypeError,
    )
})
