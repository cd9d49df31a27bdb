/** What a watch tells of the codes in view: people's as texts, an update's as bytes. */
import { expect, test, vi } from 'vitest'
import type { Decoder, ReadCode } from './decoder.ts'
import { watch, type WatchOptions } from './watch.ts'

const frame = new TextEncoder().encode('GGF1 and more')

/** Watches a video that shows the given codes in turn; gives what was told. */
async function told(views: readonly (readonly ReadCode[])[], takesFrames: boolean) {
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 })
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({}))
  const video = {
    videoWidth: 1,
    readyState: 2,
    requestVideoFrameCallback: (then: () => void) => setTimeout(then, 0),
    cancelVideoFrameCallback: clearTimeout,
  } as unknown as HTMLVideoElement
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
  vi.unstubAllGlobals()
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
