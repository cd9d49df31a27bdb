/** Watches a playing video for codes, frame by frame, and tells each new one once. */
import type { Decoder } from './decoder.ts'
import { startSightings, startSingleSightings } from './sightings.ts'

/** How to watch; everything has a default. */
export interface WatchOptions {
  /** How long a text must be out of view before it is told again; 3,000 by default. */
  readonly forgetAfterMs?: number
  /** A monotonic clock in milliseconds; `performance.now` by default. */
  readonly clock?: () => number
  /**
   * For a screen that can show one answer only: told in place of `onText` when several codes are in
   * view together. Without it `onText` is called for each new one.
   */
  readonly onSeveral?: (texts: readonly string[]) => void
  /** The decoder failed; the watch has stopped. */
  readonly onProblem?: (error: unknown) => void
}

/** Calls back for every new text in view until it is stopped. */
export function watch(
  video: HTMLVideoElement,
  decoder: Decoder,
  onText: (text: string) => void,
  options: WatchOptions = {},
): { stop(): void } {
  const clock = options.clock ?? (() => performance.now())
  const tell = teller(onText, options)
  let stopped = false
  const isStopped = () => stopped
  let cancel = () => {}

  const look = async () => {
    // A video without a picture yet has no frame to take.
    if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    // A camera that is closed at this very moment gives no frame; that is no fault of the decoder.
    const frame = await createImageBitmap(video).catch(() => undefined)
    if (frame === undefined || isStopped()) return
    const texts = await decoder.read(frame)
    if (!isStopped()) tell(texts, clock())
  }

  const next = () => {
    if (isStopped()) return
    cancel = onNextFrame(video, () => {
      look().then(next, (error: unknown) => {
        if (isStopped()) return
        stopped = true
        options.onProblem?.(error)
      })
    })
  }
  next()

  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}

function teller(onText: (text: string) => void, options: WatchOptions) {
  const { onSeveral, forgetAfterMs = 3000 } = options
  if (onSeveral === undefined) {
    const sightings = startSightings(forgetAfterMs)
    return (texts: readonly string[], nowMs: number) => {
      for (const text of sightings.see(texts, nowMs)) onText(text)
    }
  }
  const sightings = startSingleSightings(forgetAfterMs)
  return (texts: readonly string[], nowMs: number) => {
    const { text, several } = sightings.see(texts, nowMs)
    if (several !== undefined) onSeveral(several)
    if (text !== undefined) onText(text)
  }
}

/** Calls back when the video shows its next frame; returns what takes that back. */
function onNextFrame(video: HTMLVideoElement, then: () => void): () => void {
  // Typed as always present, but older browsers lack it.
  const { requestVideoFrameCallback } = video as Partial<HTMLVideoElement>
  if (requestVideoFrameCallback !== undefined) {
    const handle = requestVideoFrameCallback.call(video, then)
    return () => {
      video.cancelVideoFrameCallback(handle)
    }
  }
  const handle = requestAnimationFrame(then)
  return () => {
    cancelAnimationFrame(handle)
  }
}
