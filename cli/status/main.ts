/** Status lists apart from any command: for an issuer that gives out and revokes by itself. */
export { inTransaction, openStore as openStatusStore, type StatusStore } from './open-store.ts'
export {
  bitsOf,
  createList,
  findList,
  leadDays,
  listOf,
  monthOf,
  openingOf,
  readLists,
  usualEntries,
  type Act,
  type NewList,
  type StoredList,
} from './list.ts'
export { closeList } from './close-list.ts'
export { draftLists, writeLists, type HandedList } from './hand-over.ts'
export {
  allocate,
  replace,
  revoke,
  stateOf,
  type Allocation,
  type Changed,
  type CodeState,
  type Place,
} from './store.ts'
