/** What the views of the panel are drawn from: the desk, what is typed, and what the buttons do. */
import type { StationStatus } from '../../shared/kiosk-api.ts'
import type { Language } from '../../shared/screen-settings.ts'
import type { OverrideReason, StaffRight } from '../../shared/staff-api.ts'
import type { DeskFacts, StaffDesk } from './staff-desk.ts'

/** What is typed and chosen, and not yet asked. */
export interface Draft {
  readonly operator: string
  readonly pin: string
  /** Where the keys of the pad go. */
  readonly field: 'operator' | 'pin' | 'appeal'
  readonly appeal: string
  /** null: none was chosen for this passage yet. */
  readonly reason: OverrideReason | null
  /** An emergency is begun, or ended, in two steps. */
  readonly confirms: 'emergency-on' | 'emergency-off' | null
}

/** Before anything is typed. */
export const emptyDraft: Draft = {
  operator: '',
  pin: '',
  field: 'operator',
  appeal: '',
  reason: null,
  confirms: null,
}

/** All that a view needs. */
export interface StaffModel {
  readonly desk: StaffDesk
  readonly facts: DeskFacts
  readonly draft: Draft
  readonly change: (news: Partial<Draft>) => void
  readonly language: Language
  readonly status: StationStatus | undefined
  /** Leaves the panel for the screen where a file is handed over. */
  readonly handOver: () => void
}

/** Whether whoever is in may do a thing. */
export const may = ({ facts }: StaffModel, right: StaffRight): boolean =>
  facts.session?.rights.includes(right) === true
