/** What a lane knows that keeps the store itself: alone, or for the other lanes too. */
import { randomBytes } from 'node:crypto'
import type { Replay } from './replay.ts'
import type { ReplayStore } from './replay-store.ts'

/** What it is made of. */
export interface OwnReplayOptions {
  readonly store: Pick<ReplayStore, 'claim' | 'release' | 'forget'>
  readonly knowsForMs: () => number
  readonly monotonicMs: () => number
}

/** Claims from a store of this process. */
export function ownReplay({ store, knowsForMs, monotonicMs }: OwnReplayOptions): Replay {
  return {
    claim(shown) {
      const token = randomBytes(12).toString('base64url')
      const seenBefore = store.claim(shown, token, monotonicMs())
      const release = () => {
        store.release(shown, token)
      }
      return Promise.resolve({ seenBefore, release })
    },
    knowsForMs,
    joined: () => 0,
    tend() {
      store.forget(monotonicMs())
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}
