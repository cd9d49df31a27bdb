/** All that runs while a scanner's camera is on: the watch, the lens, and the screen that stays awake. */
import type { Camera } from './camera.ts'
import type { Decoder } from './decoder.ts'
import { openLens, type Lens, type LensState } from './lens.ts'
import { stayAwake } from './stay-awake.ts'
import { watch } from './watch.ts'

/** Who is told. */
export interface ScanListeners {
  readonly onText: (text: string) => void
  readonly onSeveral: (texts: readonly string[]) => void
  readonly onFrame: (frame: Uint8Array) => void
  readonly onLens: (state: LensState) => void
  /** The camera went away, or the decoder does not work; it is over. */
  readonly onEnd: (why: 'lost' | 'decoder') => void
}

/** A scan under way. */
export interface Scan {
  readonly lens: Lens | undefined
  /** Lets go of the camera; nobody is told anything from then on. */
  end(): void
}

/** After so long without a code it looks less often. */
const restAfterMs = 10_000

/** Starts to look for codes. */
export function startScan(
  camera: Camera,
  video: HTMLVideoElement,
  decoder: Decoder,
  { onText, onSeveral, onFrame, onLens, onEnd }: ScanListeners,
): Scan {
  let isOver = false
  const unlessOver =
    <T>(tell: (what: T) => void) =>
    (what: T) => {
      if (!isOver) tell(what)
    }
  const tellEnd = unlessOver(onEnd)
  const watching = watch(video, decoder, onText, {
    ...{ restAfterMs, onSeveral, onFrame },
    onProblem: () => {
      tellEnd('decoder')
    },
  })
  void camera.ended.then(() => {
    tellEnd('lost')
  })
  const awake = stayAwake()
  const [track] = camera.stream.getVideoTracks()
  const lens = track && openLens(track, unlessOver(onLens))
  if (lens !== undefined) onLens(lens.state)
  return {
    lens,
    end() {
      isOver = true
      watching.stop()
      awake.end()
      camera.close()
    },
  }
}
