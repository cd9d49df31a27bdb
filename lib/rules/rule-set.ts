/** The signed form of a rule set (docs/rules.md 1 and 2). Types only. */
import type { Words } from '../encoding/json-shape.ts'
import type { Offsets } from './zone.ts'

/** A condition or a value, as JSON. */
export type Expression =
  | { readonly value: number | string | boolean; readonly unit?: string }
  | { readonly parameter: string }
  | { readonly field: string }
  | { readonly onSite: string }
  | { readonly op: 'and' | 'or'; readonly of: readonly Expression[] }
  | { readonly op: 'not' | 'days' | 'years' | 'elapsed'; readonly of: Expression }
  | { readonly op: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'in'; readonly left: Expression; readonly set: string }
  | {
      readonly op: 'some' | 'every' | 'none' | 'count'
      readonly kind: string
      readonly where?: Expression
    }
  | {
      readonly op: 'countDays'
      readonly kind: string
      readonly by: string
      readonly where?: Expression
    }
  | {
      readonly op: 'latest' | 'earliest'
      readonly kind: string
      readonly by: string
      readonly field: string
      readonly where?: Expression
    }

/** How two values are compared. */
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

/** A duration such as `P14D`, `PT72H` or `PT30M`. */
export type Duration = string

/** Which kind of fact must be covered for a rule that grants passage, and how recently. */
export interface Requirement {
  readonly kind: string
  readonly maxAge: Duration
}

/** One rule: what it asks, and what comes of it. */
export interface Rule {
  /** Permanent: no later version may give it to another rule. */
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly when: Expression
  readonly unless?: Expression
  readonly requires?: readonly Requirement[]
  readonly reason: Words
}

/** Which assessments of other versions and issuers the set accepts, and for how long. */
export interface AcceptedAssessment {
  readonly issuer: string
  readonly set: string
  readonly minVersion?: Readonly<Record<string, number>>
  readonly maxAge: Duration
}

/** A number that conditions name. */
export interface Parameter {
  readonly value: number
  readonly unit?: string
  /** Whether an overlay may set it, and then to what is stricter only. */
  readonly overridable?: 'tighten'
}

/** A finding of the checker that the authors let stand, and why. */
export interface Waiver {
  readonly finding: string
  /** Of the rule. */
  readonly no: number
  readonly reason: string
}

/** Names a version of another set by its digest. */
export interface Extends {
  readonly id: string
  readonly version: number
  /** SHA-256 of the base's canonical JSON, base64url. */
  readonly sha256: string
}

/** A rule set version; an overlay is one when its base has filled in what it leaves out. */
export interface RuleSet {
  readonly id: string
  readonly version: number
  readonly engine: number
  readonly title: Words
  readonly effective: { readonly from: string; readonly until: string }
  readonly zone: { readonly id: string; readonly tzdata: string; readonly offsets: Offsets }
  readonly extends?: Extends
  readonly previous?: { readonly version: number; readonly sha256: string }
  readonly change: {
    readonly type: string
    readonly how: string
    readonly basis: readonly string[]
    readonly requestedBy: string
    readonly reviewedBy: string
  }
  readonly accepts: { readonly assessments: readonly AcceptedAssessment[] }
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly valueSets: Readonly<Record<string, readonly string[]>>
  readonly colours: Readonly<Record<'pass' | 'check' | 'stop', string>>
  readonly rules: readonly Rule[]
  readonly waivers?: readonly Waiver[]
  readonly otherwise: 'check'
  readonly cases?: { readonly count: number; readonly sha256: string }
}

/** What an overlay may leave to its base. */
export type Inherited = 'zone' | 'accepts' | 'colours' | 'parameters' | 'valueSets' | 'rules'

/** An overlay as it is signed: it names its base. */
export type Overlay = Omit<RuleSet, Inherited | 'extends'> &
  Partial<Pick<RuleSet, Inherited>> & { readonly extends: Extends }
