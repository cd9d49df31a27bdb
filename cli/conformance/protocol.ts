/** The lines between the trial and a gate, version 1: what docs/embedding.md says in words and the schema in full. */
import type { CardLookUps, Context, GroupKey, Outcome, VerifierClass } from 'greengate'

/** The version of the protocol, in every `hello`. */
export const protocol = 1

/** Sets up a new gate: what an earlier one was given is forgotten, also where this one is refused. */
export interface Hello {
  readonly type: 'hello'
  readonly id: string
  readonly protocol: typeof protocol
  /** A pinned root, base64. */
  readonly root: string
  /** What it knows at the start, base64; null: the root alone. */
  readonly bundle: string | null
  readonly now: string
  /** The worlds that it may serve: vectors are of `test`. */
  readonly worlds: readonly string[]
  readonly class: VerifierClass
  /** The private key of its station group, where it is an enrolled station. */
  readonly groupKey?: GroupKey
}

/** Offers another bundle to the gate: it keeps what it has unless it takes this one. */
export interface Update {
  readonly type: 'update'
  readonly id: string
  readonly bundle: string
  readonly now: string
}

/** A context as JSON has it. */
export type ContextLine = Omit<Context, 'startedAt' | 'card'> & {
  readonly startedAt?: string
  readonly card?: unknown
}

/** Somebody stands there. */
export interface Showing {
  readonly type: 'case'
  readonly id: string
  readonly now: string
  /** What was scanned; absent where a card alone is shown. */
  readonly texts?: readonly string[]
  /** A card alone, as a reader gives it. */
  readonly card?: CardLookUps | object
  readonly context: ContextLine
}

export type Request = Hello | Update | Showing

/** The answer to a `hello` or an `update`. */
export interface SetUpAnswer {
  readonly id: string
  readonly ready: boolean
}

/** The answer to a `case`. */
export interface GateAnswer {
  readonly id: string
  readonly opens: boolean
  readonly outcome?: Outcome
}

/** Reads a line of a gate as the answer to that request; undefined: it is none. Members that nobody knows are let be. */
export function parseAnswer(line: unknown, request: Request): SetUpAnswer | GateAnswer | undefined {
  if (typeof line !== 'object' || line === null) return undefined
  const { id, ready, opens, outcome } = line as Readonly<Record<string, unknown>>
  if (id !== request.id) return undefined
  if (request.type !== 'case') return typeof ready === 'boolean' ? { id, ready } : undefined
  if (typeof opens !== 'boolean') return undefined
  if (outcome === undefined || outcome === null) return { id, opens }
  return isOutcome(outcome) ? { id, opens, outcome } : undefined
}

/** All that a decision can be. */
const outcomes: readonly unknown[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']

function isOutcome(value: unknown): value is Outcome {
  return outcomes.includes(value)
}
