/** `greengate issue --status STORE`: each code gets an index of the issuer's store, or takes another's place. */
import type { Command } from 'commander'
import { actOf } from '../status/commands/store-flags.ts'
import { openStore } from '../status/open-store.ts'
import { parsePlace } from '../status/find-places.ts'
import { allocate, reissue } from '../status/store.ts'
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
    .option('--replaces <month/index>', 'revoke that index once the new code is made')
    .option('--label <text>', 'with --status: what you know the holder by; no identity number')
    .option('--by <name>', 'with --status: who issues (default: who is logged in)')
    .option('--why <text>', 'with --status: why; kept in the store')
}

/** What of the claims an index hangs on. */
interface Claimed {
  readonly issuer: string
  readonly issuedAt: string
  readonly statusIndex?: number
}

/**
 * Issues a code, with an index where a store is named.
 *
 * @param cti - The id that the code will have: by it the code is found again.
 * @param make - Issues the claims.
 * @throws {@link OperatorError}
 */
export async function withStatusIndex<C extends Claimed, T>(
  claims: C,
  cti: Uint8Array,
  flags: StatusFlags,
  make: (claims: C) => Promise<T>,
): Promise<T> {
  const { status, replaces, label, by, why } = flags
  if (status === undefined) {
    if (replaces !== undefined) throw new OperatorError('--replaces: needs the store; add --status')
    return make(claims)
  }
  const { issuer, issuedAt: text, statusIndex } = claims
  if (statusIndex !== undefined) {
    throw new OperatorError('statusIndex: is in the claims already; leave it out, or --status')
  }
  const issuedAt = findInstant(typeof text === 'string' ? text : '')
  if (issuedAt === undefined || typeof issuer !== 'string') return make(claims)
  using store = await openStore(status)
  const act = actOf({
    store: status,
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  })
  const allocation = {
    ...{ ...act, issuer, issuedAt, ctis: [cti] },
    ...(label === undefined ? {} : { label }),
  }
  if (replaces !== undefined) {
    const old = parsePlace(replaces, issuer, '--replaces')
    return await reissue(store, allocation, old, ({ index }) =>
      make({ ...claims, statusIndex: index }),
    )
  }
  const [place] = allocate(store, allocation)
  return await make({ ...claims, ...(place && { statusIndex: place.index }) })
}
