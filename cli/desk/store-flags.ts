/** Which desk's store is meant: named, or that of a configuration; a desk may be running on it meanwhile. */
import type { Command } from 'commander'
import type { DeskStore } from '../../desk/main.ts'
import { kindAt } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** What the flags say. */
export interface StoreFlags {
  readonly config: string
  readonly store?: string
  readonly json?: true
}

/** Adds them. */
export function withStoreFlags(command: Command): Command {
  return command
    .option('--config <file>', 'the desk.yaml that names the store', 'desk.yaml')
    .option('--store <file>', 'the store itself, without a configuration')
    .option('--json', 'print what was done as one line of JSON')
}

/** Where it lies. */
async function storePath({ config, store }: StoreFlags): Promise<string> {
  if (store !== undefined) return store
  const { loadDeskFile } = await import('../../desk/main.ts')
  return (await loadDeskFile(config)).store.file
}

/**
 * Opens it.
 *
 * @param isMade - Whether it may be made: where something is only looked at, there must be one.
 */
export async function openNamedStore(flags: StoreFlags, isMade: boolean): Promise<DeskStore> {
  const { openStore } = await import('../../desk/main.ts')
  const path = await storePath(flags)
  if (!isMade && (await kindAt(path)) !== 'file') {
    throw new OperatorError(`${path}: there is no store of a desk; name one with --store`)
  }
  return openStore(path)
}

/** An id, as files, lines and the audit trail can hold it. */
export function idOf(text: string, what: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text
  throw new OperatorError(`${what}: must be of a-z, 0-9 and -, 40 at most`)
}

/** A list that is written with commas. */
export function listOf(text: string, flag: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  const isGood = parts.every((part) => /^(?:\*|[A-Za-z0-9][\w.-]{0,63})$/.test(part))
  if (isGood) return parts
  throw new OperatorError(`${flag}: must be names with commas between them, such as test,recovery`)
}
