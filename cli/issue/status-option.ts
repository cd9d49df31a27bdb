/** `greengate issue --status STORE`: each code gets an index of the issuer's store, or takes another's place. */
import type { Command } from 'commander'
import type { Claims } from 'greengate/issue'
import { actOf } from '../status/commands/store-flags.ts'
import { openStore } from '../status/open-store.ts'
import { parsePlace } from '../status/find-places.ts'
import { allocate, labelOf, refuseReplacing, replace, type Place } from '../status/store.ts'
import { asObject } from '../edges/json-file.ts'
import { findInstant } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'

/** What was typed. */
export interface StatusFlags {
  readonly status?: string
  readonly replaces?: string
  readonly label?: string
  readonly by?: string
  readonly why?: string
}

/** Adds the options. */
export function withStatusFlags(command: Command): Command {
  return command
    .option('--status <store>', 'take a status index from this store (see greengate status)')
    .option('--replaces <month/index>', 'revoke that index once the new code is written')
    .option('--label <text>', 'with --status: what you know the holder by; no identity number')
    .option('--by <name>', 'with --status: who issues (default: who is logged in)')
    .option('--why <text>', 'with --status: why; kept in the store')
}

type Indexed = (claims: Claims, cti: Uint8Array) => Claims

/**
 * Issues codes, each with an index of the store that is named. The index that they replace is revoked when all are
 * written: whatever goes wrong before leaves the old code as it is, so that no holder is left without one.
 *
 * @param issue - Makes and writes them; without an argument where no store is named.
 * @throws {@link OperatorError}
 */
export async function withStatusIndices(
  flags: StatusFlags,
  given: unknown,
  issue: (indexed?: Indexed) => Promise<void>,
): Promise<void> {
  const { status, replaces, by, why } = flags
  if (status === undefined) {
    if (replaces !== undefined) throw new OperatorError('--replaces: needs the store; add --status')
    await issue()
    return
  }
  using store = await openStore(status)
  const act = actOf({
    store: status,
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  })
  const old = replaces === undefined ? undefined : placeOf(replaces, given)
  if (old !== undefined) refuseReplacing(store, old)
  const label = flags.label ?? (old === undefined ? undefined : labelOf(store, old))
  const places: Place[] = []
  await issue((claims, cti) => {
    if (claims.statusIndex !== undefined) {
      throw new OperatorError('statusIndex: is in the claims already; leave it out, or --status')
    }
    const stated: Readonly<Record<string, unknown>> = { ...claims }
    const issuedAt = findInstant(typeof stated['issuedAt'] === 'string' ? stated['issuedAt'] : '')
    // What is wrong with the claims, issuing says.
    if (issuedAt === undefined || typeof stated['issuer'] !== 'string') return claims
    const labelled = label === undefined ? {} : { label }
    const allocation = { ...act, issuer: claims.issuer, issuedAt, ctis: [cti], ...labelled }
    const [place] = allocate(store, allocation)
    places.push(place as Place)
    return { ...claims, statusIndex: (place as Place).index }
  })
  if (old !== undefined) replace(store, old, places[0] as Place, act)
}

/** The list that is meant is one of the issuer of the claims. */
function placeOf(replaces: string, claims: unknown): Place {
  const issuer = asObject(claims)?.['issuer']
  if (typeof issuer === 'string') return parsePlace(replaces, issuer, '--replaces')
  throw new OperatorError('claims: lack the issuer; correct them')
}
