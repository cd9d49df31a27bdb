/** The store as its own lane and the other lanes of the station ask it. */
import type { SeenBefore } from 'greengate'
import type { AwaitedLanes } from './awaited-lanes.ts'
import type { Named, ReplayStore } from './replay-store.ts'

/** One atomic test-and-set for all lanes. */
export interface SharedStore extends Pick<ReplayStore, 'release' | 'remember' | 'forget'> {
  claim(shown: Named, token: string, nowMs: number): SeenBefore
}

/** Puts a store before the lanes: what a lane that has not told yet may have let through is unknown. */
export function shareStore(store: ReplayStore, lanes: AwaitedLanes): SharedStore {
  return {
    claim(shown, token, nowMs) {
      const seen = store.claim(shown, token, nowMs)
      if (seen !== 'no' || !lanes.isAwaiting(nowMs)) return seen
      store.release(shown, token)
      return 'unknown'
    },
    release: (shown, token) => {
      store.release(shown, token)
    },
    remember: (passage) => {
      store.remember(passage)
    },
    forget: (nowMs) => {
      store.forget(nowMs)
    },
  }
}
