/** At a station: takes the key of its group, if the signed roster names it. */
import { join } from 'node:path'
import { canonicalJson, publicJwk } from 'greengate/issue'
import { readBundle } from '../bundle/bundle-source.ts'
import { documentsOf, openVerified } from '../bundle/open-verified.ts'
import type { StationsPayload } from '../bundle/payloads.ts'
import { readBytes } from '../edges/file.ts'
import { parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { openGrant } from './grant.ts'
import { keepGroupKey, openStation, stationFiles } from './station-folder.ts'

/** What was taken. */
export interface Joined {
  readonly station: string
  readonly group: string
  readonly file: string
}

/**
 * Takes a group key.
 *
 * @param bundle - Where the bundle with the roster is.
 * @throws {@link OperatorError} also for a key that the roster does not name
 */
export async function joinGroup(
  folder: string,
  grantPath: string,
  bundle: string,
  now: Date,
): Promise<Joined> {
  const open = await openStation(folder)
  const bytes = await readBytes(grantPath, 'a group key (.jwe)')
  const { group, key, station } = await openGrant(new TextDecoder().decode(bytes), grantPath, open)
  const found = await readBundle(bundle)
  await openVerified(found, join(folder, stationFiles.root), now)
  const roster = documentsOf(found).find(({ name }) => name === 'stations')
  const { groups } = (
    roster === undefined ? { groups: [] } : parseJson(roster.payload, found.name, 'a roster')
  ) as Pick<StationsPayload, 'groups'>
  const named = groups.find(({ id }) => id === group)
  const isMember = named?.stations.some(({ id }) => id === station) === true
  if (!isMember || canonicalJson(named.recipient) !== canonicalJson(publicJwk(key))) {
    throw new OperatorError(
      `${grantPath}: the roster in ${found.name} names another key or not this station; publish the roster first, then join`,
    )
  }
  return { station, group, file: await keepGroupKey(folder, group, key) }
}
