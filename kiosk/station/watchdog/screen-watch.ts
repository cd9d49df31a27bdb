/** Whether a screen is there to show what is decided: it asks every few seconds, and is gone when it does not. */
import type { Connectable } from '../../shared/connection.ts'
import { hearScreen } from './hear-screen.ts'

/** A watch over the screens of a station. */
export interface ScreenWatch {
  /** The contract to serve; `onBack` is called when a screen is there again, before it is answered. */
  hear(station: Connectable, onBack: () => void): Connectable
  readonly isSeen: () => boolean
}

/** A screen that misses so many milliseconds shows nothing any more. */
export const screenSilentMs = 15_000

/** Starts as if a screen had just asked: it has so long to come. */
export function startScreenWatch(monotonicMs: () => number): ScreenWatch {
  let beatMs = monotonicMs()
  const isSeen = () => monotonicMs() - beatMs <= screenSilentMs
  return {
    isSeen,
    hear: (station, onBack) =>
      hearScreen(station, () => {
        const wasSeen = isSeen()
        beatMs = monotonicMs()
        if (!wasSeen) onBack()
      }),
  }
}
