/** The flags that say whose signatures a journal is held against. */
import type { Command } from 'commander'
import { readStationKeys } from '../../collect/station-keys.ts'
import { parseInstant } from '../../edges/instant.ts'
import { readKeyFile } from '../../keys/key-file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { KeyOfStation } from '../verify-journal.ts'

/** What they say. */
export interface KeyFlags {
  readonly key?: string
  readonly stations?: string
  readonly bundle?: string
  readonly root?: string
  readonly now?: string
}

/** Adds them. */
export function withKeyFlags(command: Command): Command {
  return command
    .option('--key <file>', 'the public key of the station, where there is but one')
    .option('--stations <file>', 'JSON of stations and their public JWKs')
    .option('--bundle <place>', 'a bundle whose roster names the stations and their keys')
    .option('--root <file>', 'the root to pin for --bundle (default: root.ggb in its folder)')
    .option('--now <instant>', 'as of when the bundle is accepted (default: the clock)')
}

/**
 * Reads the keys; without a flag there are none, and signatures are not checked.
 *
 * @throws {@link OperatorError}
 */
export async function keysOf(flags: KeyFlags): Promise<KeyOfStation> {
  const { key, stations, bundle, root } = flags
  if (key !== undefined) {
    if (stations !== undefined || bundle !== undefined) {
      throw new OperatorError('--key: is for one station; leave --stations and --bundle out')
    }
    const one = await readKeyFile(key)
    return () => one
  }
  const now = flags.now === undefined ? new Date() : parseInstant(flags.now, '--now')
  const named = {
    ...(stations !== undefined && { stations }),
    ...(bundle !== undefined && { bundle }),
    ...(root !== undefined && { root }),
  }
  const keys = await readStationKeys(named, now)
  return (station) => keys.get(station)
}
