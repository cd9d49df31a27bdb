/** Makes codes, and finds the newest of a holder, refreshed before its end. */
import type { PublicJwk } from 'greengate/issue'
import { inForce } from '../current-rules.ts'
import type { Desk } from '../desk.ts'
import { prepared } from '../store/prepared.ts'
import { inTurn } from './in-turn.ts'
import { issueCode, type CodeOrder } from './issue-code.ts'
import { madeCode, refreshAt, type CodeRow, type MadeCode } from './made-code.ts'
import { isStale, standingOf } from './revoke-stale.ts'

/**
 * Makes a code.
 *
 * @param now - Unix seconds.
 * @throws DeskError `ERR_DESK_PERSON_UNKNOWN`, `ERR_DESK_IDENTITY`, `ERR_DESK_NO_RULES`, `ERR_DESK_BUSY`
 * @throws OperatorError where the month has no status list, or it is full.
 */
export async function makeCode(
  desk: Desk,
  person: string,
  order: CodeOrder,
  now: number,
): Promise<MadeCode> {
  const made = await inTurn(desk.store, person, () => issueCode(desk, person, order, now))
  desk.wake()
  return made
}

/**
 * The good app code of a holder, made anew where it nears its end, is of an older version, or was revoked.
 *
 * @param holder - Thumbprint of the holder's key; undefined: the code without one.
 * @param account - Through which it is asked for: those of others are not shown. Default: at the desk, all.
 * @returns undefined: this holder never had one.
 */
export function codeOf(
  desk: Desk,
  person: string,
  holder: string | undefined,
  now: number,
  account?: string,
): Promise<MadeCode | undefined> {
  return inTurn(desk.store, person, async () => {
    const row = newestOf(desk, person, holder, account)
    if (row === undefined) return undefined
    const isLive = row.state === 'good' && row.validUntil > now
    const rules = inForce(desk.rules, new Date(now * 1000))
    // Without rules nothing can be made: what there is holds to its end.
    if (isLive && (rules === undefined || isFresh(desk, row, rules.set.version, now))) {
      return madeCode(desk, row)
    }
    const through = account ?? row.account
    const to = {
      ...(row.holderKey === null ? {} : { holderKey: JSON.parse(row.holderKey) as PublicJwk }),
      ...(through === null ? {} : { account: through }),
    }
    return issueCode(desk, person, { class: 'app', cause: 'time', ...to }, now)
  })
}

function newestOf(
  { store }: Desk,
  person: string,
  holder: string | undefined,
  account: string | undefined,
): CodeRow | undefined {
  return prepared(
    store,
    `SELECT * FROM code WHERE person = ?1 AND class = 'app' AND holder IS ?2
       AND (?3 IS NULL OR account IS NULL OR account = ?3)
     ORDER BY state = 'good' DESC, issuedAt DESC LIMIT 1`,
  ).get(person, holder ?? null, account ?? null) as CodeRow | undefined
}

function isFresh(desk: Desk, row: CodeRow, version: number, now: number): boolean {
  const says = standingOf(desk.store, row.person) ?? row
  return row.version === version && now < refreshAt(desk, row) && !isStale(row, says)
}
