/** Options that every command over the store takes. */
import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { parseInstant } from '../../edges/instant.ts'
import type { Act } from '../list.ts'
import { openStore, type StatusStore } from '../open-store.ts'

/** What was typed. */
export interface StoreFlags {
  readonly store: string
  readonly issuer?: string
  readonly by?: string
  readonly why?: string
  readonly now?: string
  readonly json?: true
}

/** Where the store lies unless somebody says otherwise. */
const usualStore = 'status.db'

/** Adds them. */
export function withStoreFlags(command: Command): Command {
  return command
    .option('--store <file>', 'the store of the lists', usualStore)
    .option('--issuer <id>', 'whose lists (default: the only issuer of the store)')
    .option('--by <name>', 'who does it (default: who is logged in)')
    .option('--why <text>', 'why; kept in the store')
    .option('--now <instant>', 'when it is done (default: the clock)')
    .option('--json', 'print the answer as JSON')
}

/** Who does it, when, and why. */
export function actOf({ by, why = '', now }: StoreFlags): Act {
  const at = now === undefined ? new Date() : parseInstant(now, '--now')
  return { at, who: by ?? userInfo().username, why }
}

/** Does a work with the store open. */
export async function inStore<T>(
  { store: path }: StoreFlags,
  work: (store: StatusStore) => T | Promise<T>,
  isMade = false,
): Promise<T> {
  using store = await openStore(path, isMade)
  return await work(store)
}
