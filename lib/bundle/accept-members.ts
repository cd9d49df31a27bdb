/** Opens every member that the snapshot lists, and the data that they name (docs/bundle.md 4, steps 6 and 7). */
import type { Threshold } from '../crypto/jws.ts'
import { parseFactTypes } from '../facts/fact-types.ts'
import { parseTrustList } from '../trust/trust-list.ts'
import { signersOf, type Delegations } from './accept-delegations.ts'
import { acceptRuleSets } from './accept-rule-sets.ts'
import type { Bundle, Contents, Held, HeldMember } from './bundle.ts'
import { refuseExpired } from './floors.ts'
import { idOf, kindOf, type Kind } from './member-name.ts'
import { heldOf, openMember, refuseOtherVersion, type Opening } from './open-member.ts'
import { parsePayload } from './payload.ts'
import { malformed, refused } from './refused.ts'
import type { Root } from './root.ts'
import { parseSealedKeys, type SealedKeys } from './sealed-keys.ts'
import { parseStations } from './stations.ts'
import type { NamedData } from './named-data.ts'
import { openSets } from './open-sets.ts'
import {
  assessedLast,
  parseCoveredHeader,
  parseNotGreenHeader,
  type CoveredSet,
  type NotGreenSet,
  type PopulationHeader,
} from './population-header.ts'
import { parseStatusHeader } from './status-header.ts'

/** Every member, and what they come to. */
export type Members = Contents & Pick<Bundle, 'members' | 'data'>

/** @throws GreengateError `ERR_BUNDLE_...` and the code of a member that is malformed */
export async function acceptMembers(opening: Opening, delegations: Delegations): Promise<Members> {
  const { current, root, snapshot } = opening
  const members = new Map(delegations.members)
  for (const name of snapshot.members.keys()) {
    if (members.has(name)) continue
    const role = roleOf(name, root, delegations)
    if (role === undefined) throw refused('ERR_BUNDLE_SIGNATURE', 'nobody may sign a member')
    members.set(name, await openMember(opening, name, role))
  }
  const trust = await read(opening, members, 'trust', current.trust, parseTrustList)
  const facts = await read(opening, members, 'facts', current.facts, parseFactTypes)
  const stations = await read(opening, members, 'stations', current.stations, parseStations)
  const status = await readEach(opening, members, 'status', current.status, parseStatusHeader)
  const covered = await readEach(opening, members, 'covered', current.covered, parseCoveredHeader)
  const notGreen = await readEach(
    opening,
    members,
    'not-green',
    current.notGreen,
    parseNotGreenHeader,
  )
  for (const header of [...covered.values(), ...notGreen.values()]) refuseForesight(header)
  const headers = [...status.values(), ...setsIn(covered), ...setsIn(notGreen)]
  const patches = setsIn(notGreen).flatMap((set) => set.patches)
  const data = acceptData(opening, [...headers, ...patches])
  const keys = new Map<string, SealedKeys & Held>()
  for (const name of [...members.keys()].filter((each) => kindOf(each) === 'keys')) {
    const parse = (value: unknown): SealedKeys => parseSealedKeys(value, name)
    const sealed = await read(opening, members, name, current.keys.get(idOf(name)), parse)
    if (sealed !== undefined) keys.set(sealed.group, sealed)
  }
  return {
    delegations: delegations.documents,
    trust,
    facts,
    stations,
    status,
    keys,
    covered,
    notGreen,
    population: openSets(current.population, setsIn(covered), setsIn(notGreen), data),
    data,
    ...acceptRuleSets(opening, members, facts),
    members,
  }
}

/** Whose signatures a member needs; undefined: nobody's would do. */
export function roleOf(
  name: string,
  root: Root,
  delegations: Pick<Delegations, 'byPrefix'>,
): Threshold | undefined {
  const kind = kindOf(name)
  switch (kind) {
    case 'rules':
      return signersOf(name, delegations)
    case 'emergency':
      return root.emergency
    case 'delegation':
      return delegations.byPrefix.get(idOf(name))
    case 'covered':
    case 'not-green':
      return root.roles.status
    case 'keys':
      return root.roles.stations
    default:
      return root.roles[kind]
  }
}

/** Reads a member, unless its payload was read before; either way it must not have expired. */
async function read<T extends { readonly version: number; readonly expires: number }>(
  { seconds }: Opening,
  members: ReadonlyMap<string, HeldMember>,
  name: string,
  known: (T & Held) | undefined,
  parse: (value: unknown) => T | Promise<T>,
): Promise<(T & Held) | undefined> {
  const member = members.get(name)
  if (member === undefined) return undefined
  const value =
    known?.sha256 === member.sha256 ? known : await parse(parsePayload(member.document.payload))
  refuseOtherVersion(value.version, member)
  refuseExpired(value.expires, seconds, kindOf(name))
  return { ...value, ...heldOf(member) }
}

/** Reads all members of a kind, by name. */
async function readEach<T extends { readonly version: number; readonly expires: number }>(
  opening: Opening,
  members: ReadonlyMap<string, HeldMember>,
  kind: Kind,
  known: ReadonlyMap<string, T & Held>,
  parse: (value: unknown, name: string) => T,
): Promise<ReadonlyMap<string, T & Held>> {
  const found = new Map<string, T & Held>()
  for (const name of [...members.keys()].filter((each) => kindOf(each) === kind)) {
    const value = await read(opening, members, name, known.get(name), (one) => parse(one, name))
    if (value !== undefined) found.set(name, value)
  }
  return found
}

/** Whoever signs cannot have assessed later: an age from then on would begin in the future. */
function refuseForesight({
  sets,
  signedAt,
}: PopulationHeader<CoveredSet | NotGreenSet> & Held): void {
  if (sets.some((set) => assessedLast(set) > signedAt)) {
    throw malformed('holds an assessment from after its signing')
  }
}

function setsIn<S extends CoveredSet | NotGreenSet>(
  headers: ReadonlyMap<string, PopulationHeader<S>>,
): readonly S[] {
  return [...headers.values()].flatMap(({ sets }) => sets)
}

/** Data are opaque here: named by length and digest, carried or held already, and never unasked for. */
function acceptData(
  { current, offered }: Opening,
  headers: readonly { readonly data: NamedData }[],
): ReadonlyMap<string, Uint8Array> {
  const data = new Map<string, Uint8Array>()
  for (const { length, sha256 } of headers.map((header) => header.data)) {
    const bytes = offered.data.get(sha256) ?? current.data.get(sha256)
    if (bytes === undefined) throw refused('ERR_BUNDLE_MEMBER_MISSING', 'lacks data of a member')
    if (bytes.length !== length) throw refused('ERR_BUNDLE_DIGEST', 'holds data of another length')
    data.set(sha256, bytes)
  }
  for (const sha256 of offered.data.keys()) {
    if (!data.has(sha256)) throw malformed('holds data that no member names')
  }
  return data
}
