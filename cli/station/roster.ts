/** Changes of the roster: stations come and go, groups get new keys; each station's share is sealed to it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson, generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { parts, type Authority } from '../bundle/authority.ts'
import { digest, type Document } from '../bundle/document.ts'
import { editDraft, memberExpires } from '../bundle/draft.ts'
import type { RosterStation, StationGroup, StationsPayload } from '../bundle/payloads.ts'
import { newest, type Shelf } from '../bundle/shelf.ts'
import { fileError, kindAt, writeWhole } from '../edges/file.ts'
import { readPrivateKey, writeKeyFile } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { sealGrant } from './grant.ts'
import type { StationRequest } from './request.ts'

/** Most stations of one group: they share its key. */
const maxStations = 64

/** What came of it. */
export interface RosterChange {
  readonly document: Document
  /** Files to be carried to stations, one each. */
  readonly grants: readonly string[]
}

/**
 * Puts a station into the roster, and seals the key of its group to it.
 *
 * @throws {@link OperatorError}
 */
export async function admit(
  shelf: Shelf,
  request: StationRequest,
  now: Date,
): Promise<RosterChange> {
  refuseOtherRoot(shelf, request)
  const groups = groupsOf(shelf)
  const { id, group: name, lanes, key, recipient } = request
  if (groups.some(({ stations }) => stations.some((station) => station.id === id))) {
    throw new OperatorError(
      `${id}: is in the roster already; remove it first, or choose another name`,
    )
  }
  const known = groups.find((each) => each.id === name)
  if ((known?.stations.length ?? 0) >= maxStations) {
    throw new OperatorError(
      `${name}: has ${maxStations} stations, which is the most; enrol in another group`,
    )
  }
  const groupKey = await groupKeyOf(shelf.authority, known, name)
  const station: RosterStation = { id, key, recipient, lanes }
  const next: StationGroup = {
    id: name,
    recipient: publicJwk(groupKey),
    stations: [...(known?.stations ?? []), station],
  }
  const document = await write(shelf, replaced(groups, next), now)
  return { document, grants: [await writeGrant(shelf.authority, next, station, groupKey)] }
}

/**
 * Takes a station out of the roster. It still knows the key of its group until that is changed.
 *
 * @throws {@link OperatorError}
 */
export async function remove(shelf: Shelf, id: string, now: Date): Promise<RosterChange> {
  const groups = groupsOf(shelf)
  const group = groups.find(({ stations }) => stations.some((station) => station.id === id))
  if (group === undefined)
    throw new OperatorError(`${id}: is no station of the roster; see "bundle show"`)
  const next = { ...group, stations: group.stations.filter((station) => station.id !== id) }
  return { document: await write(shelf, replaced(groups, next), now), grants: [] }
}

/**
 * Gives a group another key, sealed to each of its stations.
 *
 * @throws {@link OperatorError}
 */
export async function rekeyGroup(shelf: Shelf, name: string, now: Date): Promise<RosterChange> {
  const groups = groupsOf(shelf)
  const group = groups.find(({ id }) => id === name)
  if (group === undefined)
    throw new OperatorError(`${name}: is no group of the roster; see "bundle show"`)
  const key = await generateKey('ESP256')
  const next = { ...group, recipient: publicJwk(key) }
  const document = await write(shelf, replaced(groups, next), now)
  const file = groupKeyFile(shelf.authority, name)
  await writeWhole(file, `${JSON.stringify(key)}\n`, { mode: 0o600 })
  const grants: string[] = []
  for (const station of next.stations) {
    grants.push(await writeGrant(shelf.authority, next, station, key))
  }
  return { document, grants }
}

/** The groups of the newest roster, signed or not. */
export function groupsOf({ signed, drafts }: Shelf): readonly StationGroup[] {
  const found = newest([...signed, ...drafts], 'stations')
  return (found?.value as Partial<StationsPayload> | undefined)?.groups ?? []
}

function replaced(groups: readonly StationGroup[], next: StationGroup): readonly StationGroup[] {
  return groups.some(({ id }) => id === next.id)
    ? groups.map((group) => (group.id === next.id ? next : group))
    : [...groups, next]
}

function write(shelf: Shelf, groups: readonly StationGroup[], now: Date): Promise<Document> {
  const expires = memberExpires(shelf, now)
  return editDraft(shelf, { stem: 'stations', first: {} }, () => ({ version: 0, expires, groups }))
}

function refuseOtherRoot({ signed }: Shelf, { id, root }: StationRequest): void {
  const roots = signed.filter(({ role }) => role === 'root')
  if (roots.some(({ payload }) => digest(payload) === root)) return
  throw new OperatorError(
    `${id}: pinned a root that is not of this authority; compare the digest at the station, and enrol it again`,
  )
}

function groupKeyFile({ folder }: Authority, name: string): string {
  return join(folder, parts.keys, 'groups', `${name}.jwk`)
}

/** The key of a group: made for its first station, and kept on this machine for the next ones. */
async function groupKeyOf(
  authority: Authority,
  group: StationGroup | undefined,
  name: string,
): Promise<PrivateJwk> {
  const file = groupKeyFile(authority, name)
  if ((await kindAt(file)) === 'nothing') {
    if (group !== undefined && group.stations.length > 0) {
      throw new OperatorError(
        `${file}: the key of this group is not here; put it there, or run "greengate station rekey-group ${name}"`,
      )
    }
    await makeFolder(join(file, '..'))
    const key = await generateKey('ESP256')
    await writeKeyFile(file, key)
    return key
  }
  const key = await readPrivateKey(file)
  if (group === undefined || canonicalJson(group.recipient) === canonicalJson(publicJwk(key))) {
    return key
  }
  throw new OperatorError(
    `${file}: is not the key that the roster names for this group; put the right one there`,
  )
}

async function writeGrant(
  { folder }: Authority,
  { id: group }: StationGroup,
  { id, recipient }: RosterStation,
  key: PrivateJwk,
): Promise<string> {
  const file = join(folder, parts.grants, `${id}.jwe`)
  await makeFolder(join(folder, parts.grants))
  await writeWhole(file, `${await sealGrant({ station: id, group, key }, recipient)}\n`)
  return file
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileError(folder, error, 'see that folders can be made there')
  }
}
