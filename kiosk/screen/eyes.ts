/** The eyes: keeps a camera open and watched, and tries again by itself whenever it is lost. */
import { CameraError, openCamera, type CameraProblem } from '../../verifier-web/edges/camera.ts'
import { openDecoder } from '../../verifier-web/edges/decoder.ts'
import { watch } from '../../verifier-web/edges/watch.ts'
import type { CameraState } from '../shared/kiosk-api.ts'
import { startBackOff } from '../shared/back-off.ts'
import { awaitStandstill } from './standstill.ts'

/** Whom the eyes tell. */
export interface Sight {
  /** New texts, all of one frame. */
  readonly see: (texts: readonly string[]) => void
  /** A code of an update: no person's, whoever shows it. */
  readonly frame: (bytes: Uint8Array) => void
  readonly camera: (state: CameraState) => void
}

const retryMs = 2_000

/** Opens the eyes for as long as the page lives; `looks` is for tests, which have no camera. */
export async function openEyes(
  video: HTMLVideoElement,
  sight: Sight,
  looks: typeof look = look,
): Promise<never> {
  const backOff = startBackOff({ leastMs: retryMs, mostMs: 60_000, heldMs: 60_000 })
  for (;;) {
    const startedMs = performance.now()
    const end = await looks(video, sight)
    sight.camera(end)
    // What opens and breaks again and again would have the screen ask for codes, and take it back, every few seconds.
    const broke = end === 'lost' || end === 'no-decoder'
    const waitMs = broke ? backOff.ended(startedMs, performance.now()) : retryMs
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

/** Whoever sets a station up allows its camera beforehand: nobody is asked there, and what is not allowed is denied. */
const stateOf = {
  ...{ denied: 'denied', dismissed: 'denied', blocked: 'denied' },
  ...{ missing: 'missing', busy: 'busy', insecure: 'insecure' },
} as const satisfies Readonly<Record<CameraProblem, CameraState>>

/** Looks for as long as it goes well, and says how it ended. */
async function look(video: HTMLVideoElement, sight: Sight): Promise<Exclude<CameraState, 'live'>> {
  try {
    const camera = await openCamera(video)
    const decoder = openDecoder()
    const broken = new Promise<'no-decoder'>((resolve) => {
      const onText = (text: string) => {
        sight.see([text])
      }
      const onProblem = () => {
        resolve('no-decoder')
      }
      const { see: onSeveral, frame: onFrame } = sight
      const watching = watch(video, decoder, onText, { onSeveral, onFrame, onProblem })
      void camera.ended.then(() => {
        watching.stop()
      })
    })
    sight.camera('live')
    const moves = awaitStandstill(() =>
      document.hidden ? undefined : video.getVideoPlaybackQuality().totalVideoFrames,
    )
    const lost = Promise.race([camera.ended, moves.still]).then(() => 'lost' as const)
    const end = await Promise.race([broken, lost])
    moves.stop()
    camera.close()
    decoder.close()
    return end
  } catch (error) {
    if (error instanceof CameraError) return stateOf[error.problem]
    throw error
  }
}
