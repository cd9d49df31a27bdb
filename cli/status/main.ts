/** Status lists apart from any command: for an issuer that gives out and revokes by itself. */
export { openStore as openStatusStore, type StatusStore } from './open-store.ts'
export {
  bitsOf,
  createList,
  findList,
  monthOf,
  openingOf,
  readLists,
  usualEntries,
} from './list.ts'

export { allocate, revoke, stateOf, type Place } from './store.ts'
