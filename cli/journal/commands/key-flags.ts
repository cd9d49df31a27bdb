/** The flags that say whose signatures a journal is held against. */
import type { Command } from 'commander'
import { withStationFlags } from '../../collect/commands/collecting-flags.ts'
import { readStationKeys, type StationKeyFlags } from '../../collect/station-keys.ts'
import { parseInstant } from '../../edges/instant.ts'
import { readKeyFile } from '../../keys/key-file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { KeyOfStation } from '../verify-journal.ts'

/** What they say. */
export interface KeyFlags extends StationKeyFlags {
  readonly key?: string
  readonly now?: string
}

/** Adds them. */
export function withKeyFlags(command: Command): Command {
  return withStationFlags(
    command.option('--key <file>', 'the public key of the station, where there is but one'),
  ).option('--now <instant>', 'as of when the bundle is accepted (default: the clock)')
}

/**
 * Reads the keys; without a flag there are none, and signatures are not checked.
 *
 * @throws {@link OperatorError}
 */
export async function keysOf(flags: KeyFlags): Promise<KeyOfStation> {
  const { key, stations, bundle } = flags
  if (key !== undefined) {
    if (stations !== undefined || bundle !== undefined) {
      throw new OperatorError('--key: is for one station; leave --stations and --bundle out')
    }
    const one = await readKeyFile(key)
    return () => one
  }
  const now = flags.now === undefined ? new Date() : parseInstant(flags.now, '--now')
  const keys = await readStationKeys(flags, now)
  return (station) => keys.get(station)
}
