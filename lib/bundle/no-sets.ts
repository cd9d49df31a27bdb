/** The opened data of population sets where there are none. */
import type { OpenSets } from './open-sets.ts'

export const noSets: OpenSets = { covered: new Map(), notGreen: new Map(), patches: new Map() }
