/** All that a desk is started with, from the embedded defaults or from its configuration. Types only. */
import type { Bundle } from 'greengate'
import type { Signer } from 'greengate/issue'
import type { CounterConfiguration } from './counter/open-counter.ts'
import type { IssuingPolicy, Limits, Surroundings } from './desk.ts'
import type { FeedSettings } from './feeds/gather-feeds.ts'
import type { Publisher } from './feeds/feeds.ts'
import type { OrderAuthority } from './orders/order-authority.ts'
import type { Periods } from './retention/periods.ts'
import type { SessionLives } from './sign-in/sessions.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { NewOfficer } from './sign-in/register-officer.ts'
import type { NewSource } from './sources/register-source.ts'
import type { WorklistTerms } from './worklist/due-at.ts'

/** Where feeds go, and what came of it. */
export interface DeskPublisher extends Publisher {
  /** What a client has of the last publication; undefined: none was made by this process. */
  readonly bundle: Bundle | undefined
  /** Looks whether somebody else published, as the makers of rules do. */
  refresh?(now: Date): Promise<void>
}

/** Where the service listens. */
export interface Listening {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly tls?: { readonly cert: string; readonly key: string }
  /** As browsers know it, where it is not where it listens. */
  readonly origin?: string
}

/** The settings. */
export interface DeskSettings {
  readonly store: string
  readonly statusStore: string
  readonly issuer: string
  readonly signer: Signer
  readonly ruleSet: string
  /** As the desk begins; later ones are the publisher's. */
  readonly bundle: Bundle
  readonly publisher: DeskPublisher
  /** Shown at `/bundle/`. */
  readonly published: string
  readonly feeds: FeedSettings
  readonly bindingKeyOf?: (month: string) => Uint8Array | undefined
  readonly policy?: Partial<IssuingPolicy>
  readonly limits?: Partial<Limits>
  readonly terms?: WorklistTerms
  readonly periods?: Periods
  readonly lives?: SessionLives
  readonly authorities: readonly OrderAuthority[]
  readonly listen: Listening
  /** Ways of signing in, for a service of this origin. */
  readonly ways: (origin: string) => readonly SignIn[]
  /** Folder of the pages; without it there is the interface alone. */
  readonly pages?: string
  /** What is plugged in where people are served. */
  readonly counter?: CounterConfiguration
  /** Sources that are registered at each start; others stand in the store. */
  readonly sources: readonly NewSource[]
  /** Of those, who gets a secret that this process hands out. */
  readonly secretsFor?: readonly string[]
  readonly officers: readonly NewOfficer[]
  /** Where sources drop files. */
  readonly folders: readonly { readonly source: string; readonly folder: string }[]
  /** The file of a collector of receipts; without it officers ask for those that appeals name. */
  readonly receipts?: string
  readonly surroundings: Surroundings
}
