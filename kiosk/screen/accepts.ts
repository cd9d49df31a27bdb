/** What may be shown at this gate now: a card, a code, or nothing, and what has gone that was there before. */
import type { StationStatus } from '../shared/kiosk-api.ts'
import type { ScreenFacts } from './screen-facts.ts'

/** How a code is read. */
export type CodeWay = 'camera' | 'scanner'

/** What a person has to take out where no code is shown. */
export type DocumentKind = 'card' | 'passport' | 'either'

/** What is accepted. */
export interface Accepts {
  /** Of documents, which; null: none is read now. */
  readonly card: DocumentKind | null
  /** null: codes are not read now. */
  readonly code: CodeWay | null
  /** The half that was there before and is not now; null: nothing is missing. */
  readonly gone: 'card' | 'code' | null
  /** The camera is being opened: nothing reads codes yet, and soon something will. */
  readonly opening: boolean
}

/** What the screen must know to tell. */
export type Readers = Pick<ScreenFacts, 'status' | 'camera' | 'hasTyped' | 'had'>

/** Tells what is accepted; a station that is not known accepts nothing. */
export function acceptsOf({ status, camera, hasTyped, had }: Readers): Accepts {
  if (status === undefined) return { card: null, code: null, gone: null, opening: false }
  const { reads, settings } = status
  const seen = settings.camera && camera === 'live'
  // Nobody can tell whether a keyboard is a scanner until it has typed; where there is no camera, the operator says so.
  const typed = settings.wedge && (hasTyped || !settings.camera)
  const code = seen ? 'camera' : reads.code || typed ? 'scanner' : null
  const card = documentOf(reads)
  const gone = had.card && card === null ? 'card' : had.code && code === null ? 'code' : null
  const opening = settings.camera && camera === 'starting' && code === null
  return { card, code, gone, opening }
}

function documentOf({ card, passport = false }: StationStatus['reads']): DocumentKind | null {
  if (card && passport) return 'either'
  return card ? 'card' : passport ? 'passport' : null
}
