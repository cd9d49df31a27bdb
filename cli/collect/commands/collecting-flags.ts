/** The flags of whatever takes records in: the store, the key that signs receipts, and whose records are believed. */
import type { Command } from 'commander'
import { OperatorError } from '../../operator-error.ts'
import type { StationKeyFlags } from '../station-keys.ts'

/** What they say. */
export interface CollectingFlags extends StationKeyFlags {
  readonly db?: string
  readonly key?: string
}

/** All that taking records in needs. */
export interface Collecting {
  readonly db: string
  readonly key: string
  readonly keys: StationKeyFlags
}

/** Adds them. */
export function withCollectingFlags(command: Command): Command {
  return withStationFlags(
    command
      .option('--db <file>', 'the store of the collector; made where there is none')
      .option('--key <file>', 'its private key, made by "greengate collect key"'),
  )
}

/** Adds those alone that name keys of stations. */
export function withStationFlags(command: Command): Command {
  return command
    .option('--stations <file>', 'JSON of stations and their public JWKs')
    .option('--bundle <place>', 'a bundle whose roster names the stations and their keys')
    .option('--root <file>', 'the root to pin for --bundle (default: root.ggb in its folder)')
}

/**
 * Reads them.
 *
 * @param name - Of the command, for whoever left one out.
 * @throws {@link OperatorError}
 */
export function collectingOf(name: string, flags: CollectingFlags): Collecting {
  const { db, key, stations, bundle } = flags
  if (db === undefined || key === undefined || (stations === undefined && bundle === undefined)) {
    throw new OperatorError(`${name}: give --db, --key, and --stations or --bundle; see --help`)
  }
  return { db, key, keys: flags }
}
