/** The pass-back window: what is remembered, for how long, and what a full store says. */
import { describe, expect, test } from 'vitest'
import { replayLimits, startReplayStore } from './replay.ts'

const window = 600_000

describe('the replay store', () => {
  test('remembers a presentation for ten minutes and no longer', () => {
    const store = startReplayStore()
    expect(replayLimits.windowMs).toBe(window)
    expect(store.claim(['a'], 0).seenBefore).toBe('no')
    expect(store.claim(['a'], window - 1).seenBefore).toBe('code')
    expect(store.claim(['a'], window).seenBefore).toBe('no')
  })

  test('gives two claims of one presentation to one of them only', () => {
    const store = startReplayStore()
    const claims = Array.from({ length: 5 }, () => store.claim(['a'], 0).seenBefore)
    expect(claims).toEqual(['no', 'code', 'code', 'code', 'code'])
  })

  test('forgets what is released', () => {
    const store = startReplayStore()
    store.claim(['a'], 0).release()
    expect(store.claim(['a'], 1).seenBefore).toBe('no')
  })

  test('a claim that was refused releases nothing', () => {
    const store = startReplayStore()
    store.claim(['a'], 0)
    store.claim(['a'], 1).release()
    expect(store.claim(['a'], 2).seenBefore).toBe('code')
  })

  test('knows a presentation by yesterday’s name', () => {
    const store = startReplayStore()
    store.claim(['under yesterday’s key'], 0)
    expect(store.claim(['under today’s key', 'under yesterday’s key'], 1).seenBefore).toBe('code')
  })

  test('that is full says unknown, keeps what it has, and has room again later', () => {
    const store = startReplayStore({ windowMs: 10, capacity: 2 })
    store.claim(['a'], 0)
    store.claim(['b'], 5)
    expect(store.claim(['c'], 6).seenBefore).toBe('unknown')
    expect(store.claim(['a'], 6).seenBefore).toBe('code')
    expect(store.claim(['c'], 10).seenBefore).toBe('no')
  })

  test('takes up what passed before it was started', () => {
    const store = startReplayStore()
    store.remember('a', 100)
    expect(store.claim(['a'], 99).seenBefore).toBe('code')
    expect(store.claim(['a'], 100).seenBefore).toBe('no')
  })

  test('has nothing to remember of what has no name', () => {
    const store = startReplayStore()
    store.claim([], 0)
    expect(store.claim([], 0).seenBefore).toBe('no')
  })
})
