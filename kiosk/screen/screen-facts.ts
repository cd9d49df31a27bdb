/** What the screen knows, and the one view that follows from it. */
import type {
  CameraState,
  CardAdvice,
  Group,
  Service,
  ShownDecision,
  StationStatus,
} from '../shared/kiosk-api.ts'
import type { Language } from '../shared/screen-settings.ts'
import { acceptsOf, type Accepts } from './accepts.ts'
import type { UpdateNotice } from './update-carrier.ts'

export type { Language } from '../shared/screen-settings.ts'

/** What is shown for a few seconds after something happened at the gate. */
export type Notice =
  | { readonly kind: 'decision'; readonly decision: ShownDecision }
  /** The station could not decide over this one code. */
  | { readonly kind: 'failed' }
  /** A card could not be read. */
  | { readonly kind: 'card'; readonly advice: CardAdvice }
  /** Somebody did not use a passage, or used one that was nobody's. */
  | { readonly kind: 'passage'; readonly passage: 'released' | 'forced' }

/** A call for staff. */
export type Call = 'none' | 'asked' | 'heard' | 'unheard'

/** Everything that the screen knows at one moment. */
export interface ScreenFacts {
  readonly link: 'starting' | 'up' | 'lost'
  readonly status: StationStatus | undefined
  readonly camera: CameraState | 'starting'
  readonly notice: Notice | undefined
  /** When the notice goes by itself, by the page's own monotonic clock. */
  readonly noticeEnds: number
  /** People who go through together. */
  readonly group: Group | null
  /** Somebody is saying how many they are. */
  readonly choosing: boolean
  readonly call: Call
  /** A scanner has typed a code here. */
  readonly hasTyped: boolean
  /** What this gate could read at some time since the screen began. */
  readonly had: { readonly card: boolean; readonly code: boolean }
  /** What there is to say of an update. */
  readonly update: UpdateNotice | undefined
  /** Staff are handing a file over. */
  readonly handing: boolean
  readonly language: Language
}

/** Why nothing can be shown here now. */
export type Problem =
  Exclude<CameraState, 'live'> | Exclude<Service, 'open'> | 'out-of-service' | 'nothing-reads'

/** What fills the screen. */
export type View =
  | { readonly kind: 'starting' }
  | { readonly kind: 'idle'; readonly status: StationStatus; readonly accepts: Accepts }
  | { readonly kind: 'choosing'; readonly status: StationStatus }
  | {
      readonly kind: 'notice'
      readonly notice: Notice
      readonly status: StationStatus
      readonly accepts: Accepts
    }
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
  noticeEnds: 0,
  group: null,
  choosing: false,
  call: 'none',
  hasTyped: false,
  had: { card: false, code: false },
  update: undefined,
  handing: false,
  language: 'zh',
}

/** Chooses the view. What forbids passage comes first, so that no outcome outlives the station's word. */
export function viewOf(facts: ScreenFacts): View {
  const { link, status, camera, notice, update, handing } = facts
  if (link === 'starting') return { kind: 'starting' }
  if (link === 'lost' || status === undefined)
    return { kind: 'problem', problem: 'out-of-service', status }
  if (status.service !== 'open') return { kind: 'problem', problem: status.service, status }
  const accepts = acceptsOf(facts)
  if (notice !== undefined) return { kind: 'notice', notice, status, accepts }
  if (update !== undefined || handing)
    return {
      kind: 'update',
      update,
      handing,
      // A refusal has much to be read, and nothing to be aimed at.
      sees: accepts.code === 'camera' && !isRefusal(update),
      status,
    }
  if (facts.choosing) return { kind: 'choosing', status }
  if (accepts.card !== null || accepts.code !== null || accepts.opening)
    return { kind: 'idle', status, accepts }
  if (!status.settings.camera || camera === 'starting' || camera === 'live')
    return { kind: 'problem', problem: 'nothing-reads', status }
  return { kind: 'problem', problem: camera, status }
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
