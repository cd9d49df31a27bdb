/** KioskApi: the one contract between the screen and the station, whatever carries it. */
import type { ErrorCode, Outcome, Reason, RuleReference } from 'greengate'
import type { LaneState, Passage } from './lane-state.ts'
import type { ScreenSettings } from './screen-settings.ts'
import type { SignIn, StaffAct, StaffActName, StaffAnswers, StaffSession } from './staff-api.ts'

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
  /** No screen asks any more, and no light stands in for it: nobody would see what is decided. */
  | 'no-screen'
  /** Staff closed the lane. */
  | 'closed'
  /** The gate does not answer, or says that it is broken. */
  | 'gate-fault'
  /** Staff hold the gate open. */
  | 'held'
  /** The gate stands open for everybody to get out. */
  | 'emergency'

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
  readonly gate: LaneState
  /** What the station's own devices can read now; the screen adds its camera and what is typed into it. */
  readonly reads: {
    readonly code: boolean
    /** Identity cards, by their chips. */
    readonly card: boolean
    /** Passports and what else has a machine-readable zone; absent: none can be read. */
    readonly passport?: boolean
  }
  readonly settings: ScreenSettings
  /** Whether staff may hand a bundle's file over at the screen. */
  readonly handover: boolean
}

/** A version of the gate's rule set that an update brought. */
export interface NewRules {
  readonly version: number
  /** When it takes effect; null where this station cannot read it. */
  readonly from: string | null
  readonly inForce: boolean
}

/** What became of an update that was carried here: as codes before the camera, or as a file. */
export type Carried =
  /** `have` of `of` codes are here. */
  | { readonly state: 'collecting'; readonly have: number; readonly of: number }
  /** It was checked whole and is in force; `rules` is the newest version that came with it, if one did. */
  | {
      readonly state: 'taken'
      readonly bundleVersion: number | null
      readonly rules: NewRules | null
    }
  /** All of it is known here already. */
  | { readonly state: 'nothing-new' }
  /** It is not good, or could not be kept; what was in force still is. */
  | { readonly state: 'refused'; readonly code: ErrorCode }
  /** All codes are here and do not belong together: they are collected afresh. */
  | { readonly state: 'mixed-up'; readonly of: number }
  /** No further code came for a while: `have` of `of` were thrown away. */
  | { readonly state: 'forgotten'; readonly have: number; readonly of: number }
  /** Nothing that says anything: misread, or of an update that was taken up just now. */
  | { readonly state: 'ignored' }

/** What the screen shows of a decision. */
export interface ShownDecision {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  /** The rule that made the outcome, for whoever wants to recompute it. */
  readonly rule: (RuleReference & { readonly title: Bilingual | null }) | null
  /** How many parts of a card were shown, of how many; absent: no further part is awaited. */
  readonly parts?: { readonly shown: number; readonly of: number }
  /** Under which number staff and the operator find the receipt; null: there is nothing to appeal against. */
  readonly appeal: string | null
  /** The other half that the station waits for, and for how long; null: for nothing. */
  readonly awaits: { readonly what: 'card' | 'code'; readonly ms: number } | null
  /** How many of a group are through; absent: no group is at the gate. */
  readonly group?: Group
}

/** People who go through together: the gate opens when all of them may. */
export interface Group {
  readonly shown: number
  readonly of: number
}

/** What a person does about a card that could not be read; none of it is a decision. */
export type CardAdvice =
  /** Lift the card and place it again. */
  | 'place-again'
  /** Leave it where it is. */
  | 'hold-still'
  /** It is no card that this reader knows. */
  | 'wrong-kind'
  /** The reader does not take it for genuine: staff. */
  | 'not-authentic'

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
  /** Files are not handed over at this station's screen. */
  | 'not-here'
  /** Not this operator, or not this PIN. */
  | 'wrong-pin'
  /** Too many wrong PINs; it opens again by itself. */
  | 'locked'
  /** The session is over, or never was. */
  | 'signed-out'
  /** The operator has no right to this. */
  | 'not-allowed'
  /** The station met a fault of its own; its log says more. */
  | 'failed'
  /** The station cannot be reached, or did not answer in time. */
  | 'lost'

/** A request that was not answered; `code` says why. */
export class KioskRefusal extends Error {
  override name = 'KioskRefusal'
  readonly code: RefusalCode
  /** After how long it is worth asking again, where the station says so: of `locked`. */
  readonly waitMs: number | undefined
  constructor(code: RefusalCode, options?: ErrorOptions & { readonly waitMs?: number }) {
    super(`the station refused: ${code}`, options)
    this.code = code
    this.waitMs = options?.waitMs
  }
}

/** What the station tells without being asked. */
export type KioskEvent =
  /** The status as it is now: when the screen begins to listen, and after every change. */
  | { readonly kind: 'status'; readonly status: StationStatus }
  /** What became of an update without anybody doing anything. */
  | { readonly kind: 'update'; readonly update: Carried }
  /** What was decided over a code or a card that the station's own devices read. */
  | { readonly kind: 'shown'; readonly decision: ShownDecision }
  /** A card could not be read. */
  | { readonly kind: 'card'; readonly advice: CardAdvice }
  /** What became of a grant, or that there was none. */
  | { readonly kind: 'passage'; readonly passage: Passage }
  /** A group begins, goes on, or is over (null). */
  | { readonly kind: 'group'; readonly group: Group | null }
  /** Somebody at the gate called for staff. */
  | { readonly kind: 'staff-called' }
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
  /** Takes the bytes of one code of an update, in any order; it opens no gate and holds none up. */
  takeFrame(frame: Uint8Array): Promise<Carried>
  /** Takes a `.ggb` or `.ggb.gz` that staff handed over. */
  takeFile(bytes: Uint8Array): Promise<Carried>
  /** The person wants staff. */
  callStaff(): Promise<null>
  /** That so many people will go through together; 1 ends it. */
  group(size: number): Promise<Group | null>
  signIn(who: SignIn): Promise<StaffSession>
  /** One act of an operator who has signed in. */
  staff<A extends StaffActName>(ask: StaffAsk<A>): Promise<StaffAnswers[A]>
  /** Calls back with the status as it is now, and for every event, until the returned function is called. */
  listen(listener: (event: KioskEvent) => void): () => void
}

/** An act, and the session that allows it. */
export interface StaffAsk<A extends StaffActName = StaffActName> {
  readonly session: string
  readonly act: Extract<StaffAct, { readonly act: A }>
}
