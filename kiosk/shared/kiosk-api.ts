/** KioskApi: the one contract between the screen and the station, whatever carries it. */
import type { Outcome, Reason, RuleReference } from 'greengate'

/** A text in the two languages of the screen. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Whether the station decides at all; everything but `open` keeps the lane closed. */
export type Service =
  | 'open'
  /** The journal takes no receipts: without a receipt nobody is let through. */
  | 'no-receipts'

/** What the station is, and what it knows. */
export interface StationStatus {
  readonly station: string
  readonly lane: string
  /** What the codes are checked for here, as the signed root says it. */
  readonly purpose: Bilingual
  readonly world: 'test' | 'demo' | 'production'
  /** The rule set in force; null when there is none. */
  readonly ruleSet: {
    readonly id: string
    readonly version: number
    readonly title: Bilingual
  } | null
  /** Version of the bundle's snapshot; null before the first one. */
  readonly bundleVersion: number | null
  readonly service: Service
}

/** What the screen shows of a decision. */
export interface ShownDecision {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  /** The rule that made the outcome, for whoever wants to recompute it. */
  readonly rule: (RuleReference & { readonly title: Bilingual | null }) | null
  /** How many parts of a card were shown, of how many; absent: no further part is awaited. */
  readonly parts?: { readonly shown: number; readonly of: number }
}

/** How the screen's camera is. */
export type CameraState =
  'live' | 'denied' | 'missing' | 'busy' | 'insecure' | 'lost' | 'no-decoder'

/** Why a request was not answered. A refusal never lets anybody through. */
export type RefusalCode =
  /** The request is not one of the contract. */
  | 'malformed'
  /** Too many requests are waiting. */
  | 'busy'
  /** The station takes no part in passages now; see `StationStatus.service`. */
  | 'out-of-service'
  /** The station met a fault of its own; its log says more. */
  | 'failed'
  /** The station cannot be reached, or did not answer in time. */
  | 'lost'

/** A request that was not answered; `code` says why. */
export class KioskRefusal extends Error {
  override name = 'KioskRefusal'
  readonly code: RefusalCode
  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(`the station refused: ${code}`, options)
    this.code = code
  }
}

/** What the station tells without being asked. */
export type KioskEvent =
  /** The status as it is now: when the screen begins to listen, and after every change. */
  | { readonly kind: 'status'; readonly status: StationStatus }
  /** The connection is gone, and whatever was on its way with it. Only from transports that can break. */
  | { readonly kind: 'lost' }

/**
 * Everything that the screen may ask of the station.
 *
 * Every promise rejects with a {@link KioskRefusal} and nothing else.
 */
export interface KioskApi {
  /** What the station is, now. */
  status(): Promise<StationStatus>
  /**
   * Decides over what one person shows: one text, or all the texts of one frame, with the parts of a card that
   * were shown before.
   *
   * The receipt is durable before the answer leaves the station.
   */
  present(texts: readonly string[]): Promise<ShownDecision>
  /** Tells the station how the camera is, for its log. */
  camera(state: CameraState): Promise<null>
  /** Calls back with the status as it is now, and for every event, until the returned function is called. */
  listen(listener: (event: KioskEvent) => void): () => void
}
