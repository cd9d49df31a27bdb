/** What a watch tells of the codes in view: people's as texts, an update's as bytes; and how much it looks. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Decoder, ReadCode } from './decoder.ts'
import { watch, type WatchOptions } from './watch.ts'

const frame = new TextEncoder().encode('GGF1 and more')

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A video with a new frame each so many milliseconds, and how many of them were taken. */
function film(everyMs: number) {
  const taken = vi.fn(() => Promise.resolve({}))
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 })
  vi.stubGlobal('createImageBitmap', taken)
  const video = {
    videoWidth: 1,
    readyState: 2,
    requestVideoFrameCallback: (then: () => void) => setTimeout(then, everyMs),
    cancelVideoFrameCallback: clearTimeout,
  } as unknown as HTMLVideoElement
  return { video, taken }
}

/** Watches a video that shows the given codes in turn; gives what was told. */
async function told(views: readonly (readonly ReadCode[])[], takesFrames: boolean) {
  const { video } = film(0)
  const left = [...views]
  const news: unknown[] = []
  let allWereSeen = () => {}
  const allSeen = new Promise<void>((resolve) => {
    allWereSeen = resolve
  })
  const decoder: Decoder = {
    read() {
      const next = left.shift()
      if (next === undefined) allWereSeen()
      return Promise.resolve(next ?? [])
    },
    close: () => undefined,
  }
  const tell = (what: unknown) => {
    news.push(what)
  }
  const frames: WatchOptions = takesFrames ? { onFrame: tell } : {}
  const watching = watch(video, decoder, tell, { onSeveral: tell, clock: () => 0, ...frames })
  await allSeen
  watching.stop()
  return news
}

test('a frame beside one code is no second code', async () => {
  expect(await told([[{ text: 'A' }, { text: 'x', frame }]], true)).toEqual(['A', frame])
})

test('two codes are several, whatever frames are beside them', async () => {
  const view = [{ text: 'A' }, { text: 'x', frame }, { text: 'B' }]
  expect(await told([view], true)).toEqual([['A', 'B'], frame])
})

test('where no updates are taken, a frame is a text as any other', async () => {
  expect(await told([[{ text: 'x', frame }]], false)).toEqual(['x'])
})

/** How many of 30 frames a second are looked at within so many seconds, where a look takes 90 ms. */
async function looks(seconds: number, restAfterMs: number | undefined, codes: readonly ReadCode[]) {
  vi.useFakeTimers()
  const { video, taken } = film(33)
  let atOnce = 0
  let most = 0
  const decoder: Decoder = {
    async read() {
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 90))
      atOnce--
      return codes
    },
    close: () => undefined,
  }
  const rest: WatchOptions = restAfterMs === undefined ? {} : { restAfterMs }
  const watching = watch(video, decoder, () => undefined, { clock: () => Date.now(), ...rest })
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  watching.stop()
  const { length } = taken.mock.calls
  await vi.advanceTimersByTimeAsync(1000)
  expect(taken).toHaveBeenCalledTimes(length)
  expect(most).toBe(1)
  return length
}

test('frames that come while one is being read are not taken', async () => {
  expect(await looks(10, undefined, [])).toBe(Math.ceil(10_000 / (33 + 90)))
})

test('where nothing is shown for a while it looks a third of the time, and all of it where there is', async () => {
  const whole = await looks(20, 1000, [{ text: 'A' }])
  const idle = await looks(20, 1000, [])
  expect(whole).toBeGreaterThan(155)
  expect(idle).toBeLessThan(0.5 * whole)
  expect(idle).toBeGreaterThan(0.33 * whole)
})
