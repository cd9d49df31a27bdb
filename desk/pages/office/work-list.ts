/** Which matters an officer wants to see, in which order, and which comes after one: kept while the page is open. */
import type { AnswerOf } from '../../shared/routes.ts'

/** A matter of the worklist. */
export type Matter = AnswerOf<'GET /office/matters'>['matters'][number]

const isUndecided = ({ state }: Matter): boolean => state === 'open' || state === 'proposed'

/** Whether its time is over and nobody decided. */
export function isOverdue(matter: Matter, now: number): boolean {
  return isUndecided(matter) && Date.parse(matter.dueAt) <= now
}

interface Seen {
  readonly officer: string
  readonly now: number
}

/** What may be shown, as the officer sees it. */
export const filters = {
  undecided: isUndecided,
  toPropose: ({ state }: Matter) => state === 'open',
  toDecide: ({ state, proposedBy }: Matter, { officer }: Seen) =>
    state === 'proposed' && proposedBy?.id !== officer,
  waitsForOther: ({ state, proposedBy }: Matter, { officer }: Seen) =>
    state === 'proposed' && proposedBy?.id === officer,
  late: (matter: Matter, { now }: Seen) => isOverdue(matter, now),
  decided: (matter: Matter) => !isUndecided(matter),
} as const satisfies Record<string, (matter: Matter, seen: Seen) => boolean>
/** Their names. */
export type Filter = keyof typeof filters
export const filterNames = Object.keys(filters) as readonly Filter[]

/** In which order. */
export type Order = 'due' | 'newest'

/** What was chosen. */
export interface WorkChoice {
  readonly filter: Filter
  readonly order: Order
  /** Of the matters shown: this in name, last digits or text. */
  readonly search: string
  readonly kind: Matter['kind'] | ''
  /** The ids that are shown, in order: so that one leads to the next. */
  readonly shown: readonly string[]
}

/** Before anything was chosen. */
export const firstChoice: WorkChoice = {
  ...{ filter: 'undecided', order: 'due', search: '', kind: '', shown: [] },
}

/** Those that a choice wants, but for its filter. */
export function searched(
  matters: readonly Matter[],
  { search, kind }: Pick<WorkChoice, 'search' | 'kind'>,
): readonly Matter[] {
  const wanted = search.trim().toLowerCase()
  return matters.filter(({ kind: of, person, text = '' }) => {
    if (kind !== '' && of !== kind) return false
    const said = `${person?.name ?? ''} ${person?.lastFour ?? ''} ${text}`.toLowerCase()
    return said.includes(wanted)
  })
}

/** In the order of a choice. */
export function ordered(matters: readonly Matter[], order: Order): readonly Matter[] {
  const [place, sign] = order === 'due' ? (['dueAt', 1] as const) : (['openedAt', -1] as const)
  return matters.toSorted((a, b) => sign * a[place].localeCompare(b[place]))
}
