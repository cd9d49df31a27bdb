/** What the screen knows, and the one view that follows from it. */
import type { CameraState, ShownDecision, StationStatus } from '../shared/kiosk-api.ts'
import type { UpdateNotice } from './update-carrier.ts'

/** The language that stands first and large; the other one stands below it. */
export type Language = 'zh' | 'en'

/** What is shown for a few seconds after a code was seen. */
export type Notice =
  | { readonly kind: 'decision'; readonly decision: ShownDecision }
  /** The station could not decide over this one code. */
  | { readonly kind: 'failed' }

/** Everything that the screen knows at one moment. */
export interface ScreenFacts {
  readonly link: 'starting' | 'up' | 'lost'
  readonly status: StationStatus | undefined
  readonly camera: CameraState | 'starting'
  readonly notice: Notice | undefined
  /** What there is to say of an update. */
  readonly update: UpdateNotice | undefined
  /** Staff are handing a file over. */
  readonly handing: boolean
  readonly language: Language
}

/** Why no code can be shown here now. */
export type Problem = Exclude<CameraState, 'live'> | 'out-of-service'

/** What fills the screen. */
export type View =
  | { readonly kind: 'starting'; readonly status: StationStatus | undefined }
  | { readonly kind: 'idle'; readonly status: StationStatus }
  | { readonly kind: 'notice'; readonly notice: Notice; readonly status: StationStatus }
  | {
      readonly kind: 'update'
      /** Without one, a file is waited for. */
      readonly update: UpdateNotice | undefined
      readonly handing: boolean
      /** Whether the camera's picture helps those who show codes. */
      readonly sees: boolean
      readonly status: StationStatus
    }
  | {
      readonly kind: 'problem'
      readonly problem: Problem
      readonly status: StationStatus | undefined
    }

/** Before anything is known. */
export const firstFacts: ScreenFacts = {
  link: 'starting',
  status: undefined,
  camera: 'starting',
  notice: undefined,
  update: undefined,
  handing: false,
  language: 'zh',
}

/** Chooses the view. What forbids passage comes first, so that no outcome outlives the station's word. */
export function viewOf(facts: ScreenFacts): View {
  const { link, status, camera, notice, update, handing } = facts
  if (link === 'starting') return { kind: 'starting', status }
  if (link === 'lost' || status === undefined || status.service !== 'open')
    return { kind: 'problem', problem: 'out-of-service', status }
  if (notice !== undefined) return { kind: 'notice', notice, status }
  if (update !== undefined || handing)
    return {
      kind: 'update',
      update,
      handing,
      // A refusal has much to be read, and nothing to be aimed at.
      sees: camera === 'live' && !isRefusal(update),
      status,
    }
  if (camera === 'starting') return { kind: 'starting', status }
  if (camera !== 'live') return { kind: 'problem', problem: camera, status }
  return { kind: 'idle', status }
}

const refusals: readonly UpdateNotice['state'][] = [
  'refused',
  'too-large',
  'unreadable',
  'failed',
  'mixed-up',
  'forgotten',
]

/** Whether nothing came of an update. */
export function isRefusal(update: UpdateNotice | undefined): boolean {
  return update !== undefined && refusals.includes(update.state)
}
