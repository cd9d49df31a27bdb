/** The trials that threads share: what one step of each does, by name. */
import type { Attempt } from '../house/endurance.ts'
import { judgeFaults } from './faults-batch.ts'
import type { Judges } from './judging.ts'
import { tryFlip } from './next-flip.ts'
import { judgeBatch } from './people-batch.ts'

/** Seeds: each trial has its own people. */
export const seeds = { people: 3, faults: 4, flips: 5 } as const

/** People in one step. */
export const batch = 1000

/** What one step of each does. */
export const rounds = {
  people: (judges: Judges, step: number, seed: number = seeds.people): Attempt =>
    judgeBatch(judges, seed, step * batch, batch),
  faults: (judges: Judges, step: number, seed: number = seeds.faults): Attempt =>
    judgeFaults(judges, seed, step * batch, batch),
  flips: (judges: Judges, step: number, seed: number = seeds.flips): Attempt =>
    tryFlip(judges, seed, step),
} as const

export type RoundName = keyof typeof rounds
