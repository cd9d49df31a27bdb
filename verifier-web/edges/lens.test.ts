/** Light and zoom of cameras that have them, have not, or refuse. */
import { expect, test, vi } from 'vitest'
import { openLens, type LensState } from './lens.ts'

/** A track that can do that, and stands so. */
const track = (can: object | undefined, now: object = {}) => {
  const applyConstraints = vi.fn<(what: MediaTrackConstraints) => Promise<void>>()
  applyConstraints.mockResolvedValue()
  const getCapabilities = can && (() => can)
  const made = { getCapabilities, getSettings: () => now, applyConstraints }
  return { applyConstraints, track: made as unknown as MediaStreamTrack }
}
const both = { torch: true, zoom: { min: 1, max: 8, step: 0.1 } }

test.each<[string, object | undefined, object, LensState]>([
  ['says nothing', undefined, {}, {}],
  ['has neither', { width: { max: 1280 } }, {}, {}],
  ['cannot be lit', { torch: false }, {}, {}],
  ['lists what its light can', { torch: [false, true] }, {}, { torch: false }],
  ['has one zoom', { zoom: { min: 1, max: 1 } }, {}, {}],
  [
    'zooms freely',
    { zoom: { min: 2, max: 4, step: 0 } },
    {},
    { zoom: { min: 2, max: 4, value: 2 } },
  ],
  ['is lit', both, { torch: true, zoom: 3 }, { torch: true, zoom: { ...both.zoom, value: 3 } }],
])('a camera that %s', (_what, can, now, state) => {
  expect(openLens(track(can, now).track, () => undefined).state).toEqual(state)
})

test('a slider that is pulled asks for where it came to rest, and for the light again', async () => {
  const camera = track(both)
  const shown: LensState[] = []
  const lens = openLens(camera.track, (state) => shown.push(state))
  await Promise.all([lens.set({ torch: true }), lens.set({ zoom: 2 }), lens.set({ zoom: 5 })])
  const asked = camera.applyConstraints.mock.calls.map(([{ advanced }]) => advanced)
  expect(asked).toEqual([[{ torch: true, zoom: 1 }], [{ torch: true, zoom: 5 }]])
  expect(shown.at(-1)).toEqual({ torch: true, zoom: { ...both.zoom, value: 5 } })
})

test('a camera that refuses is shown as it is', async () => {
  const camera = track(both, { torch: false, zoom: 1.5 })
  camera.applyConstraints.mockRejectedValue(new DOMException('', 'OverconstrainedError'))
  const shown: LensState[] = []
  const lens = openLens(camera.track, (state) => shown.push(state))
  await lens.set({ torch: true, zoom: 4 })
  expect(shown.at(-1)).toEqual({ torch: false, zoom: { ...both.zoom, value: 1.5 } })
  expect(lens.state).toEqual(shown.at(-1))
})

test('what a camera has not is not asked of it', async () => {
  const camera = track({ torch: true })
  await openLens(camera.track, () => undefined).set({ torch: true, zoom: 3 })
  expect(camera.applyConstraints).toHaveBeenCalledExactlyOnceWith({ advanced: [{ torch: true }] })
})
