/** Matters: what a person or a record asks officers to decide, what they may propose, and what was done. Types only. */
import type { FieldValue } from 'greengate/issue'

export type MatterKind = 'correction' | 'appeal' | 'held-fact'
export type MatterState = 'open' | 'proposed' | 'granted' | 'refused' | 'withdrawn'

/** A record as its source names it. */
export interface FactName {
  readonly source: string
  readonly id: string
}

/** What a person says of what is known about them. */
export interface Correction {
  readonly kind: 'correction'
  readonly wish: 'not-mine' | 'wrong' | 'missing' | 'identity'
  /** Which record it is about; of what is missing there is none. */
  readonly fact?: FactName
}

/** An outcome, and what it came by. */
export interface Told {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly ruleSet: string
  readonly version: number
  /** 0: no rule, for want of facts. */
  readonly rule: number
}

/**
 * What a person was told that they do not accept: on their page, all of it; at a gate, the number that it showed, which
 * names a receipt that says the rest, and of the rest no more than they know.
 */
export interface Appeal extends Partial<Told> {
  readonly kind: 'appeal'
  /** Ten digits. */
  readonly receipt?: string
}

/** A record that counts for nobody until somebody says whose it is. */
export interface HeldFact {
  readonly kind: 'held-fact'
  readonly fact: FactName
}

export type MatterSubject = Correction | Appeal | HeldFact

/** A record that a person lacks, and what shows that it is true. */
export interface AddedFact {
  readonly kind: string
  readonly fields: Readonly<Record<string, FieldValue>>
  /** On what ground it is added: `hospital letter seen`. */
  readonly basis: string
  /** Which document shows it, so that another can find it again. */
  readonly document: string
}

/** What is to be done once a second officer agrees. None of them is a colour: facts change, and rules make colours. */
export type Proposal =
  | { readonly do: 'refuse' }
  | { readonly do: 'assess-again' }
  | { readonly do: 'retract'; readonly fact: FactName }
  | { readonly do: 'move'; readonly fact: FactName; readonly person: string }
  | { readonly do: 'add'; readonly added: AddedFact }
  /** Of a held record: it is this person's. */
  | { readonly do: 'assign'; readonly fact: FactName; readonly person: string }
  /** Of a held record: it is nobody's. */
  | { readonly do: 'drop'; readonly fact: FactName }

export interface MatterAct {
  readonly seq: number
  readonly what: 'noted' | 'proposed' | 'agreed' | 'disagreed' | 'withdrawn'
  /** undefined: the person who asked, or the desk. */
  readonly officer: string | undefined
  readonly at: Date
  /** undefined also once retention took it. */
  readonly text: string | undefined
  /** Of what was proposed; what it would add is undefined once retention took it. */
  readonly proposal: Proposal | { readonly do: 'add'; readonly added: undefined } | undefined
  /** Of a note in an appeal: what the receipt says that its number names. */
  readonly told: Told | undefined
}

export interface Matter {
  readonly id: string
  readonly person: string | undefined
  /** `account:ID`, `officer:ID`, `source:ID` or `desk`. */
  readonly openedBy: string
  readonly openedAt: Date
  readonly dueAt: Date
  readonly state: MatterState
  readonly subject: MatterSubject
  /** What the person wrote. */
  readonly text: string | undefined
  readonly acts: readonly MatterAct[]
}
