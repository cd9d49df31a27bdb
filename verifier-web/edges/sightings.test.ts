/** The debounce: which texts of a stream of frames are told. */
import { describe, expect, test } from 'vitest'
import { startFrameSightings, startSightings, startSingleSightings } from './sightings.ts'

/** Plays frames of [milliseconds, texts in view] and gives [milliseconds, texts told]. */
function play(frames: readonly (readonly [number, readonly string[]])[]) {
  const sightings = startSightings(3000)
  return frames
    .map(([at, texts]) => [at, sightings.see(texts, at)] as const)
    .filter(([, told]) => told.length > 0)
}

describe('sightings', () => {
  test('a text that stays in view for a minute is told once', () => {
    const frames = Array.from({ length: 1800 }, (_, n) => [n * 33, ['A']] as const)
    expect(play(frames)).toEqual([[0, ['A']]])
  })

  test('a text that flickers is not told again', () => {
    expect(
      play([
        [0, ['A']],
        [100, []],
        [2900, []],
        [2999, ['A']],
        [5998, ['A']],
      ]),
    ).toEqual([[0, ['A']]])
  })

  test('a text is told again three seconds after it was last seen', () => {
    expect(
      play([
        [0, ['A']],
        [500, ['A']],
        [3499, []],
        [3500, ['A']],
      ]),
    ).toEqual([
      [0, ['A']],
      [3500, ['A']],
    ])
  })

  test('another text is told at once, and the first is still remembered', () => {
    expect(
      play([
        [0, ['A']],
        [33, ['B']],
        [66, ['A']],
        [99, ['B']],
      ]),
    ).toEqual([
      [0, ['A']],
      [33, ['B']],
    ])
  })

  test('two texts in one frame are both told, each once', () => {
    expect(
      play([
        [0, ['A', 'B']],
        [33, ['B', 'A']],
        [66, ['B', 'C', 'C']],
      ]),
    ).toEqual([
      [0, ['A', 'B']],
      [66, ['C']],
    ])
  })
})

describe('single sightings', () => {
  test('two codes in view are several, told once, and neither is told by itself', () => {
    const sightings = startSingleSightings(3000)
    expect(sightings.see(['A', 'B'], 0)).toEqual({ several: ['A', 'B'] })
    expect(sightings.see(['B', 'A'], 33)).toEqual({})
    // The decoder missed one of them for a frame.
    expect(sightings.see(['A'], 66)).toEqual({})
    expect(sightings.see([], 99)).toEqual({})
    expect(sightings.see(['A', 'B'], 132)).toEqual({})
  })

  test('when one of two codes is taken away, the other is told', () => {
    const sightings = startSingleSightings(3000)
    sightings.see(['A', 'B'], 0)
    expect(sightings.see(['B'], 900)).toEqual({})
    expect(sightings.see(['B'], 1000)).toEqual({ text: 'B' })
    expect(sightings.see(['B'], 1033)).toEqual({})
  })

  test('a second code that joins the first turns the answer into several', () => {
    const sightings = startSingleSightings(3000)
    expect(sightings.see(['A'], 0)).toEqual({ text: 'A' })
    expect(sightings.see(['A', 'B'], 33)).toEqual({ several: ['A', 'B'] })
  })

  test('the same code twice in one frame is one code', () => {
    const sightings = startSingleSightings(3000)
    expect(sightings.see(['A', 'A'], 0)).toEqual({ text: 'A' })
  })
})

test('a frame is told once a second for as long as it is in view, and others beside it', () => {
  const [one, other] = [Uint8Array.of(1), Uint8Array.of(2)]
  const sightings = startFrameSightings()
  expect(sightings.see([one], 0)).toEqual([one])
  expect(sightings.see([one, other], 999)).toEqual([other])
  expect(sightings.see([one, other], 1000)).toEqual([one])
  expect(sightings.see([one, other], 1999)).toEqual([other])
})
