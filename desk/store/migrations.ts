/** The tables of the desk's store, as the steps that make them. Instants are Unix seconds; JSON is text. */
import { decisionTables } from './decision-tables.ts'
import { dueTables } from './due-tables.ts'
import { claims, heldAbout } from './later-steps.ts'
import { recordTables } from './record-tables.ts'
import { tableGuards } from './table-guards.ts'

/** One step each; a step that was released is never changed. */
export const migrations: readonly string[] = [
  recordTables + decisionTables,
  tableGuards,
  dueTables,
  heldAbout,
  claims,
]
