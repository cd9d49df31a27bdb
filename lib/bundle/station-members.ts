/** Reads what stations alone have a use for, population sets, sealed keys and the roster: a part of its own, loaded where a bundle has such members. */
export { openSets } from './open-sets.ts'
export { parseCoveredHeader, parseNotGreenHeader } from './population-header.ts'
export { parseSealedKeys } from './sealed-keys.ts'
export { parseStations } from './stations.ts'
