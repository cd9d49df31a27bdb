/** What a desk feeds into the bundle: its status lists, and the population sets of everybody whom it assessed. Types only. */
import type { CoveredPayload, NotGreenPayload } from 'greengate-cli/population'

/** A status list of one UTC month. */
export interface FedList {
  readonly issuer: string
  readonly month: string
  readonly entries: number
  /** Raw: set where a code counts no more. */
  readonly bits: Uint8Array
}

/** Both sets of a rule set, with the data that their headers name. */
export interface FedPopulation {
  readonly ruleSet: string
  /** Of the version in force and, where it takes over before the limit, of the next. */
  readonly covered: readonly CoveredPayload[]
  readonly notGreen: readonly NotGreenPayload[]
  readonly data: readonly Uint8Array[]
  readonly people: number
}

/** All of it, as of one instant. */
export interface Feeds {
  readonly lists: readonly FedList[]
  /** Undefined: nobody was assessed yet. */
  readonly population: FedPopulation | undefined
}

/** Somebody of the sets: what is said of a card. */
export interface PopulationRow {
  readonly type: string
  /** Canonical. */
  readonly number: string
  readonly outcome: 'pass' | 'check' | 'stop'
  /** 0: none in particular. */
  readonly rule: number
  /** Unix seconds; null: for ever. */
  readonly holdsUntil: number | null
}

/** What was published. */
export interface PublishedFeeds {
  /** Of the snapshot. */
  readonly version: number
  /** Of the bundle, whole. */
  readonly bytes: number
}

/** Where feeds go: a bundle signed and tried as a client takes it, then shown. */
export interface Publisher {
  /**
   * Publishes.
   *
   * @throws OperatorError or GreengateError for what clients would refuse, or what cannot be written; what was published
   * before stays then.
   */
  publish(feeds: Feeds, now: Date): Promise<PublishedFeeds>
}
