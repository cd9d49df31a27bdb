/**
 * Issues one code: an index first, then the code, then its row. Whatever stops the process leaves at most an index that
 * nobody uses: no code leaves the desk before its row is durable, and none has an index that the lists do not know.
 */
import { assess, issue, thumbprint, type AssessedPerson } from 'greengate/issue'
import type { CompiledRuleSet } from 'greengate/rules'
import { allocate } from 'greengate-cli/status'
import { inForce } from '../current-rules.ts'
import { DeskError } from '../desk-error.ts'
import type { Cause, Desk } from '../desk.ts'
import { factsOf } from '../facts/facts-of.ts'
import { touch } from '../facts/touch.ts'
import { personOf } from '../people/find-person.ts'
import { isConfirmed } from '../people/claims.ts'
import { actsFor } from '../people/guardians.ts'
import type { Person } from '../people/person.ts'
import { inTransaction } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { claimsOf, openingOf, type CodeRequest } from './claims-of.ts'
import { forgetDue, noteDue } from './due-reissues.ts'
import { madeCode, type CodeRow, type MadeCode, type Said } from './made-code.ts'
import { isStale, liveCodes, revokeCodes, standingOf } from './revoke-stale.ts'

/** What a code is asked for, and why. */
export interface CodeOrder extends CodeRequest {
  readonly cause: Cause
  /** Through which it is asked for; absent: at the desk. */
  readonly account?: string
}

/** Facts that come in meanwhile are judged anew; who gets more than so many at once waits. */
const maxTries = 8

/** For whoever holds the person's turn (`inTurn`). */
export async function issueCode(
  desk: Desk,
  personId: string,
  order: CodeOrder,
  now: number,
): Promise<MadeCode> {
  const { store } = desk
  for (let tries = 0; tries < maxTries; tries++) {
    const person = personOf(store, personId)
    refuseUnidentified(desk, person, order.account)
    const ground = groundOf(desk, personId, now)
    const assessed = await assess(ground.facts, ground.covers, {
      ruleSet: ground.ruleSet,
      now: new Date(now * 1000),
      salt: desk.surroundings.random(16),
    })
    const row = await sign(desk, person, assessed, ground.ruleSet, order, now)
    const isKept = inTransaction(store, () => {
      // What was judged must still be so: a code that is older than a fact would outlive its revocation.
      if (groundOf(desk, personId, now).stated !== ground.stated) return false
      // So must who asked: a code through an account that has left would outlive that.
      refuseUnidentified(desk, personOf(store, personId), order.account)
      supersede(desk, row, order.cause, now)
      insert(desk, row)
      return true
    })
    if (isKept) return madeCode(desk, row)
  }
  throw new DeskError('ERR_DESK_BUSY', 'code: facts of this person keep coming in; ask again')
}

function refuseUnidentified(
  { store, policy }: Desk,
  { id, identity }: Person,
  account: string | undefined,
): void {
  if (account !== undefined && !actsFor(store, account, id)) {
    throw new DeskError('ERR_DESK_PERSON_UNKNOWN', 'person: must be one whom the account acts for')
  }
  if (identity !== 'recorded' && policy.issuesToDeclared) return
  const isKnown = account === undefined || isConfirmed(store, account, id)
  if (identity === 'verified' && isKnown) return
  throw new DeskError('ERR_DESK_IDENTITY', 'person: must have shown who they are')
}

/** What a person is judged on. */
function groundOf(desk: Desk, person: string, now: number) {
  const ruleSet = inForce(desk.rules, new Date(now * 1000))
  if (ruleSet === undefined) {
    throw new DeskError('ERR_DESK_NO_RULES', 'rules: no version that can be run is in force')
  }
  const { facts, covers } = factsOf(desk.store, person, now)
  const stated = JSON.stringify([ruleSet.set.version, facts, covers])
  return { ruleSet, facts, covers, stated }
}

async function sign(
  desk: Desk,
  person: Person,
  assessed: AssessedPerson,
  { set }: CompiledRuleSet,
  order: CodeOrder,
  now: number,
): Promise<CodeRow> {
  const { issuer, signer, statusStore, surroundings } = desk
  const cti = Uint8Array.from(surroundings.random(8))
  const at = new Date(now * 1000)
  const [place] = allocate(statusStore, {
    ...{ issuer, issuedAt: at, ctis: [cti] },
    ...{ at, who: 'desk', why: order.cause },
  })
  if (place === undefined) throw new TypeError('an index was asked for')
  const claims = claimsOf(desk, person, assessed, order, now)
  const bindingKey = desk.bindingKeyOf(place.month)
  const card = { type: person.idType, number: person.number }
  const { commitment, outcome, rule = 0 } = assessed
  const text = await issue(
    { ...claims, statusIndex: place.index },
    {
      ...{ signer, cti },
      ...(bindingKey === undefined ? {} : { bind: { bindingKey, card } }),
      ...(commitment === undefined ? {} : { commitment }),
    },
  )
  const { holderKey } = order
  return {
    ...{ cti, person: person.id, class: order.class, issuer, month: place.month, text },
    holder: holderKey === undefined ? null : await thumbprint(holderKey),
    holderKey: holderKey === undefined ? null : JSON.stringify(holderKey),
    ...{ statusIndex: place.index, issuedAt: now, outcome, rule, version: set.version },
    validUntil: Date.parse(claims.validUntil) / 1000,
    opening: openingOf(assessed),
    state: 'good',
    account: order.account ?? null,
  }
}

/** What the new code takes the place of: the same holder's, any older sheet of paper, and whatever says otherwise. */
function supersede({ store }: Desk, row: CodeRow, cause: Cause, now: number): void {
  const live = liveCodes(store, row.person, now)
  const isLost = (code: CodeRow): boolean =>
    isStale(code, row satisfies Said) || (row.class === 'paper' && code.class === 'paper')
  const lost = live.filter(isLost)
  revokeCodes(store, lost, cause, now)
  // Other holders lose theirs with it and get others; this one has it.
  noteDue(store, lost, cause, now)
  if (row.class === 'app') forgetDue(store, row.person, row.holder)
  prepared(
    store,
    `UPDATE code SET state = 'replaced'
     WHERE person = ? AND class = ? AND holder IS ? AND state = 'good'`,
  ).run(row.person, row.class, row.holder)
  // The desk's own knowledge follows.
  const standing = standingOf(store, row.person)
  if (standing === undefined || isStale(standing, row)) touch(store, row.person, cause, now)
}

const columns = [
  ...['cti', 'person', 'class', 'holder', 'holderKey', 'issuer', 'month', 'statusIndex'],
  ...['issuedAt', 'validUntil', 'outcome', 'rule', 'version', 'text', 'opening', 'state'],
  'account',
] as const satisfies readonly (keyof CodeRow)[]
const insertion = `INSERT INTO code (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

function insert({ store }: Desk, row: CodeRow): void {
  prepared(store, insertion).run(...columns.map((column) => row[column]))
}
