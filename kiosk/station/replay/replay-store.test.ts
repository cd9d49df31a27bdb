/** What is remembered of codes and proofs, for how long, and what a full store says. */
import { describe, expect, test } from 'vitest'
import { replayLimits, startReplayStore, type ReplayStore } from './replay-store.ts'

const window = 600_000
let claims = 0

/** Claims a code as one who has not claimed it before. */
const claim = (
  store: ReplayStore,
  names: string | readonly string[],
  atMs: number,
  step: number | null = null,
  proofMs = step === null ? 0 : 90_000,
) => store.claim({ names: [names].flat(), step, proofMs }, `claim ${claims++}`, atMs)

describe('the replay store', () => {
  test('remembers a code for ten minutes and no longer', () => {
    const store = startReplayStore()
    expect(replayLimits.windowMs).toBe(window)
    expect(claim(store, 'a', 0)).toBe('no')
    expect(claim(store, 'a', window - 1)).toBe('code')
    expect(claim(store, 'a', window)).toBe('no')
  })

  test('gives many claims of one code to one of them only', () => {
    const store = startReplayStore()
    const all = Array.from({ length: 5 }, () => claim(store, 'a', 0))
    expect(all).toEqual(['no', 'code', 'code', 'code', 'code'])
  })

  test('tells the same proof from another proof of the same code', () => {
    const store = startReplayStore()
    expect(claim(store, 'a', 0, 7)).toBe('no')
    expect(claim(store, 'a', 1, 7)).toBe('proof')
    expect(claim(store, 'a', 1, 8)).toBe('code')
    expect(claim(store, 'a', 1)).toBe('code')
    expect(claim(store, 'b', 1, 7)).toBe('no')
  })

  test('does not count a proof that did not pass', () => {
    const store = startReplayStore()
    claim(store, 'a', 0, 7)
    expect(claim(store, 'a', 1, 8)).toBe('code')
    expect(claim(store, 'a', window, 8)).toBe('no')
  })

  test('keeps a proof for as long as it can be accepted, and never less than the window', () => {
    const store = startReplayStore({ windowMs: 1_000, capacity: 10 })
    claim(store, 'long', 0, 7, 5_000)
    expect(claim(store, 'long', 4_999, 7)).toBe('proof')
    expect(claim(store, 'long', 5_000, 7)).toBe('no')
    claim(store, 'short', 0, 7, 10)
    expect(claim(store, 'short', 999, 7)).toBe('proof')
    expect(claim(store, 'short', 1_000, 7)).toBe('no')
  })

  test('answers the same claim alike, however often it comes', () => {
    const store = startReplayStore()
    const shown = { names: ['a'], step: 7, proofMs: 90_000 }
    expect(store.claim(shown, 'mine', 0)).toBe('no')
    expect(store.claim(shown, 'mine', 1)).toBe('no')
    expect(store.claim(shown, 'theirs', 1)).toBe('proof')
  })

  test('forgets what is released, code and proof', () => {
    const store = startReplayStore()
    const shown = { names: ['a'], step: 7, proofMs: 90_000 }
    store.claim(shown, 'mine', 0)
    store.release(shown, 'mine')
    expect(claim(store, 'a', 1, 7)).toBe('no')
  })

  test('releases nothing for who did not claim it', () => {
    const store = startReplayStore()
    const shown = { names: ['a'], step: null, proofMs: 0 }
    store.claim(shown, 'mine', 0)
    store.claim(shown, 'theirs', 1)
    store.release(shown, 'theirs')
    expect(claim(store, 'a', 2)).toBe('code')
  })

  test('knows a code by yesterday’s name', () => {
    const store = startReplayStore()
    claim(store, 'under yesterday’s key', 0, 7)
    const names = ['under today’s key', 'under yesterday’s key']
    expect(claim(store, names, 1)).toBe('code')
    expect(claim(store, names, 1, 7)).toBe('proof')
  })

  test('that is full says unknown, keeps what it has, and has room again later', () => {
    const store = startReplayStore({ windowMs: 10, capacity: 3 })
    claim(store, 'a', 0)
    claim(store, 'b', 5)
    expect(claim(store, 'c', 6)).toBe('unknown')
    expect(claim(store, 'a', 6)).toBe('code')
    expect(claim(store, 'c', 10)).toBe('no')
  })

  test('takes up what passed before it was started, and what it knows better it keeps', () => {
    const store = startReplayStore()
    store.remember({ name: 'a', token: '', untilMs: 100 })
    expect(claim(store, 'a', 99)).toBe('code')
    expect(claim(store, 'a', 100)).toBe('no')
    store.remember({ name: 'a', token: '', untilMs: 101 })
    expect(claim(store, 'a', 101)).toBe('code')
  })

  test('remembers the later of two passages of one code, in whichever order they come', () => {
    for (const order of [
      [100, 300],
      [300, 100],
    ]) {
      const store = startReplayStore()
      for (const untilMs of order) store.remember({ name: 'a', token: '', untilMs })
      expect(claim(store, 'a', 299)).toBe('code')
      expect(claim(store, 'a', 300)).toBe('no')
    }
  })

  test('knows nothing for certain while a passage counts that it had no room for', () => {
    const store = startReplayStore({ windowMs: 10, capacity: 2 })
    store.remember({ name: 'a', token: '', untilMs: 5 })
    store.remember({ name: 'b', token: '', untilMs: 20 })
    expect(claim(store, 'b', 6)).toBe('unknown')
    expect(claim(store, 'c', 19)).toBe('unknown')
    expect(claim(store, 'b', 20)).toBe('no')
  })

  test('has nothing to remember of what has no name', () => {
    const store = startReplayStore()
    expect(claim(store, [], 0)).toBe('no')
    expect(claim(store, [], 0)).toBe('no')
  })
})
