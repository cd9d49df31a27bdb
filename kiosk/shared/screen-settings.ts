/** What the operator chose of the screen: sizes, times, voice; the station hands it to every screen. */
import type { Outcome } from 'greengate'

/** The languages of the screen and of the voice. */
export type Language = 'zh' | 'en'

/** As the station's configuration says it. */
export interface ScreenSettings {
  /** The first language of an idle screen. */
  readonly language: Language
  /** For how long an outcome stays, in milliseconds. */
  readonly dwellMs: Readonly<Record<Outcome, number>>
  /** For how long the other half is waited for, the card to a code or the code to a card, in milliseconds. */
  readonly awaitMs: number
  /** Height of the smallest capital H, in millimetres (EN 301 549, 5.1.4), and the panel's diagonal in inches. */
  readonly capitalMm: number
  readonly diagonalInches: number
  /** Whether the screen has a camera to read codes with. */
  readonly camera: boolean
  /** Whether a scanner types into the screen as a keyboard does. */
  readonly wedge: boolean
  /** The most people who may go through together on one phone; 1: no groups. */
  readonly mostInGroup: number
  /** Whether there are operators who may sign in here. */
  readonly staff: boolean
  readonly voice: VoiceSettings
}

/** What is heard. */
export interface VoiceSettings {
  readonly on: boolean
  /** Between 0 and 1. */
  readonly volume: number
  readonly pace: 'normal' | 'slow'
  /** false: bystanders hear whether somebody may go on, and never why (the default). */
  readonly saysOutcome: boolean
}

/** Where nothing is configured. */
export const defaultSettings: ScreenSettings = {
  language: 'zh',
  dwellMs: { pass: 3_000, check: 6_000, stop: 8_000, invalid: 6_000, unreadable: 4_000 },
  awaitMs: 15_000,
  capitalMm: 7.5,
  diagonalInches: 21.5,
  camera: true,
  wedge: true,
  mostInGroup: 8,
  staff: false,
  voice: { on: true, volume: 0.8, pace: 'normal', saysOutcome: false },
}
