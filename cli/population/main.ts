/** Population sets apart from any command: reading rows, making both sets and proving them; and rows to try it with. */
export { rowFormOf } from './columns.ts'
export { makeSets } from './make-sets.ts'

export { blockFaults, faultsOf, faultyFile, soundPeople } from './synthetic-faults.ts'

export { openWorkshop, type Workshop } from './workshop.ts'
export { classCode, isGreen, outcomes, storedCode } from './class-code.ts'
export {
  classesPayload,
  countsPayload,
  instantOf,
  mostPatches,
  named,
  universePayload,
  type CoveredPayload,
  type NotGreenPayload,
  type SetPayload,
} from './headers.ts'
export { makePatch } from './make-patch.ts'
export { findPopulationKey, makeFirstPopulationKey, type PopulationKey } from './population-key.ts'
export { splitCells } from './split-cells.ts'
