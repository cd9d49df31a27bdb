/** Who may act for whom: an account for its own person, and for a few others who have none. */
import { DeskError } from '../desk-error.ts'
import type { Limits } from '../desk.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { personOf } from './find-person.ts'
import { personOfRow, type Person } from './person.ts'

export type Relation = 'self' | 'child' | 'parent' | 'ward'

/** A person whom an account acts for. */
export interface Charge {
  readonly person: Person
  readonly relation: Relation
  /** Unix seconds. */
  readonly since: number
}

/**
 * Lets an account act for a person. Asked again it changes the relation alone.
 *
 * @throws {@link DeskError} `ERR_DESK_PERSON_UNKNOWN`; `ERR_DESK_GUARDIAN_TAKEN` where an account is somebody else's own, or the person
 * acts for themselves, or would while others act for them; `ERR_DESK_GUARDIANS_FULL`, `ERR_DESK_FAMILY_FULL`
 */
export function becomeGuardian(
  store: DeskStore,
  account: string,
  person: string,
  relation: Relation,
  limits: Limits,
  now: number,
): void {
  inTransaction(store, () => {
    personOf(store, person)
    const own = charges(store, 'account = ?', account)
    const guardians = charges(store, 'person = ?', person)
    const others = guardians.filter((each) => each.account !== account)
    const isTaken =
      others.some((each) => each.relation === 'self') ||
      (relation === 'self' &&
        (others.length > 0 ||
          own.some((each) => each.relation === 'self' && each.person !== person)))
    if (isTaken) {
      throw new DeskError(
        'ERR_DESK_GUARDIAN_TAKEN',
        'person: must act for nobody else, nor by another',
      )
    }
    if (others.length >= limits.guardians) {
      throw new DeskError('ERR_DESK_GUARDIANS_FULL', 'person: has as many guardians as may be')
    }
    const family = own.filter((each) => each.relation !== 'self' && each.person !== person)
    if (relation !== 'self' && family.length >= limits.family) {
      throw new DeskError('ERR_DESK_FAMILY_FULL', 'account: acts for as many as may be')
    }
    prepared(
      store,
      `INSERT INTO guardian (account, person, relation, since, until) VALUES (?, ?, ?, ?, NULL)
       ON CONFLICT (account, person)
       DO UPDATE SET relation = excluded.relation, until = NULL,
         since = iif(until IS NULL, since, excluded.since)`,
    ).run(account, person, relation, now)
  })
}

/** Ends it; who acts no more for a person sees nothing more of them. `endClaim` revokes their codes too. */
export function endGuardianship(
  store: DeskStore,
  account: string,
  person: string,
  now: number,
): boolean {
  const end = prepared(
    store,
    'UPDATE guardian SET until = ? WHERE account = ? AND person = ? AND until IS NULL',
  )
  return end.run(now, account, person).changes > 0
}

/** Whether an account acts for a person now. */
export function actsFor(store: DeskStore, account: string, person: string): boolean {
  return charges(store, 'account = ? AND person = ?', account, person).length > 0
}

/** Whom an account acts for: its own person first, then by how long. */
export function peopleOf(store: DeskStore, account: string): readonly Charge[] {
  return prepared(
    store,
    `SELECT person.*, relation, since FROM guardian JOIN person ON person.id = person
     WHERE account = ? AND until IS NULL ORDER BY relation <> 'self', since, person.id`,
  )
    .all(account)
    .map((row) => ({
      person: personOfRow(row),
      relation: row['relation'] as Relation,
      since: row['since'] as number,
    }))
}

interface GuardianRow {
  readonly account: string
  readonly person: string
  readonly relation: Relation
}

function charges(
  store: DeskStore,
  condition: 'account = ?' | 'person = ?' | 'account = ? AND person = ?',
  ...values: readonly string[]
): readonly GuardianRow[] {
  return prepared(
    store,
    `SELECT account, person, relation FROM guardian WHERE ${condition} AND until IS NULL`,
  ).all(...values) as unknown as readonly GuardianRow[]
}
