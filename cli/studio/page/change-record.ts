/** The change record as the text of a rule set states it, also while the rest of the set is wrong, and what it still lacks. */
import { LanguageError } from '../../language/language-error.ts'
import { memberOf } from '../../language/set-member.ts'
import type { ZoneOffsets } from './zone-time.ts'

/** The members that are one line of text. */
export const textMembers = ['type', 'how', 'requestedBy', 'reviewedBy'] as const

/** What the form shows. */
export interface ChangeRecord {
  readonly version: string
  readonly from: string
  readonly until: string
  readonly zone: { readonly id: string; readonly offsets: ZoneOffsets }
  readonly text: Readonly<Record<(typeof textMembers)[number], string>>
  readonly basis: readonly string[]
}

/** What is empty, by the name of its word, and what cannot be so. */
export interface Lacks {
  readonly empty: readonly (
    'version' | 'from' | 'until' | 'type' | 'what' | 'basis' | 'requestedBy' | 'reviewedBy'
  )[]
  readonly isSamePerson: boolean
  readonly isOutOfOrder: boolean
}

type Members = Readonly<Record<string, unknown>>

/** Reads it; undefined while the text is no YAML. */
export function readChangeRecord(text: string): ChangeRecord | undefined {
  let members: (name: string) => unknown
  try {
    const whole = Object.fromEntries(
      ['version', 'effective', 'change', 'zone'].map((name) => [name, memberOf(text, [name])]),
    )
    members = (name) => whole[name]
  } catch (error) {
    if (error instanceof LanguageError) return undefined
    throw error
  }
  const [effective, change, zone] = ['effective', 'change', 'zone'].map((name) =>
    objectOf(members(name)),
  )
  const { offsets, id } = zone ?? {}
  return {
    version: textOf(members('version')),
    from: textOf(effective?.['from']),
    until: textOf(effective?.['until']),
    zone:
      typeof id === 'string' && isOffsets(offsets) ? { id, offsets } : { id: 'UTC', offsets: [] },
    text: Object.fromEntries(
      textMembers.map((name) => [name, textOf(change?.[name])]),
    ) as ChangeRecord['text'],
    basis: Array.isArray(change?.['basis']) ? change['basis'].map(textOf) : [],
  }
}

/** What is still to be done. */
export function lacksOf({ version, from, until, text, basis }: ChangeRecord): Lacks {
  const values = {
    version,
    from,
    until,
    type: text.type,
    what: text.how,
    basis: basis.join(''),
    requestedBy: text.requestedBy,
    reviewedBy: text.reviewedBy,
  }
  const names = Object.keys(values) as (keyof typeof values)[]
  return {
    empty: names.filter((name) => values[name].trim() === ''),
    isSamePerson:
      text.requestedBy.trim() !== '' && text.requestedBy.trim() === text.reviewedBy.trim(),
    isOutOfOrder: Date.parse(until) <= Date.parse(from),
  }
}

function objectOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null ? (value as Members) : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function isOffsets(value: unknown): value is ZoneOffsets {
  return (
    Array.isArray(value) &&
    value.every(
      (row) => Array.isArray(row) && row.length === 2 && row.every((n) => Number.isFinite(n)),
    )
  )
}
