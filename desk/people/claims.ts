/** Who an account says that it acts for, and whether that is known: confirmed at a counter, vouched for, or only said. */
import { createHash } from 'node:crypto'
import { DeskError } from '../desk-error.ts'
import type { Limits } from '../desk.ts'
import { revokeThrough } from '../issuing/revoke-through.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { becomeGuardian, endGuardianship, type Relation } from './guardians.ts'

/**
 * What an account shows at a counter: six digits that nobody else knows. They are looked for among those alone who said
 * that they act for the person.
 */
export function claimNumber(account: string): string {
  const digest = createHash('sha256').update(`greengate-claim:${account}`).digest()
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** Whether it is more than said that an account acts for a person. */
export function isConfirmed(store: DeskStore, account: string, person: string): boolean {
  const find = prepared(store, 'SELECT 1 FROM confirmed WHERE account = ? AND person = ?')
  return find.get(account, person) !== undefined
}

/** Ends that an account acts for a person; the codes that they got through it are revoked. */
export function endClaim(
  store: DeskStore,
  account: string,
  person: string,
  why: string,
  now: number,
): boolean {
  return inTransaction(store, () => {
    if (!endGuardianship(store, account, person, now)) return false
    prepared(store, 'DELETE FROM confirmed WHERE account = ? AND person = ?').run(account, person)
    revokeThrough(store, account, person, why, now)
    return true
  })
}

/** Keeps that an account said so, though it does not act: a counter may confirm it. */
export function noteClaim(
  store: DeskStore,
  account: string,
  person: string,
  relation: Relation,
  now: number,
): void {
  prepared(
    store,
    `INSERT INTO guardian (account, person, relation, since, until) VALUES (?, ?, ?, ?4, ?4)
     ON CONFLICT (account, person) DO UPDATE SET relation = excluded.relation WHERE until IS NOT NULL`,
  ).run(account, person, relation, now)
}

/**
 * To be called when somebody has shown who they are: whoever merely said that they act for them does so no more, but for
 * the accounts whose numbers the person shows. Those do even where that had ended.
 *
 * @returns How many it ended for.
 * @throws DeskError `ERR_DESK_CLAIM` where a number is nobody's who said so; `ERR_DESK_GUARDIAN_TAKEN`, `ERR_DESK_GUARDIANS_FULL`,
 * `ERR_DESK_FAMILY_FULL`: nothing is done then
 */
export function settleClaims(
  store: DeskStore,
  person: string,
  shown: readonly string[],
  limits: Limits,
  now: number,
): number {
  return inTransaction(store, () => {
    const rows = claimsOn(store, person)
    const numbers = new Set(shown)
    const meant = rows.filter(({ account }) => numbers.has(claimNumber(account)))
    if (meant.length !== numbers.size) {
      throw new DeskError('ERR_DESK_CLAIM', 'claims: must be numbers of accounts that applied')
    }
    const isMeant = new Set(meant.map(({ account }) => account))
    const lost = rows.filter(({ account, isKnown, until }) => {
      return until === null && isKnown === 0 && !isMeant.has(account)
    })
    for (const { account } of lost) endClaim(store, account, person, 'decision', now)
    for (const { account, relation } of meant) {
      becomeGuardian(store, account, person, relation, limits, now)
      confirm(store, account, person, now)
    }
    return lost.length
  })
}

/**
 * Lets an account be a person's own, for whom its provider vouched: whoever merely said so, or acted for them, acts no
 * more, and whoever else the account was said to be it is no more.
 *
 * @throws DeskError `ERR_DESK_PERSON_UNKNOWN`
 */
export function becomeOneself(
  store: DeskStore,
  account: string,
  person: string,
  limits: Limits,
  now: number,
): void {
  inTransaction(store, () => {
    const others = prepared(
      store,
      `SELECT account, person FROM guardian WHERE until IS NULL AND ((person = ?2 AND account <> ?1)
         OR (account = ?1 AND relation = 'self' AND person <> ?2))`,
    ).all(account, person)
    for (const other of others) {
      endClaim(store, other['account'] as string, other['person'] as string, 'decision', now)
    }
    becomeGuardian(store, account, person, 'self', limits, now)
    confirm(store, account, person, now)
  })
}

function confirm(store: DeskStore, account: string, person: string, now: number): void {
  const put = 'INSERT INTO confirmed (account, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
  prepared(store, put).run(account, person, now)
}

interface ClaimRow {
  readonly account: string
  readonly relation: Relation
  readonly until: number | null
  readonly isKnown: 0 | 1
}

/** Those that ended too, but not those of accounts that were erased. */
function claimsOn(store: DeskStore, person: string): readonly ClaimRow[] {
  return prepared(
    store,
    `SELECT guardian.account AS account, relation, until, confirmed.at IS NOT NULL AS isKnown
     FROM guardian JOIN account ON account.id = guardian.account AND provider <> 'erased'
     LEFT JOIN confirmed ON confirmed.account = guardian.account AND confirmed.person = guardian.person
     WHERE guardian.person = ?`,
  ).all(person) as unknown as readonly ClaimRow[]
}
