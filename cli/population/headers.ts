/** The headers of population sets as a publisher writes them (docs/bundle.md): who was assessed, under what, and how many are what. */
import { universeDigest, type Universe } from 'greengate/issue'
import { digest } from '../bundle/document.ts'
import { instantText } from '../edges/instant.ts'
import { classOf, outcomes, type RowOutcome } from './class-code.ts'

/** The two members. */
export type SetKind = 'covered' | 'not-green'

/** Names raw data. */
export interface NamedData {
  readonly length: number
  readonly sha256: string
}

/** Rule 0: none in particular. */
export interface OutcomeCount {
  readonly outcome: RowOutcome
  readonly rule: number
  readonly count: number
}

/** What both sets of an assessment say. Instants are text. */
export interface SetPayload {
  readonly version: number
  readonly issuer: string
  readonly assessedAt: string
  readonly limit: string
  readonly key: string
  readonly universe: { readonly count: number; readonly digest: string }
  readonly idTypes: readonly string[]
  readonly counts: readonly OutcomeCount[]
  readonly data: NamedData
}

export interface CoveredPayload extends SetPayload {
  readonly rate: number
}

export interface NotGreenPayload extends SetPayload {
  readonly classes: readonly { readonly outcome: 'check' | 'stop'; readonly rule: number }[]
  readonly patches: readonly PatchPayload[]
}

export interface PatchPayload {
  readonly assessedAt: string
  readonly counts: readonly OutcomeCount[]
  readonly data: NamedData
}

/** A member's payload. */
export interface HeaderPayload<S extends SetPayload = SetPayload> {
  readonly version: number
  readonly expires: string
  readonly ruleSet: string
  readonly sets: readonly S[]
}

/** Most patches of a set. */
export const mostPatches = 24
/** Sets of one header: of the version in force, and of the next. */
const mostSets = 2

/** What names data. */
export function named(data: Uint8Array): NamedData {
  return { length: data.length, sha256: digest(data) }
}

/** The universe as a header says it. */
export function universePayload(universe: Universe): SetPayload['universe'] {
  return { count: universe.count, digest: universeDigest(universe) }
}

/** Counts as a header says them, those who pass first. */
export function countsPayload(counts: ReadonlyMap<number, number>): readonly OutcomeCount[] {
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([code, count]) => {
      const { outcome, rule } = classOf(code)
      return { outcome, rule: rule ?? 0, count }
    })
}

/** Classes as a header says them. */
export function classesPayload(codes: readonly number[]): NotGreenPayload['classes'] {
  return codes.map((code) => {
    const { outcome, rule } = classOf(code)
    if (outcome === 'pass') throw new TypeError('a pass is no class')
    return { outcome, rule: rule ?? 0 }
  })
}

/** The codes of a header's classes. */
export function codesOf(classes: NotGreenPayload['classes']): readonly number[] {
  return classes.map(({ outcome, rule }) => outcomes.indexOf(outcome) * 0x4000_0000 + rule)
}

/** The sets of a header with another in the place of that of its version; of the others the newest stays. */
export function withSet<S extends SetPayload>(sets: readonly S[], set: S): readonly S[] {
  const others = sets.filter(({ version }) => version !== set.version)
  return [...others.slice(-(mostSets - 1)), set].sort((a, b) => a.version - b.version)
}

/** An instant as headers have it. */
export function instantOf(seconds: number): string {
  return instantText(new Date(seconds * 1000))
}
