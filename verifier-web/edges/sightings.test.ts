/** The debounce: which texts of a stream of frames are told. */
import { describe, expect, test } from 'vitest'
import { startSightings } from './sightings.ts'

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
