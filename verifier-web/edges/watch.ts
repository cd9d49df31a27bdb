/** Watches a playing video for codes, frame by frame, and tells each new one once. */
import type { Decoder, ReadCode } from './decoder.ts'
import { startFrameSightings, startSightings, startSingleSightings } from './sightings.ts'

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
  /**
   * For a screen that takes updates: told of every frame of one, again and again while it is in view. It is then no
   * text; without this it is one, and no answer can be given to it.
   */
  readonly onFrame?: (frame: Uint8Array) => void
  /**
   * When nothing was read for so many milliseconds, it looks a third of the time and rests the other two: a camera that
   * sees an empty room all day must not have a core of its own. By default it never rests.
   */
  readonly restAfterMs?: number
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

  const { restAfterMs = Infinity } = options
  let readAtMs = clock()

  const look = async () => {
    // A video without a picture yet has no frame to take.
    if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    // A camera that is closed at this very moment gives no frame; that is no fault of the decoder.
    const frame = await createImageBitmap(video).catch(() => undefined)
    if (frame === undefined || isStopped()) return
    const codes = await decoder.read(frame)
    const nowMs = clock()
    if (codes.length > 0) readAtMs = nowMs
    if (!isStopped()) tell(codes, nowMs)
  }

  // Frames that come while one is being read are not taken: the next one shows the same, later.
  const next = () => {
    if (isStopped()) return
    cancel = onNextFrame(video, () => {
      const startedMs = clock()
      look().then(
        () => {
          const endedMs = clock()
          if (endedMs - readAtMs < restAfterMs) next()
          else cancel = after(Math.min(mostRestMs, 2 * (endedMs - startedMs)), next)
        },
        (error: unknown) => {
          if (isStopped()) return
          stopped = true
          options.onProblem?.(error)
        },
      )
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
  const tell = textTeller(onText, options)
  const { onFrame } = options
  const sightings = startFrameSightings()
  return (codes: readonly ReadCode[], nowMs: number) => {
    const isText = ({ frame }: ReadCode) => onFrame === undefined || frame === undefined
    tell(
      codes.filter(isText).map(({ text }) => text),
      nowMs,
    )
    if (onFrame === undefined) return
    const frames = codes.flatMap(({ frame }) => (frame === undefined ? [] : [frame]))
    for (const frame of sightings.see(frames, nowMs)) onFrame(frame)
  }
}

function textTeller(onText: (text: string) => void, options: WatchOptions) {
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

/** Nobody who holds a code waits longer for a look than this. */
const mostRestMs = 250

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms)
  return () => {
    clearTimeout(timer)
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
